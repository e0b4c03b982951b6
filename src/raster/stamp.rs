//! Discs, rings and other shapes as small tables of coverage, computed once and laid down thousands of times.

use crate::draw::{Glyph, Vec2};

/// Larger marks are cut to this radius, in pixels.
pub(super) const MAX_RADIUS_PX: f64 = 64.0;
/// Full coverage at full opacity.
pub(super) const FULL: u16 = 256;
/// Rows of a stamp are padded to a multiple of this, so that pixels are blended four at a time.
pub(super) const LANES: usize = 4;
/// Positions within a pixel that a stamp is prepared for, in each direction: a quarter of a pixel is not seen.
const PHASES: i64 = 4;
/// Samples a pixel in each direction where an edge crosses it.
const SAMPLES: u32 = 8;

/// The same of shapes that are no discs, which are few and never small.
const GLYPH_SAMPLES: u32 = 4;

/// From this radius on an edge is as good as straight within a pixel, and its distance gives the coverage.
const STRAIGHT_FROM_PX: f64 = 6.0;

/// How much of each pixel a shape covers, times its opacity.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stamp {
    /// Column of the first weight, relative to the pixel that holds the centre.
    pub left: i64,
    /// Row of the first weight, relative to the pixel that holds the centre.
    pub top: i64,
    /// Number of columns.
    pub width: usize,
    /// Row by row, 0 to [`FULL`].
    pub weights: Vec<u16>,
}

impl Stamp {
    /// A ring from `inner_px` to `outer_px` about `offset` (0 to 1 in both, from the top left corner of its pixel); a
    /// disc when `inner_px` is 0. NaN and negative radii cover nothing. `opacity` is 0 to 1.
    pub(super) fn ring(inner_px: f64, outer_px: f64, offset: Vec2, opacity: f64) -> Self {
        let outer = outer_px.clamp(0.0, MAX_RADIUS_PX);
        let covered = |dx, dy| coverage(dx, dy, outer) - coverage(dx, dy, inner_px);
        Self::laid(outer, offset, opacity, covered)
    }

    /// A shape of this radius about `offset`, as [`Self::ring`].
    fn glyph(glyph: Glyph, radius_px: f64, offset: Vec2, opacity: f64) -> Self {
        let radius = radius_px.clamp(0.0, MAX_RADIUS_PX);
        let covers = |x: f64, y: f64| glyph.covers(x / radius, y / radius);
        Self::laid(Glyph::REACH * radius, offset, opacity, |dx, dy| {
            share_inside(dx, dy, GLYPH_SAMPLES, covers)
        })
    }

    /// What reaches this far from `offset`; `covered` gives the share of the pixel with centre (dx, dy) from there.
    fn laid(reach_px: f64, offset: Vec2, opacity: f64, covered: impl Fn(f64, f64) -> f64) -> Self {
        let visible = reach_px > 0.0 && opacity > 0.0 && offset.is_finite();
        if !visible {
            return Self::default();
        }
        let reach = reach_px.ceil() as i64 + 1;
        let side = (2 * reach + 1) as usize;
        let weights: Vec<u16> = (0..side * side)
            .map(|i| {
                let dx = (i % side) as f64 - reach as f64 + 0.5 - offset.x;
                let dy = (i / side) as f64 - reach as f64 + 0.5 - offset.y;
                let weight = covered(dx, dy).max(0.0) * opacity.min(1.0) * f64::from(FULL);
                weight.round() as u16
            })
            .collect();
        trimmed(reach, side, &weights)
    }

    /// Rows of weights, top to bottom.
    pub(super) fn rows(&self) -> std::slice::ChunksExact<'_, u16> {
        self.weights.chunks_exact(self.width.max(1))
    }

    /// Number of rows.
    pub(super) fn height(&self) -> usize {
        self.weights.len() / self.width.max(1)
    }
}

