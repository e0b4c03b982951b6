//! Facts and laws of hit testing: the index answers what brute force answers.

use super::hit::{Direction, HitIndex};
use crate::draw::{Aspect, Rect, Transform, Vec2};
use proptest::prelude::*;

const DIRECTIONS: [Direction; 4] = [
    Direction::Left,
    Direction::Right,
    Direction::Up,
    Direction::Down,
];

fn view(points: &[Vec2], aspect: Aspect) -> Transform {
    let bounds = Rect::around(points).unwrap_or_default();
    Transform::fit(bounds, Rect::from_size(800.0, 600.0), 20.0, aspect)
}

/// The smallest cost, the first index on ties.
fn first_smallest(costs: impl Iterator<Item = (usize, f64)>) -> Option<usize> {
    costs
        .filter(|(_, cost)| !cost.is_nan())
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, _)| i)
}

fn nearest_by_force(points: &[Vec2], pos: Vec2, t: &Transform, max_px: f64) -> Option<usize> {
    let costs = points.iter().enumerate().map(|(i, &p)| {
        let s = t.screen_from_data(p);
        let (dx, dy) = (s.x - pos.x, s.y - pos.y);
        (i, dx * dx + dy * dy)
    });
    first_smallest(costs.filter(|&(_, d)| d <= max_px * max_px))
}

fn walk_by_force(
    points: &[Vec2],
    from: usize,
    direction: Direction,
    t: &Transform,
) -> Option<usize> {
    let scale = t.scale();
    let costs = points.iter().enumerate().filter_map(|(i, p)| {
        let (dx, dy) = (
            (p.x - points[from].x) * scale.x,
            (p.y - points[from].y) * scale.y,
        );
        let (along, across) = match direction {
            Direction::Left => (-dx, dy),
            Direction::Right => (dx, dy),
            Direction::Up => (dy, dx),
            Direction::Down => (-dy, dx),
        };
        (along > 0.0 && across.abs() <= along)
            .then(|| (i, along.hypot(across) * (1.0 + across.abs() / along)))
    });
    first_smallest(costs)
}

fn points() -> impl Strategy<Value = Vec<Vec2>> {
    // Whole numbers make ties and duplicates; now and then a NaN or an outlier.
    let coordinate = prop_oneof![
        20 => (-9..9i32).prop_map(f64::from),
        20 => -9.0..9.0f64,
        1 => Just(f64::NAN),
        1 => Just(1e4),
    ];
    prop::collection::vec((coordinate.clone(), coordinate), 0..120)
        .prop_map(|v| v.into_iter().map(|(x, y)| Vec2::new(x, y)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nearest_is_what_brute_force_finds(
        points in points(), x in -100.0..900.0f64, y in -100.0..700.0f64, max_px in 0.0..400.0f64, zoom in 0.5..20.0f64,
    ) {
        let index = HitIndex::new(&points);
        for aspect in [Aspect::Equal, Aspect::Free] {
            let pos = Vec2::new(x, y);
            let t = view(&points, aspect).zoomed_at(Vec2::new(y, x), zoom);
            prop_assert_eq!(index.nearest(pos, &t, max_px), nearest_by_force(&points, pos, &t, max_px));
            prop_assert_eq!(index.nearest(pos, &t, f64::INFINITY), nearest_by_force(&points, pos, &t, f64::INFINITY));
        }
    }

    #[test]
    fn arrows_walk_where_brute_force_walks(points in points(), from in 0..120usize) {
        let index = HitIndex::new(&points);
        for aspect in [Aspect::Equal, Aspect::Free] {
            let t = view(&points, aspect);
            for direction in DIRECTIONS {
                let expected = (from < points.len()).then(|| walk_by_force(&points, from, direction, &t)).flatten();
                prop_assert_eq!(index.nearest_in_direction(from, direction, &t), expected);
            }
        }
    }
}

#[test]
fn arrows_prefer_straight_ahead_to_a_little_nearer_aside() {
    let points = [(0.0, 0.0), (2.0, 1.9), (3.0, 0.0), (-5.0, 0.0), (0.0, 7.0)];
    let points = points.map(|(x, y)| Vec2::new(x, y));
    let t = view(&points, Aspect::Equal);
    let index = HitIndex::new(&points);
    let to = |direction| index.nearest_in_direction(0, direction, &t);
    assert_eq!(to(Direction::Right), Some(2));
    assert_eq!(to(Direction::Left), Some(3));
    assert_eq!(to(Direction::Up), Some(4));
    assert_eq!(to(Direction::Down), None);
}

#[test]
fn nonsense_hits_nothing() {
    let nowhere = HitIndex::new(&[]);
    let t = view(&[], Aspect::Equal);
    assert_eq!(nowhere.nearest(Vec2::new(400.0, 300.0), &t, 1e9), None);
    assert_eq!(nowhere.nearest_in_direction(0, Direction::Up, &t), None);
    let points = [
        Vec2::new(f64::NAN, 0.0),
        Vec2::new(f64::INFINITY, 0.0),
        Vec2::new(1.0, 1.0),
        Vec2::new(1.0, 1.0),
    ];
    let index = HitIndex::new(&points);
    let t = view(&points, Aspect::Equal);
    let middle = Vec2::new(400.0, 300.0);
    assert_eq!(index.nearest(middle, &t, 3.0), Some(2));
    assert_eq!(index.nearest(middle, &t, f64::NAN), None);
    assert_eq!(index.nearest(Vec2::new(f64::NAN, 0.0), &t, 3.0), None);
    assert_eq!(index.nearest_in_direction(0, Direction::Up, &t), None);
    assert_eq!(index.nearest_in_direction(9, Direction::Up, &t), None);
    let huge = [Vec2::new(f64::MIN, f64::MIN), Vec2::new(f64::MAX, f64::MAX)];
    let t = view(&huge, Aspect::Equal);
    assert_eq!(HitIndex::new(&huge).nearest(middle, &t, -1.0), None);
    HitIndex::new(&huge).nearest_in_direction(0, Direction::Up, &t);
}

#[test]
fn places_in_a_rectangle_are_counted_up_to_what_is_asked_for() {
    let at = |x: f64, y: f64| Vec2::new(x, y);
    let points = [
        at(1.0, 1.0),
        at(1.0, 1.0),
        at(2.0, 1.0),
        at(f64::NAN, 0.0),
        at(9.0, 9.0),
    ];
    let index = HitIndex::new(&points);
    let viewport = Rect::from_size(100.0, 100.0);
    let data = Rect::from_corners(at(0.0, 0.0), at(10.0, 10.0));
    let transform = Transform::fit(data, viewport, 0.0, Aspect::Equal);
    let counts = [0, 1, 2, 9].map(|most| index.count_places(&viewport, &transform, most));
    assert_eq!(counts, [0, 1, 2, 3]);
    // The lower left quarter, and one that is empty.
    let quarter = Rect::from_corners(at(0.0, 50.0), at(50.0, 100.0));
    assert_eq!(index.count_places(&quarter, &transform, 9), 2);
    let empty = Rect::from_corners(at(0.0, 0.0), at(50.0, 50.0));
    assert!(!index.is_any_in(&empty, &transform) && index.is_any_in(&quarter, &transform));
}
