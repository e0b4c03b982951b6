//! The curves that help to choose the number of clusters.

use super::laws::{WIDTHS_PX, checked, hostile_titles, words_of};
use super::*;
use crate::draw::Vec2;

pub(super) fn curves() -> Lines {
    let inertia = [
        912.0, 640.5, 421.0, 350.0, 310.0, 281.0, 260.0, 243.0, 230.0, 219.0, 210.0,
    ];
    let silhouette = [
        0.31, 0.36, 0.44, 0.41, 0.38, 0.37, 0.35, 0.33, 0.34, 0.31, 0.3,
    ];
    let panel = |y_title: &str, values: &[f64]| LinePanel {
        y_title: y_title.to_owned(),
        values: values.to_vec(),
    };
    Lines {
        title: "How many clusters".to_owned(),
        x_title: "Clusters (k)".to_owned(),
        steps: (2..=12).map(f64::from).collect(),
        panels: vec![
            panel("Inertia (lower is tighter)", &inertia),
            panel("Silhouette (higher is clearer)", &silhouette),
        ],
        mark: Some(Mark {
            index: 2,
            words: "suggested".to_owned(),
        }),
    }
}

#[test]
fn charts_stand_side_by_side_or_below_each_other() {
    let drawings = checked(&curves());
    assert!(drawings[0].height_px > 1.9 * drawings[3].height_px);
    for drawing in &drawings {
        let marks = words_of(drawing)
            .iter()
            .filter(|t| **t == "4: suggested")
            .count();
        assert_eq!(marks, 2);
    }
}

#[test]
fn the_pointer_finds_the_point_that_was_drawn() {
    let figure = curves();
    for width_px in WIDTHS_PX {
        let drawing = figure.drawing(&Sheet::estimated(width_px));
        let discs: Vec<Vec2> = drawing
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Disc { center, .. } => Some(*center),
                _ => None,
            })
            .collect();
        assert_eq!(discs.len(), 22);
        for (i, &center) in discs.iter().enumerate() {
            assert_eq!(drawing.hit(center), Some((i / 11, i % 11)));
        }
        // Lower inertia is lower on the sheet.
        assert!(discs[..11].windows(2).all(|pair| pair[0].y < pair[1].y));
    }
    assert_eq!(
        figure.words((1, 2)).unwrap(),
        "Clusters (k) 4: Silhouette (higher is clearer) 0.44"
    );
    assert_eq!(figure.words((2, 0)), None);
    assert_eq!(figure.words((0, 11)), None);
}

#[test]
fn a_missing_value_is_a_gap() {
    let mut figure = curves();
    figure.panels[1].values[4] = f64::NAN;
    let drawing = &checked(&figure)[1];
    assert_eq!(
        drawing.caption,
        "1 of 22 values is missing and leaves a gap."
    );
    let runs: Vec<usize> = drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Path { points, .. } => Some(points.len()),
            _ => None,
        })
        .collect();
    assert_eq!(runs, [11, 4, 6]);
    assert_eq!(figure.numbers().rows[4], ["6", "310", ""]);
    assert!(figure.words((1, 4)).unwrap().ends_with("missing"));
}

#[test]
fn without_values_there_is_a_sentence() {
    let nothing = Lines::default();
    let mut missing = curves();
    for panel in &mut missing.panels {
        panel.values.fill(f64::NAN);
    }
    for figure in [nothing, missing] {
        let drawing = &checked(&figure)[0];
        assert_eq!(words_of(drawing), ["There are no values to draw here yet."]);
        assert!(drawing.spots.is_empty());
    }
}

#[test]
fn odd_values_and_hostile_titles_stay_in_their_place() {
    for title in hostile_titles() {
        let mut figure = curves();
        figure.title.clone_from(&title);
        figure.x_title.clone_from(&title);
        for panel in &mut figure.panels {
            panel.y_title.clone_from(&title);
        }
        figure.mark = Some(Mark {
            index: 10,
            words: title,
        });
        checked(&figure);
    }
    let mut figure = curves();
    figure.panels[0].values = vec![1e300, -1e300, f64::INFINITY, 0.0];
    figure.panels[1].values = vec![7.0; 40];
    figure.mark = Some(Mark {
        index: 99,
        words: "beyond".to_owned(),
    });
    checked(&figure);
    figure.steps = vec![3.0];
    checked(&figure);
}
