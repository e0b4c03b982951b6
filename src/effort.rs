//! How much one call does, counted instead of timed: a test on a busy machine must say the same as one on an idle one.
//!
//! The loops over rows and columns say how many numbers they went through; whoever steps a long piece of work can ask
//! what the step came to. A page stays alive because every step is small, so that is what the tests check.

use std::cell::Cell;
use std::ops::Range;

/// No step goes through more numbers than this. At the billion multiplications a second that a browser manages on a small
/// machine it is about 60 ms, so that Cancel and a click are heard well within 200 ms.
pub const MOST_A_STEP: u64 = 1 << 26;

/// Numbers that a step goes through where it may stop after any row: a few milliseconds.
const A_PORTION: usize = 1 << 22;

/// The rows from `done` on, of `n_rows`, that one step goes through when each costs so many numbers: at least one, while
/// there is one left. They are counted here: whoever takes them goes through them.
pub(crate) fn portion(done: usize, n_rows: usize, numbers: usize) -> Range<usize> {
    let most = (A_PORTION / numbers.max(1)).max(1);
    let rows = done..n_rows.min(done.saturating_add(most));
    spend(rows.len(), numbers);
    rows
}

thread_local! {
    static SPENT: Cell<u64> = const { Cell::new(0) };
}

/// A loop went through `rows` x `columns` numbers.
pub(crate) fn spend(rows: usize, columns: usize) {
    let numbers = (rows as u64).saturating_mul(columns as u64);
    SPENT.with(|spent| spent.set(spent.get().saturating_add(numbers)));
}

/// Numbers gone through on this thread since the last call.
pub fn spent() -> u64 {
    SPENT.with(Cell::take)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_follow_each_other_to_the_end() {
        for numbers in [0, 1, 6, A_PORTION - 1, A_PORTION, usize::MAX] {
            let (mut done, n_rows) = (0, 7);
            spent();
            while done < n_rows {
                let rows = portion(done, n_rows, numbers);
                assert!(rows.start == done && rows.end > done, "{rows:?}");
                assert!(rows.len() == 1 || rows.len() * numbers <= A_PORTION);
                done = rows.end;
            }
            assert_eq!(portion(done, n_rows, numbers), 7..7);
            assert_eq!(spent(), 7_u64.saturating_mul(numbers as u64));
        }
    }

    #[test]
    fn what_was_spent_is_told_once() {
        spent();
        spend(3, 4);
        spend(usize::MAX, 0);
        assert_eq!((spent(), spent()), (12, 0));
    }
}
