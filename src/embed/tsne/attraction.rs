//! Neighbours pull each other: the sum over the affinities, and how far the map is from them.

use wide::f32x8;

use super::affinities::Affinities;
use crate::vectors::{EIGHT, Repeat, eight};

/// Adds up `p_ij (y_i - y_j) / (1 + |y_i - y_j|^2)` over the neighbours of every sample, and hands it to `visit`.
pub(super) fn attract(
    affinities: &Affinities,
    xs: &[f32],
    ys: &[f32],
    mut visit: impl FnMut(usize, [f32; 2]),
) {
    for i in 0..xs.len() {
        let (columns, values) = affinities.row(i);
        let (x, y) = (xs[i], ys[i]);
        let mut pulls = (f32x8::ZERO, f32x8::ZERO);
        let (whole, rest) = columns.as_chunks::<EIGHT>();
        let (whole_values, rest_values) = values.as_chunks();
        for (&columns, &values) in whole.iter().zip(whole_values) {
            let dx = f32x8::repeat(x) - f32x8::new(eight(columns, |j| xs[j as usize]));
            let dy = f32x8::repeat(y) - f32x8::new(eight(columns, |j| ys[j as usize]));
            let pull = f32x8::new(values) / (f32x8::ONE + dx * dx + dy * dy);
            pulls.0 += pull * dx;
            pulls.1 += pull * dy;
        }
        let mut pulls = (pulls.0.to_array(), pulls.1.to_array());
        for (k, (&j, value)) in rest.iter().zip(rest_values).enumerate() {
            let (dx, dy) = (x - xs[j as usize], y - ys[j as usize]);
            let pull = value / (1.0 + dx * dx + dy * dy);
            pulls.0[k] += pull * dx;
            pulls.1[k] += pull * dy;
        }
        visit(i, [pulls.0.iter().sum(), pulls.1.iter().sum()]);
    }
}

/// Kullback-Leibler divergence of the map from the affinities, in nats; `total` as from
/// [`super::repulsion::Repulsion::compute`].
pub(super) fn kl_divergence(affinities: &Affinities, xs: &[f32], ys: &[f32], total: f64) -> f64 {
    let mut divergence = 0.0;
    let mut sum = 0.0;
    for i in 0..xs.len() {
        let (columns, values) = affinities.row(i);
        // Pairs stand twice, and the columns rise: the second half will do.
        let later = columns.partition_point(|&j| (j as usize) < i);
        for (&j, &p) in columns[later..].iter().zip(&values[later..]) {
            let (dx, dy) = (xs[i] - xs[j as usize], ys[i] - ys[j as usize]);
            if p > 0.0 {
                let ratio = p * (1.0 + dx * dx + dy * dy);
                divergence += 2.0 * f64::from(p) * f64::from(libm::logf(ratio));
                sum += 2.0 * f64::from(p);
            }
        }
    }
    // ln(p / q) = ln(p (1 + d^2)) + ln(total)
    if sum > 0.0 {
        divergence + sum * libm::log(total)
    } else {
        0.0
    }
}
