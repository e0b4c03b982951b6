//! The map as a figure.

use super::laws::{checked, hostile_titles, words_of};
use super::*;
use crate::draw::{Aspect, NO_CLASS, Vec2};

fn spiral(n: usize) -> MapFigure {
    let point = |i: usize| {
        let turn = i as f64 * 0.7;
        Vec2::new(turn.cos() * i as f64, turn.sin() * i as f64 * 0.6)
    };
    MapFigure {
        title: "Tracks by sound".to_owned(),
        points_in_data: (0..n).map(point).collect(),
        names: (0..n).map(|i| format!("Track {i}")).collect(),
        labelled: (0..n).collect(),
        x_title: "PC1 (22 %)".to_owned(),
        y_title: "PC2 (9 %)".to_owned(),
        aspect: Aspect::Equal,
        colors: MapColors::of_groups(
            (0..n).map(|i| (i % 4) as u8).collect(),
            ["high energy", "low energy", "acoustic", "spoken"]
                .map(str::to_owned)
                .to_vec(),
            Palette::Tab10,
        ),
    }
}

#[test]
fn points_answer_and_distances_can_be_compared() {
    let figure = spiral(100);
    for drawing in checked(&figure) {
        let centers: Vec<Vec2> = drawing
            .spots
            .iter()
            .map(|spot| match spot.area {
                Area::Disc { center, .. } => center,
                _ => Vec2::default(),
            })
            .collect();
        let data = &figure.points_in_data;
        let scale_x = (centers[90].x - centers[2].x) / (data[90].x - data[2].x);
        let scale_y = (centers[2].y - centers[90].y) / (data[90].y - data[2].y);
        assert!((scale_x - scale_y).abs() < 1e-9 * scale_x);
        for (i, &center) in centers.iter().enumerate() {
            assert_eq!(drawing.hit(center), Some((0, i)));
        }
        let words = words_of(&drawing);
        assert!(words.contains(&"PC1 (22 %)") && words.contains(&"high energy (25)"));
        let n_named = words.iter().filter(|w| w.starts_with("Track")).count();
        assert!(n_named > 5, "{n_named} at {}", drawing.width_px);
    }
    assert_eq!(
        figure.words((0, 4)).unwrap(),
        "Track 4: Group high energy, PC1 (22 %) \u{2212}3.77, PC2 (9 %) 0.804"
    );
}

#[test]
fn a_point_without_a_group_is_muted_and_has_an_empty_cell() {
    let mut figure = spiral(40);
    figure.colors.classes.pop();
    let drawing = &checked(&figure)[0];
    let muted = |shape: &&Shape| {
        matches!(
            shape,
            Shape::Disc {
                paint: Paint::Class {
                    class: NO_CLASS,
                    ..
                },
                ..
            }
        )
    };
    assert_eq!(drawing.shapes.iter().filter(muted).count(), 1);
    assert_eq!(figure.numbers().rows[39][3], "");
}

#[test]
fn what_has_no_place_is_counted_and_nothing_is_a_sentence() {
    let mut figure = spiral(10);
    figure.points_in_data[3] = Vec2::new(f64::NAN, 1.0);
    let drawing = &checked(&figure)[0];
    assert_eq!(drawing.caption, "1 of 10 tracks has no place on the map.");
    assert_eq!(drawing.spots.len(), 9);
    figure.points_in_data.clear();
    assert_eq!(
        words_of(&checked(&figure)[0]),
        ["There are no tracks on this map."]
    );
}

#[test]
fn one_point_crowds_and_hostile_names_stay_in_their_place() {
    checked(&spiral(1));
    checked(&spiral(3000));
    let mut figure = spiral(10);
    figure.names = hostile_titles();
    figure.labelled.push(99);
    figure.colors.classes = vec![NO_CLASS, 9];
    figure.colors.names = (0..).zip(hostile_titles()).collect();
    for title in hostile_titles() {
        figure.x_title.clone_from(&title);
        figure.y_title = title;
        checked(&figure);
    }
    figure.points_in_data = (0..10)
        .map(|i| Vec2::new(1e9, f64::from(i) * 1e-9))
        .collect();
    checked(&figure);
}
