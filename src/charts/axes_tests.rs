//! The axes of the page's map as a drawing, and what a screen makes of it.

use super::laws::bounds_of_words;
use super::recorder::record;
use super::*;
use crate::draw::{Aspect, Rect, Theme, Transform, Vec2};

const TITLES: [&str; 2] = ["PC1 (22 % of the variance)", "PC2 (9 % of the variance)"];

fn viewport() -> Rect {
    Rect::from_size(400.0, 300.0)
}

/// A view whose lower left corner is (-2, 0) and whose upper right corner is (2, 300).
fn view() -> Transform {
    let bounds = Rect::from_corners(Vec2::new(-2.0, 0.0), Vec2::new(2.0, 300.0));
    Transform::fit(bounds, viewport(), 0.0, Aspect::Free)
}

fn drawn(transform: &Transform, viewport: Rect) -> Drawing {
    with_margin(transform, viewport, AxesMargin::WIDE)
}

fn with_margin(transform: &Transform, viewport: Rect, margin: AxesMargin) -> Drawing {
    axes(
        &Sheet::estimated(640.0),
        transform,
        viewport,
        margin,
        TITLES,
    )
}

#[test]
fn numbers_and_titles_stand_at_their_places() {
    let drawing = drawn(&view(), viewport());
    let at = |words: &str| {
        drawing.shapes.iter().find_map(|shape| match shape {
            Shape::Text(text) if text.text == words => {
                Some((text.pos_in_screen.x, text.pos_in_screen.y, text.upward))
            }
            _ => None,
        })
    };
    assert_eq!(at("100"), Some((56.0, 224.0, false)));
    assert_eq!(at("\u{2212}1"), Some((164.0, 338.0, false)));
    assert_eq!(at(TITLES[0]), Some((264.0, 363.0, false)));
    let (x, y, upward) = at(TITLES[1]).unwrap();
    assert!(x > 60.0 && (y, upward) == (9.0, false));
    assert_eq!((drawing.width_px, drawing.height_px), (464.0, 372.0));
}

#[test]
fn a_narrow_map_names_its_axes_beside_the_points() {
    let drawing = with_margin(&view(), viewport(), AxesMargin::NARROW);
    assert_eq!((drawing.width_px, drawing.height_px), (400.0, 340.0));
    let points = Rect::from_corners(Vec2::new(0.0, 20.0), Vec2::new(400.0, 320.0));
    let paper = Rect::from_size(drawing.width_px, drawing.height_px);
    let words = bounds_of_words(&drawing);
    assert_eq!(words.len(), 2);
    for (word, bounds) in words {
        assert!(TITLES.contains(&word), "{word}");
        assert!(paper.contains_rect(&bounds) && !points.overlaps(&bounds));
    }
}

#[test]
fn words_stay_on_the_drawing_and_numbers_off_the_titles_at_any_size() {
    for (width, height) in [(1.0, 1.0), (496.0, 20.0), (500.5, 301.7), (5000.0, 2500.0)] {
        let viewport = Rect::from_size(width, height);
        for (i, zoom) in [0.5, 1.0, 3.3, 700.0, 2000.0].into_iter().enumerate() {
            let moved = Vec2::new(-0.23 * width * i as f64, 0.31 * height * i as f64);
            let transform = view()
                .centered_in(viewport)
                .zoomed_at(viewport.center(), zoom)
                .panned(moved);
            let drawing = drawn(&transform, viewport);
            let paper = Rect::from_size(drawing.width_px, drawing.height_px).grown(0.01);
            let words = bounds_of_words(&drawing);
            for (word, bounds) in &words {
                assert!(paper.contains_rect(bounds), "{word} {bounds:?} {paper:?}");
                for (title, title_bounds) in words.iter().filter(|w| w.0.starts_with("PC")) {
                    assert!(word == title || !bounds.overlaps(title_bounds), "{word}");
                }
            }
        }
    }
}

#[test]
fn lines_are_equally_thick_wherever_they_stand_on_any_screen() {
    let moved = view().panned(Vec2::new(-13.37, 7.77));
    let drawing = drawn(&moved, viewport());
    for (ratio, thickness) in [(0.5, 1), (1.0, 1), (1.25, 1), (1.5, 2), (1.7, 2)] {
        let record = record(|area| draw(area, &drawing, &Theme::DARK, ratio).unwrap());
        let lines = &record.rects[1..];
        // Two of the lines are the axes, and two of the words the titles.
        assert_eq!(lines.len(), record.texts.len());
        for &((x0, y0), (x1, y1), _) in lines {
            assert_eq!((x1 - x0).min(y1 - y0), thickness);
        }
    }
}

#[test]
fn a_viewport_without_size_has_no_axes() {
    for (width, height) in [
        (0.0, 10.0),
        (10.0, 0.0),
        (f64::NAN, 10.0),
        (10.0, f64::INFINITY),
    ] {
        let drawing = drawn(&view(), Rect::from_size(width, height));
        assert!(drawing.shapes.is_empty());
        record(|area| draw(area, &drawing, &Theme::LIGHT, f64::NAN).unwrap());
    }
}
