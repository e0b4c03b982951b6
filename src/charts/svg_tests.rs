//! SVG read back, and the same drawing on a backend that only writes down what it is told.

use super::lines_tests::curves;
use super::recorder::record;
use super::svg::escaped;
use super::*;
use crate::draw::Theme;

#[test]
fn the_file_stands_alone_and_says_what_it_shows() {
    let drawing = curves().drawing(&Sheet::estimated(700.0));
    let text = svg(&drawing, &Theme::DARK, &Picture::address);
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("width"), Some("700"));
    assert_eq!(root.attribute("role"), Some("img"));
    let child = |name| root.children().find(|node| node.tag_name().name() == name);
    assert_eq!(child("title").unwrap().text(), Some("How many clusters"));
    assert_eq!(
        child("desc").unwrap().text(),
        Some(
            "Inertia (lower is tighter) and Silhouette (higher is clearer) over Clusters (k). 4: suggested."
        )
    );
    let paper = child("rect").unwrap();
    assert_eq!(paper.attribute("fill"), Some("#15181b"));
    assert_eq!(text.matches("http").count(), 1);
    assert!(!text.contains("var("));
}

#[test]
fn within_the_page_colors_are_the_pages() {
    let drawing = curves().drawing(&Sheet::estimated(700.0));
    let text = svg_in_page(&drawing);
    roxmltree::Document::parse(&text).unwrap();
    for variable in ["--ink", "--muted", "--line", "--accent"] {
        assert!(text.contains(&format!("var({variable})")), "{variable}");
    }
    assert!(!text.contains(&Theme::LIGHT.ink.css()));
}

#[test]
fn escaping_leaves_no_markup_and_no_forbidden_letter() {
    assert_eq!(
        escaped("<a href=\"x\">'&\u{0}\u{1b}\u{FFFF}\n\u{85}"),
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;\n"
    );
}

#[test]
fn a_backend_gets_the_same_drawing_in_device_pixels() {
    let drawing = curves().drawing(&Sheet::estimated(390.0));
    for scale in [1.0, 2.0] {
        let record = record(|area| draw(area, &drawing, &Theme::LIGHT, scale).unwrap());
        let (zero, size, paper) = record.rects[0];
        assert_eq!((zero, paper), ((0, 0), (0xFB, 0xFB, 0xFA)));
        assert_eq!(f64::from(size.0), 390.0 * scale);
        assert_eq!(record.circles.len(), 22);
        let marks = record
            .circles
            .iter()
            .filter(|c| f64::from(c.1) == 6.0 * scale);
        assert_eq!(marks.count(), 2);
        assert_eq!(record.paths.len(), 2);
        assert!(record.paths.iter().all(|p| f64::from(p.1) == 2.0 * scale));
        let words: Vec<&str> = record.texts.iter().map(|t| t.0.as_str()).collect();
        assert_eq!(words, super::laws::words_of(&drawing));
    }
}