/// One shape at sixteen positions within a pixel, so that small points do not snap to a grid.
#[derive(Clone, Debug)]
pub(super) struct StampSet {
    stamps: Vec<Stamp>,
}

impl StampSet {
    /// A disc of this radius and opacity (0 to 1).
    pub(super) fn disc(radius_px: f64, opacity: f64) -> Self {
        Self::of(|offset| Stamp::ring(0.0, radius_px, offset, opacity))
    }

    /// A shape as large as a disc of this radius.
    pub(super) fn glyph(glyph: Glyph, radius_px: f64, opacity: f64) -> Self {
        match glyph {
            Glyph::Disc => Self::disc(radius_px, opacity),
            glyph => Self::of(|offset| Stamp::glyph(glyph, radius_px, offset, opacity)),
        }
    }

    fn of(stamp: impl Fn(Vec2) -> Stamp) -> Self {
        let phase = |i: i64| (i as f64 + 0.5) / PHASES as f64;
        let stamps = (0..PHASES * PHASES)
            .map(|i| stamp(Vec2::new(phase(i % PHASES), phase(i / PHASES))))
            .collect();
        Self { stamps }
    }

    /// The stamp for a centre, and the column and row of that centre's pixel. `None` for NaN.
    #[inline]
    pub(super) fn at(&self, pos_in_pixels: Vec2) -> Option<(&Stamp, i64, i64)> {
        if !pos_in_pixels.is_finite() {
            return None;
        }
        let column = floor(pos_in_pixels.x * PHASES as f64);
        let row = floor(pos_in_pixels.y * PHASES as f64);
        let phase = (row.rem_euclid(PHASES) * PHASES + column.rem_euclid(PHASES)) as usize;
        let stamp = self.stamps.get(phase)?;
        Some((stamp, column.div_euclid(PHASES), row.div_euclid(PHASES)))
    }
}

/// `f64::floor` is a function call on many machines; this is not. Saturates like the cast.
#[inline]
fn floor(x: f64) -> i64 {
    let cut = x as i64;
    cut.saturating_sub(i64::from(x < cut as f64))
}

/// Share (0 to 1) of the pixel with centre `(dx, dy)` that a disc about zero covers.
fn coverage(dx: f64, dy: f64, radius: f64) -> f64 {
    let half_diagonal = 0.5 * std::f64::consts::SQRT_2;
    let distance_squared = dx * dx + dy * dy;
    if radius.is_nan() || radius <= 0.0 || distance_squared >= (radius + half_diagonal).powi(2) {
        return 0.0;
    }
    if radius > half_diagonal && distance_squared <= (radius - half_diagonal).powi(2) {
        return 1.0;
    }
    if radius >= STRAIGHT_FROM_PX {
        return (radius + 0.5 - distance_squared.sqrt()).clamp(0.0, 1.0);
    }
    share_inside(dx, dy, SAMPLES, |x, y| x * x + y * y <= radius * radius)
}

/// Share (0 to 1) of `n` x `n` samples of the pixel with centre `(dx, dy)` that lie inside a shape.
fn share_inside(dx: f64, dy: f64, n: u32, is_inside: impl Fn(f64, f64) -> bool) -> f64 {
    let at = |i: u32| (f64::from(i) + 0.5) / f64::from(n) - 0.5;
    let samples = (0..n * n).map(|i| (dx + at(i % n), dy + at(i / n)));
    let inside = samples.filter(|&(x, y)| is_inside(x, y)).count();
    inside as f64 / f64::from(n * n)
}

