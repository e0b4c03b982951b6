//! The axes drawn on a backend that only writes down what it is told.

use super::axes::{Axes, draw_axes};
use super::color::Theme;
use super::geometry::{Rect, Vec2};
use super::recorder::{Record, record};
use super::transform::{Aspect, Transform};

fn recorded(frame: Rect, bounds: Rect, grid: bool, device_pixel_ratio: f64) -> Record {
    let transform = Transform::fit(bounds, frame, 0.0, Aspect::Free);
    let axes = Axes {
        transform: &transform,
        frame_in_screen: frame,
        x_title: "PC1 (22 %)",
        y_title: "PC2 (9 %)",
        theme: &Theme::LIGHT,
        grid,
        device_pixel_ratio,
    };
    record(|area| draw_axes(area, &axes).unwrap())
}

fn frame() -> Rect {
    Rect::from_corners(Vec2::new(64.0, 10.0), Vec2::new(464.0, 310.0))
}

fn bounds() -> Rect {
    Rect::from_corners(Vec2::new(-2.0, 0.0), Vec2::new(2.0, 300.0))
}

#[test]
fn numbers_stand_at_their_places_in_device_pixels() {
    for ratio in [1.0, 2.0] {
        let record = recorded(frame(), bounds(), false, ratio);
        let at = |text: &str| {
            let found = record.texts.iter().find(|(t, ..)| t == text);
            found.map(|&(_, (x, y), _)| (f64::from(x) / ratio, f64::from(y) / ratio))
        };
        assert_eq!(at("100"), Some((56.0, 210.0)));
        assert_eq!(at("\u{2212}2"), Some((64.0, 318.0)));
        assert_eq!(at("300"), Some((56.0, 10.0)));
        assert_eq!(at("PC1 (22 %)"), Some((264.0, 356.0)));
        let upward: Vec<&str> = record
            .texts
            .iter()
            .filter(|t| t.2)
            .map(|t| t.0.as_str())
            .collect();
        assert_eq!(upward, ["PC2 (9 %)"]);
    }
}

#[test]
fn the_grid_adds_one_line_a_tick_within_the_frame() {
    let plain = recorded(frame(), bounds(), false, 1.0);
    let grid = recorded(frame(), bounds(), true, 1.0);
    let n_ticks = plain.texts.len() - 2;
    assert_eq!(grid.rects.len(), plain.rects.len() + n_ticks);
    for &((x0, y0), (x1, y1), _) in &grid.rects {
        assert!(x1 > x0 && y1 > y0 && (x1 - x0 == 1 || y1 - y0 == 1));
        assert!(x0 >= 60 && x1 <= 465 && y0 >= 10 && y1 <= 314);
    }
}

#[test]
fn a_frame_without_size_draws_nothing() {
    for frame in [
        Rect::default(),
        Rect::from_size(f64::NAN, 10.0),
        Rect::from_size(f64::INFINITY, 10.0),
    ] {
        let record = recorded(frame, bounds(), true, f64::NAN);
        assert!(record.rects.is_empty() && record.texts.is_empty());
    }
}
