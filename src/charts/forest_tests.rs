//! The claims with their intervals.

use super::laws::{checked, hostile_titles, words_of};
use super::*;

fn row(label: &str, effect: f64, lo: f64, hi: f64, verdict: &str) -> ForestRow {
    ForestRow {
        label: label.to_owned(),
        effect,
        lo,
        hi,
        verdict: verdict.to_owned(),
    }
}

fn claims() -> Forest {
    Forest {
        title: "What the pictures say about the features".to_owned(),
        x_title: "Difference of means, in standard deviations".to_owned(),
        rows: vec![
            row(
                "High energy: brighter upper frequencies",
                0.8,
                0.4,
                1.2,
                "supported",
            ),
            row(
                "High acousticness: smooth",
                -0.1,
                -0.5,
                0.3,
                "not supported",
            ),
            row(
                "Low valence: irregular",
                f64::NAN,
                f64::NAN,
                f64::NAN,
                "too few tracks",
            ),
        ],
    }
}

#[test]
fn intervals_lie_where_their_numbers_say() {
    for drawing in checked(&claims()) {
        let discs: Vec<f64> = drawing
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Disc { center, .. } => Some(center.x),
                _ => None,
            })
            .collect();
        let rects: Vec<_> = drawing
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Rect { rect, paint } => Some((*rect, *paint)),
                _ => None,
            })
            .collect();
        let zero = rects[0].0.min.x;
        // On a narrow sheet each row has a piece of the line of no effect.
        let second = if drawing.width_px < 620.0 { 5 } else { 4 };
        let (first, second) = (rects[1], rects[second]);
        assert_eq!(discs.len(), 2);
        assert_eq!((first.1, second.1), (Paint::Accent, Paint::Muted));
        assert!((first.0.center().x - discs[0]).abs() < 1e-9);
        let per_unit = first.0.width() / 0.8;
        assert!((second.0.width() / 0.8 - per_unit).abs() < 1e-9);
        assert!((discs[0] - zero - 0.8 * per_unit).abs() < 1.0);
        assert!(second.0.min.x < zero && zero < second.0.max.x);
        assert_eq!(drawing.caption, "1 of 3 could not be measured.");
        assert_eq!(drawing.hit(first.0.center()), Some((0, 0)));
        assert_eq!(drawing.hit(second.0.center()), Some((1, 0)));
    }
}

#[test]
fn every_row_says_what_was_found() {
    let figure = claims();
    assert_eq!(
        figure.words((1, 0)).unwrap(),
        "High acousticness: smooth: \u{2212}0.1 (\u{2212}0.5 to 0.3), not supported"
    );
    assert_eq!(
        figure.words((2, 0)).unwrap(),
        "Low valence: irregular: too few tracks"
    );
    assert_eq!(
        figure.numbers().rows[2],
        ["Low valence: irregular", "", "", "", "too few tracks"]
    );
}

#[test]
fn nothing_measured_is_a_sentence_and_odd_rows_stay_in_place() {
    assert_eq!(
        words_of(&checked(&Forest::default())[0]),
        ["No effect could be measured yet."]
    );
    let mut figure = claims();
    for title in hostile_titles() {
        figure.rows.push(row(&title, 1.0, 2.0, -3.0, &title));
        figure.x_title.clone_from(&title);
        checked(&figure);
    }
    figure.rows.push(row("huge", 0.0, -1e300, 1e300, ""));
    checked(&figure);
    figure.rows = vec![row("none at all", 0.0, 0.0, 0.0, "")];
    checked(&figure);
}
