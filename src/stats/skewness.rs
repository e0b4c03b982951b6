//! How lopsided counts are.

/// Third moment of counts about their mean, over the cube of their standard deviation: scipy's `skew`. 0 where all are
/// equal.
pub fn skewness(counts: &[usize]) -> f64 {
    let n = counts.len().max(1) as f64;
    let all = || counts.iter().map(|&count| count as f64);
    let mean = all().sum::<f64>() / n;
    let moment = |power: i32| all().map(|x| (x - mean).powi(power)).sum::<f64>() / n;
    let variance = moment(2);
    if variance > 0.0 {
        moment(3) / (variance * variance.sqrt())
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_scipys() {
        // scipy.stats.skew([1, 2, 2, 3, 12])
        assert!((skewness(&[1, 2, 2, 3, 12]) - 1.409_321_497_658_560_9).abs() < 1e-12);
        assert_eq!(skewness(&[4, 4]), 0.0);
        assert_eq!(skewness(&[]), 0.0);
    }
}