/// Without the empty rows and columns around a square of `side` weights.
fn trimmed(reach: i64, side: usize, weights: &[u16]) -> Stamp {
    let (mut left, mut right, mut top, mut bottom) = (side, 0, side, 0);
    for (i, _) in weights.iter().enumerate().filter(|&(_, &w)| w > 0) {
        left = left.min(i % side);
        right = right.max(i % side + 1);
        top = top.min(i / side);
        bottom = bottom.max(i / side + 1);
    }
    if left >= right {
        return Stamp::default();
    }
    let width = (right - left).next_multiple_of(LANES);
    let mut trimmed = Vec::with_capacity(width * (bottom - top));
    for row in weights.chunks(side).take(bottom).skip(top) {
        trimmed.extend(row.iter().take(right).skip(left));
        trimmed.resize(trimmed.len().next_multiple_of(width), 0);
    }
    Stamp {
        left: left as i64 - reach,
        top: top as i64 - reach,
        width,
        weights: trimmed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::f64::consts::PI;

    fn area(stamp: &Stamp) -> f64 {
        stamp.weights.iter().map(|&w| f64::from(w)).sum::<f64>() / f64::from(FULL)
    }

    proptest! {
        #[test]
        fn coverage_adds_up_to_the_area(r in 0.8..20.0f64, x in 0.0..1.0f64, y in 0.0..1.0f64, inner in 0.0..0.9f64) {
            let disc = Stamp::ring(0.0, r, Vec2::new(x, y), 1.0);
            prop_assert!((area(&disc) - PI * r * r).abs() < 0.15 * r, "{} {}", area(&disc), PI * r * r);
            let ring = Stamp::ring(inner * r, r, Vec2::new(x, y), 1.0);
            let expected = PI * r * r * (1.0 - inner * inner);
            prop_assert!((area(&ring) - expected).abs() < 0.3 * r);
            prop_assert!(disc.weights.iter().all(|&w| w <= FULL));
            prop_assert_eq!(disc.height() * disc.width, disc.weights.len());
        }

        #[test]
        fn a_shape_covers_what_a_disc_does(r in 2.0..12.0f64, x in 0.0..1.0f64, y in 0.0..1.0f64) {
            for glyph in Glyph::ALL {
                let stamp = Stamp::glyph(glyph, r, Vec2::new(x, y), 1.0);
                let share = area(&stamp) / (PI * r * r);
                prop_assert!((0.7..1.3).contains(&share), "{glyph:?} {share}");
                prop_assert_eq!(stamp.height() * stamp.width, stamp.weights.len());
            }
        }

        #[test]
        fn a_set_follows_its_position(x in -50.0..50.0f64, y in -50.0..50.0f64, r in 1.0..8.0f64) {
            let set = StampSet::disc(r, 1.0);
            let (stamp, column, row) = set.at(Vec2::new(x, y)).unwrap();
            // The centre of mass is the position, to half a phase.
            let total: f64 = stamp.weights.iter().map(|&w| f64::from(w)).sum();
            let (mut mx, mut my) = (0.0, 0.0);
            for (i, &w) in stamp.weights.iter().enumerate() {
                mx += f64::from(w) * ((column + stamp.left + (i % stamp.width) as i64) as f64 + 0.5);
                my += f64::from(w) * ((row + stamp.top + (i / stamp.width) as i64) as f64 + 0.5);
            }
            prop_assert!((mx / total - x).abs() < 0.15, "{} {x}", mx / total);
            prop_assert!((my / total - y).abs() < 0.15, "{} {y}", my / total);
        }
    }

    #[test]
    fn nonsense_covers_nothing() {
        let middle = Vec2::new(0.5, 0.5);
        for radius in [0.0, -1.0, f64::NAN] {
            assert!(Stamp::ring(0.0, radius, middle, 1.0).weights.is_empty());
        }
        assert!(Stamp::ring(0.0, 3.0, middle, f64::NAN).weights.is_empty());
        assert!(
            StampSet::disc(3.0, 1.0)
                .at(Vec2::new(f64::NAN, 0.0))
                .is_none()
        );
        let widest = Stamp::ring(0.0, f64::INFINITY, middle, 1.0);
        assert!(widest.width <= 2 * MAX_RADIUS_PX as usize + 3 + LANES);
    }
}
