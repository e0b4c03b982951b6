//! Where a number stands in a list.

/// The share of `sorted` below `x`, 0 to 1; what equals it counts half.
pub fn mid_rank(sorted: &[f64], x: f64) -> f64 {
    let below = sorted.partition_point(|y| *y < x);
    let through = sorted.partition_point(|y| *y <= x);
    share(below, through, sorted.len())
}

/// The same of numbers in any order.
pub fn mid_rank_of(values: &[f64], x: f64) -> f64 {
    let count = |is_it: fn(&f64, &f64) -> bool| values.iter().filter(|y| is_it(y, &x)).count();
    share(count(f64::lt), count(f64::le), values.len())
}

fn share(below: usize, through: usize, n: usize) -> f64 {
    (below + through) as f64 / 2.0 / n.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_share_a_place_in_the_middle_of_theirs() {
        let sorted = [0.0, 0.0, 0.0, 1.0, 5.0];
        for (x, rank) in [(0.0, 0.3), (1.0, 0.7), (5.0, 0.9), (9.0, 1.0), (-1.0, 0.0)] {
            assert!((mid_rank(&sorted, x) - rank).abs() < 1e-15);
            let mut values = sorted;
            values.reverse();
            assert_eq!(mid_rank_of(&values, x), mid_rank(&sorted, x));
        }
        assert_eq!(mid_rank(&[], 1.0), 0.0);
    }
}
