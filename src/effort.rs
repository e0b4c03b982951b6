//! How much one call does, counted instead of timed: a test on a busy machine must say the same as one on an idle one.
//!
//! The loops over rows and columns say how many numbers they went through; whoever steps a long piece of work can ask
//! what the step came to. A page stays alive because every step is small, so that is what the tests check.

use std::cell::Cell;

/// No step goes through more numbers than this. At the billion multiplications a second that a browser manages on a small
/// machine it is about 60 ms, so that Cancel and a click are heard well within 200 ms.
pub const MOST_A_STEP: u64 = 1 << 26;

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
    fn what_was_spent_is_told_once() {
        spent();
        spend(3, 4);
        spend(usize::MAX, 0);
        assert_eq!((spent(), spent()), (12, 0));
    }
}
