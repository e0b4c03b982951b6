//! An area of the plane, drawn by a person, and the points in it.

use super::geometry::{Rect, Vec2};

/// The edges of a polygon are looked up by as many bands of its height.
const N_BANDS: usize = 64;

/// An area with its edges known to whoever drew it: an upright box, or whatever a pointer went around.
#[derive(Clone, Debug, PartialEq)]
pub enum Region {
    /// A box, edges included.
    Box(Rect),
    /// The inside of a closed line through these points. Where the line crosses itself, what it goes around twice is
    /// outside (the even-odd rule).
    Lasso(Vec<Vec2>),
}

impl Region {
    /// The same area in another space: `place` keeps upright boxes upright.
    #[must_use]
    pub fn mapped(&self, place: impl Fn(Vec2) -> Vec2) -> Self {
        match self {
            Self::Box(rect) => Self::Box(Rect::from_corners(place(rect.min), place(rect.max))),
            Self::Lasso(corners) => Self::Lasso(corners.iter().copied().map(place).collect()),
        }
    }

    /// Which of these points lie in it, in their order. Points without a place (NaN) lie nowhere.
    pub fn members(&self, points: &[Vec2]) -> Vec<usize> {
        match self {
            Self::Box(rect) => {
                let is_in = |&i: &usize| rect.contains(points[i]);
                (0..points.len()).filter(is_in).collect()
            }
            Self::Lasso(corners) => {
                let Some(bands) = Bands::new(corners) else {
                    return Vec::new();
                };
                let is_in = |&i: &usize| bands.contains(points[i]);
                (0..points.len()).filter(is_in).collect()
            }
        }
    }
}

/// The edges of a polygon by height, so that a point is compared with few of them.
struct Bands {
    bounds: Rect,
    per_height: f64,
    edges: Vec<Vec<(Vec2, Vec2)>>,
}

impl Bands {
    /// `None` for a line around nothing.
    fn new(corners: &[Vec2]) -> Option<Self> {
        let bounds = Rect::around(corners)?;
        let per_height = N_BANDS as f64 / (bounds.max.y - bounds.min.y);
        if !per_height.is_finite() {
            return None;
        }
        let mut bands = Self {
            bounds,
            per_height,
            edges: vec![Vec::new(); N_BANDS],
        };
        let last = corners.last().copied();
        let before = last.into_iter().chain(corners.iter().copied());
        for (b, &a) in before.zip(corners) {
            let (low, high) = (bands.band(a.y.min(b.y)), bands.band(a.y.max(b.y)));
            for edges in &mut bands.edges[low..=high] {
                edges.push((a, b));
            }
        }
        Some(bands)
    }

    fn band(&self, y: f64) -> usize {
        (((y - self.bounds.min.y) * self.per_height) as usize).min(N_BANDS - 1)
    }

    fn contains(&self, point: Vec2) -> bool {
        self.bounds.contains(point)
            && self.edges[self.band(point.y)]
                .iter()
                .fold(false, |is_in, &(a, b)| is_in ^ is_left_of(point, a, b))
    }
}

/// Does the edge cross the ray from the point to the right? An end at the height of the point counts as above it.
fn is_left_of(point: Vec2, a: Vec2, b: Vec2) -> bool {
    (a.y > point.y) != (b.y > point.y)
        && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points() -> impl Strategy<Value = Vec<Vec2>> {
        // Few places, so that points lie on corners and edges too.
        let coordinate = prop_oneof![(-6_i32..6).prop_map(f64::from), -6.0..6.0];
        prop::collection::vec(
            (coordinate.clone(), coordinate).prop_map(|(x, y)| Vec2::new(x, y)),
            0..40,
        )
    }

    /// W. Randolph Franklin's point in polygon, as it is usually written.
    fn is_in_polygon(corners: &[Vec2], point: Vec2) -> bool {
        let mut is_in = false;
        let mut j = corners.len().wrapping_sub(1);
        for i in 0..corners.len() {
            let (a, b) = (corners[i], corners[j]);
            if (a.y > point.y) != (b.y > point.y)
                && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
            {
                is_in = !is_in;
            }
            j = i;
        }
        is_in
    }

    proptest! {
        #[test]
        fn a_lasso_holds_what_a_plain_reader_finds(corners in points(), points in points()) {
            let want: Vec<usize> = (0..points.len()).filter(|&i| is_in_polygon(&corners, points[i])).collect();
            prop_assert_eq!(Region::Lasso(corners).members(&points), want);
        }

        #[test]
        fn a_box_holds_what_lies_between_its_edges(a in (-6.0..6.0, -6.0..6.0), b in (-6.0..6.0, -6.0..6.0), points in points()) {
            let region = Region::Box(Rect::from_corners(Vec2::new(a.0, a.1), Vec2::new(b.0, b.1)));
            let between = |x: f64, a: f64, b: f64| a.min(b) <= x && x <= a.max(b);
            let want: Vec<usize> = (0..points.len())
                .filter(|&i| between(points[i].x, a.0, b.0) && between(points[i].y, a.1, b.1))
                .collect();
            prop_assert_eq!(region.members(&points), want);
        }
    }

    #[test]
    fn a_point_on_a_corner_is_read_as_by_a_plain_reader() {
        // Both edges at the corner must be reckoned in the same direction.
        let corners = [(3.707_347_292_839_109, 1.0), (0.0, -2.0), (0.0, 0.0)];
        let corners = corners.map(|(x, y)| Vec2::new(x, y));
        let point = corners[1];
        assert!(!is_in_polygon(&corners, point));
        let lasso = Region::Lasso(corners.to_vec());
        assert!(lasso.members(&[point]).is_empty());
    }

    #[test]
    fn what_has_no_place_lies_nowhere() {
        let nowhere = [Vec2::new(f64::NAN, f64::NAN)];
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)].map(|(x, y)| Vec2::new(x, y));
        assert!(Region::Lasso(corners.to_vec()).members(&nowhere).is_empty());
        let all = Rect::from_corners(Vec2::new(-9.0, -9.0), Vec2::new(9.0, 9.0));
        assert!(Region::Box(all).members(&nowhere).is_empty());
        // Lines around nothing.
        assert!(Region::Lasso(Vec::new()).members(&corners).is_empty());
        assert!(
            Region::Lasso(vec![corners[0]; 5])
                .members(&corners)
                .is_empty()
        );
    }
}
