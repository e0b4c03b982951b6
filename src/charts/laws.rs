//! What every drawing keeps to, at any width; used by the tests of all figures.

use super::Figure;
use super::drawing::{Drawing, Sheet};
use super::picture::Picture;
use super::shape::{Align, Shape, Text};
use super::svg::svg;
use crate::draw::{Rect, Theme, Vec2};

/// The widths that figures are looked at.
pub(super) const WIDTHS_PX: [f64; 4] = [390.0, 700.0, 1100.0, 1600.0];
/// Rounding of lengths.
const SLACK_PX: f64 = 0.01;

/// Titles that try to break out of their place.
pub(super) fn hostile_titles() -> Vec<String> {
    vec![
        "<script>alert(1)</script>".to_owned(),
        "\"quoted\" & 'single'".to_owned(),
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd}".to_owned(),
        "long ".repeat(100),
        "x".repeat(500),
        "\u{0}\u{1b}\u{7f}\u{FFFE}\r\n".to_owned(),
        "\u{202e}txet desrever".to_owned(),
        "\u{590f}\u{65e5}\u{5e7b}\u{60f3}\u{66f2}\u{7b2c}\u{4e94}\u{756a}".to_owned(),
        "]]> --> &lt; %00".to_owned(),
        String::new(),
    ]
}

/// Checks one figure at all widths and hands its drawings out.
pub(super) fn checked(figure: &impl Figure) -> Vec<Drawing> {
    let drawings = WIDTHS_PX.map(|width_px| figure.drawing(&Sheet::estimated(width_px)));
    for drawing in &drawings {
        all_laws(drawing);
        for spot in &drawing.spots {
            if !matches!(spot.area, super::Area::Cells { .. }) {
                assert!(figure.words(spot.datum).is_some(), "{spot:?}");
            }
        }
    }
    let table = figure.numbers();
    for row in &table.rows {
        assert_eq!(row.len(), table.headers.len(), "{}", table.title);
    }
    drawings.to_vec()
}

/// Checks one drawing.
pub(super) fn all_laws(drawing: &Drawing) {
    all_is_inside(drawing);
    words_do_not_overlap(drawing);
    svg_is_well_formed(drawing);
}

/// Its words, in the order in which they are drawn.
pub(super) fn words_of<'a>(drawing: &'a Drawing) -> Vec<&'a str> {
    let text = |shape: &'a Shape| match shape {
        Shape::Text(text) => Some(text.text.as_str()),
        _ => None,
    };
    drawing.shapes.iter().filter_map(text).collect()
}

/// The rectangle that the words fill.
fn bounds(text: &Text) -> Rect {
    let half = text.size_px * 0.6;
    let (before, after) = match text.align {
        Align::Start => (0.0, text.width_px),
        Align::Middle => (text.width_px / 2.0, text.width_px / 2.0),
        Align::End => (text.width_px, 0.0),
    };
    let Vec2 { x, y } = text.pos_in_screen;
    if text.upward {
        Rect::from_corners(
            Vec2::new(x - half, y + before),
            Vec2::new(x + half, y - after),
        )
    } else {
        Rect::from_corners(
            Vec2::new(x - before, y - half),
            Vec2::new(x + after, y + half),
        )
    }
}

/// Its words and the rectangles that they fill.
pub(super) fn bounds_of_words<'a>(drawing: &'a Drawing) -> Vec<(&'a str, Rect)> {
    let with_bounds = |shape: &'a Shape| match shape {
        Shape::Text(text) => Some((text.text.as_str(), bounds(text))),
        _ => None,
    };
    drawing.shapes.iter().filter_map(with_bounds).collect()
}

fn all_is_inside(drawing: &Drawing) {
    assert!(drawing.width_px >= 240.0 && drawing.height_px > 0.0);
    let sheet = Rect::from_size(drawing.width_px, drawing.height_px).grown(SLACK_PX);
    for (text, bounds) in bounds_of_words(drawing) {
        assert!(
            sheet.contains_rect(&bounds),
            "{text:?} {bounds:?} {sheet:?}"
        );
    }
    for shape in &drawing.shapes {
        if let Shape::Rect { rect, .. } | Shape::Picture { rect, .. } = shape {
            assert!(sheet.contains_rect(rect), "{rect:?} {sheet:?}");
        }
    }
}

fn words_do_not_overlap(drawing: &Drawing) {
    let words = bounds_of_words(drawing);
    for (i, (a, a_bounds)) in words.iter().enumerate() {
        for (b, b_bounds) in &words[..i] {
            let overlap = a_bounds.grown(-SLACK_PX).overlaps(b_bounds);
            assert!(
                !overlap,
                "{a:?} {a_bounds:?} over {b:?} {b_bounds:?} at {}",
                drawing.width_px
            );
        }
    }
}

fn svg_is_well_formed(drawing: &Drawing) {
    let text = svg(drawing, &Theme::LIGHT, &Picture::address);
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(
        root.tag_name().namespace(),
        Some("http://www.w3.org/2000/svg")
    );
    let size: Vec<f64> = root
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    assert!(
        (size[2] - drawing.width_px).abs() < 0.01 && (size[3] - drawing.height_px).abs() < 0.01
    );
    let elements = [
        "svg", "title", "desc", "rect", "polyline", "circle", "text", "image",
    ];
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(elements.contains(&node.tag_name().name()));
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"));
            assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"));
        }
    }
    let written: Vec<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
        .filter_map(|node| node.text())
        .collect();
    let drawn = words_of(drawing);
    assert_eq!(written.len(), drawn.len());
}
