//! Facts and laws of the map between data and screen.

use super::geometry::{Rect, Vec2};
use super::transform::{Aspect, MAX_ZOOM, MIN_ZOOM, Transform};
use proptest::prelude::*;

const TOLERANCE_PX: f64 = 1e-6;

fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
    Rect::from_corners(Vec2::new(x0, y0), Vec2::new(x1, y1))
}

fn near(a: Vec2, b: Vec2, tolerance: f64) -> bool {
    (a.x - b.x).abs() <= tolerance && (a.y - b.y).abs() <= tolerance
}

#[test]
fn a_square_in_a_wide_viewport_is_centred_and_y_points_up() {
    let t = Transform::fit(
        rect(0.0, 0.0, 10.0, 10.0),
        Rect::from_size(300.0, 120.0),
        10.0,
        Aspect::Equal,
    );
    assert!(near(
        t.screen_from_data(Vec2::new(0.0, 0.0)),
        Vec2::new(100.0, 110.0),
        TOLERANCE_PX
    ));
    assert!(near(
        t.screen_from_data(Vec2::new(10.0, 10.0)),
        Vec2::new(200.0, 10.0),
        TOLERANCE_PX
    ));
}

#[test]
fn a_free_aspect_fills_both_axes() {
    let t = Transform::fit(
        rect(0.0, 50.0, 1.0, 250.0),
        Rect::from_size(220.0, 120.0),
        10.0,
        Aspect::Free,
    );
    assert!(near(
        t.screen_from_data(Vec2::new(1.0, 50.0)),
        Vec2::new(210.0, 110.0),
        TOLERANCE_PX
    ));
}

#[test]
fn one_point_no_point_and_no_viewport_still_give_a_finite_map() {
    let nan = rect(f64::NAN, 0.0, 1.0, f64::INFINITY);
    let viewports = [
        Rect::from_size(0.0, 0.0),
        Rect::from_size(800.0, 600.0),
        nan,
    ];
    for bounds in [
        rect(3.0, 4.0, 3.0, 4.0),
        rect(0.0, 0.0, 0.0, 1e-320),
        rect(f64::MIN, f64::MIN, f64::MAX, f64::MAX),
        nan,
    ] {
        for viewport in viewports {
            for aspect in [Aspect::Equal, Aspect::Free] {
                let t = Transform::fit(bounds, viewport, f64::NAN, aspect);
                let pos_in_screen = Vec2::new(3.0, 4.0);
                let back = t.screen_from_data(t.data_from_screen(pos_in_screen));
                assert!(near(back, pos_in_screen, TOLERANCE_PX), "{t:?} {back:?}");
            }
        }
    }
    assert_eq!(Rect::around(&[]), None);
    assert_eq!(Rect::around(&[Vec2::new(f64::NAN, 0.0)]), None);
}

#[test]
fn nonsense_leaves_the_view_as_it_was() {
    let t = Transform::fit(
        rect(0.0, 0.0, 1.0, 1.0),
        Rect::from_size(100.0, 100.0),
        0.0,
        Aspect::Equal,
    );
    let here = Vec2::new(1.0, 1.0);
    for factor in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(t.zoomed_at(here, factor), t);
    }
    assert_eq!(t.zoomed_at(Vec2::new(f64::NAN, 0.0), 2.0), t);
    assert_eq!(t.panned(Vec2::new(f64::INFINITY, 0.0)), t);
}

fn coordinate() -> impl Strategy<Value = f64> {
    (-1.0..1.0f64, -6..6i32).prop_map(|(m, e)| m * 10f64.powi(e))
}

fn transforms() -> impl Strategy<Value = Transform> {
    let numbers = (coordinate(), coordinate(), 0.001..1e3f64, 0.001..1e3f64);
    let view = (1.0..4000.0f64, 1.0..4000.0f64, 0.0..50.0f64, any::<bool>());
    let steps = prop::collection::vec((0.0..1.0f64, 0.0..1.0f64, 0.1..10.0f64), 0..4);
    (numbers, view, steps).prop_map(|((x, y, w, h), (width, height, padding, equal), steps)| {
        let aspect = if equal { Aspect::Equal } else { Aspect::Free };
        let viewport = Rect::from_size(width, height);
        let mut t = Transform::fit(rect(x, y, x + w, y + h), viewport, padding, aspect);
        for (u, v, factor) in steps {
            let pos_in_screen = Vec2::new(u * width, v * height);
            t = t
                .zoomed_at(pos_in_screen, factor)
                .panned(Vec2::new(u * 10.0, v));
        }
        t
    })
}

proptest! {
    #[test]
    fn data_from_screen_undoes_screen_from_data(t in transforms(), u in -1.0..2.0f64, v in -1.0..2.0f64) {
        let pos_in_screen = Vec2::new(u * 1000.0, v * 1000.0);
        let pos_in_data = t.data_from_screen(pos_in_screen);
        // One rounding of a coordinate, seen on the screen, is all the error there may be.
        let ulp_px = 4.0 * f64::EPSILON
            * (pos_in_data.x.abs() * t.scale().x).max(pos_in_data.y.abs() * t.scale().y);
        let back = t.screen_from_data(pos_in_data);
        prop_assert!(near(back, pos_in_screen, TOLERANCE_PX.max(ulp_px)), "{:?}", back);
        let again = t.data_from_screen(back);
        let tolerance = (TOLERANCE_PX.max(ulp_px)) / t.scale().x.min(t.scale().y);
        prop_assert!(near(again, pos_in_data, tolerance));
    }

    #[test]
    fn zoom_keeps_the_pointed_place_and_its_limits(t in transforms(), u in 0.0..1000.0f64, factor in 1e-3..1e3f64) {
        let pos_in_screen = Vec2::new(u, 300.0);
        let zoomed = t.zoomed_at(pos_in_screen, factor);
        prop_assert!((MIN_ZOOM..=MAX_ZOOM).contains(&zoomed.zoom()));
        let pos_in_data = t.data_from_screen(pos_in_screen);
        let ulp_px = 8.0 * f64::EPSILON
            * (pos_in_data.x.abs() * zoomed.scale().x).max(pos_in_data.y.abs() * zoomed.scale().y);
        prop_assert!(near(zoomed.screen_from_data(pos_in_data), pos_in_screen, TOLERANCE_PX.max(ulp_px)));
    }

    #[test]
    fn fitted_bounds_lie_in_the_viewport(x in coordinate(), y in coordinate(), w in 0.01..1e3f64, h in 0.01..1e3f64, padding in 0.0..40.0f64) {
        let bounds = rect(x, y, x + w, y + h);
        let viewport = Rect::from_size(640.0, 480.0);
        for aspect in [Aspect::Equal, Aspect::Free] {
            let t = Transform::fit(bounds, viewport, padding, aspect);
            let inner = viewport.grown(TOLERANCE_PX - padding);
            prop_assert!(inner.contains(t.screen_from_data(bounds.min)));
            prop_assert!(inner.contains(t.screen_from_data(bounds.max)));
        }
    }

    #[test]
    fn device_pixels_are_css_pixels_times_the_ratio(t in transforms(), ratio in 0.5..4.0f64, u in -500.0..500.0f64) {
        let pos_in_data = t.data_from_screen(Vec2::new(u, u));
        let css = t.screen_from_data(pos_in_data);
        let device = t.at_device_pixels(ratio).screen_from_data(pos_in_data);
        prop_assert!(near(device, Vec2::new(css.x * ratio, css.y * ratio), TOLERANCE_PX));
    }
}
