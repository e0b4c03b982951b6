//! Shapes that tell classes apart where colours cannot.

/// The shape of a point. Each covers about as much as a disc of radius 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A disc.
    Disc,
    /// A square on its side.
    Square,
    /// A triangle, point up.
    Up,
    /// A square on its corner.
    Diamond,
    /// An upright cross.
    Plus,
    /// A triangle, point down.
    Down,
    /// A cross like an x.
    Cross,
    /// A lying bar.
    Bar,
}

impl Glyph {
    /// All shapes, in the order of the classes; static/style.css draws swatches in the same.
    pub const ALL: [Self; 8] = [
        Self::Disc,
        Self::Square,
        Self::Up,
        Self::Diamond,
        Self::Plus,
        Self::Down,
        Self::Cross,
        Self::Bar,
    ];

    /// The furthest that a shape reaches from its centre.
    pub const REACH: f64 = 1.7;

    /// The place in [`Self::ALL`] of a class's shape; they come again where there are more classes.
    pub fn index(class: u8) -> usize {
        usize::from(class) % Self::ALL.len()
    }

    /// Does it cover this place, seen from its centre? y points down.
    pub fn covers(self, x: f64, y: f64) -> bool {
        let (dx, dy) = (x.abs(), y.abs());
        let is_triangle = |y: f64| (-1.3..=0.95).contains(&y) && dx <= 0.62 * (y + 1.3);
        let is_plus = |x: f64, y: f64| x.min(y) <= 0.38 && x.max(y) <= 1.3;
        match self {
            Self::Disc => x * x + y * y <= 1.0,
            Self::Square => dx.max(dy) <= 0.95,
            Self::Up => is_triangle(y),
            Self::Diamond => dx + dy <= 1.253,
            Self::Plus => is_plus(dx, dy),
            Self::Down => is_triangle(-y),
            Self::Cross => {
                let (along, across) = ((x + y).abs(), (x - y).abs());
                is_plus(
                    along * std::f64::consts::FRAC_1_SQRT_2,
                    across * std::f64::consts::FRAC_1_SQRT_2,
                )
            }
            Self::Bar => dx <= 1.45 && dy <= 0.54,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// Places of a fine grid about the centre.
    fn grid() -> impl Iterator<Item = (f64, f64)> {
        let at = |i: i32| f64::from(i) / 50.0;
        (-100..=100).flat_map(move |i| (-100..=100).map(move |j| (at(i), at(j))))
    }

    #[test]
    fn all_are_of_one_size_and_none_is_like_another() {
        for (i, one) in Glyph::ALL.into_iter().enumerate() {
            let covered: Vec<_> = grid().filter(|&(x, y)| one.covers(x, y)).collect();
            let area = covered.len() as f64 / 2500.0;
            assert!((area / PI - 1.0).abs() < 0.2, "{one:?}: {area}");
            let furthest = covered.iter().map(|(x, y)| x.hypot(*y)).fold(0.0, f64::max);
            assert!(furthest <= Glyph::REACH, "{one:?}: {furthest}");
            for other in &Glyph::ALL[i + 1..] {
                let differs = grid().filter(|&(x, y)| one.covers(x, y) != other.covers(x, y));
                assert!(
                    differs.count() as f64 / 2500.0 > 0.12 * PI,
                    "{one:?} {other:?}"
                );
            }
        }
    }
}
