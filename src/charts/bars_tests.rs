//! The bars of features.

use super::laws::{WIDTHS_PX, checked, hostile_titles, words_of};
use super::*;
use crate::draw::Rect;

/// Ten tracks and six features, tempo among them.
pub(super) fn top_ten(axis: BarAxis) -> GroupedBars {
    let names = [
        "Danceability",
        "Energy",
        "Valence",
        "Acousticness",
        "Liveness",
        "Tempo",
    ];
    let value = |group: usize, series: usize| {
        let share = ((group * 7 + series * 13) % 19) as f64 / 20.0 + 0.03;
        if series == 5 {
            60.0 + 140.0 * share
        } else {
            share
        }
    };
    let values: Vec<Vec<f64>> = (0..10)
        .map(|g| (0..6).map(|s| value(g, s)).collect())
        .collect();
    let series = (0..6)
        .map(|s| Series {
            name: names[s].to_owned(),
            lo: 0.0,
            hi: values.iter().fold(1.0, |most: f64, row| most.max(row[s])),
        })
        .collect();
    GroupedBars {
        title: "Features of the ten most popular tracks".to_owned(),
        group_title: "Track".to_owned(),
        groups: [
            "Unholy (feat. Kim Petras)",
            "Quevedo: Bzrp Music Sessions, Vol. 52",
            "I'm Good (Blue)",
            "La Bachata",
            "Me Porto Bonito",
            "Tit\u{ed} Me Pregunt\u{f3}",
            "Under The Influence",
            "Efecto",
            "I Ain't Worried",
            "As It Was",
        ]
        .map(str::to_owned)
        .to_vec(),
        series,
        values,
        axis,
    }
}

/// The bars: rectangles in the colours of the palette that answer to the pointer.
fn bars(drawing: &Drawing, n: usize) -> Vec<Rect> {
    let rects: Vec<Rect> = drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Rect {
                rect,
                paint: Paint::Class { .. },
            } => Some(*rect),
            _ => None,
        })
        .collect();
    // The legend's patches come first.
    rects[rects.len() - n..].to_vec()
}

#[test]
fn heights_are_proportional_to_values() {
    for axis in [BarAxis::Raw, BarAxis::Scaled] {
        let figure = top_ten(axis);
        for drawing in checked(&figure) {
            for series in 0..6 {
                let ratios: Vec<f64> = bars(&drawing, 60)
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| i % 6 == series)
                    .map(|(i, bar)| bar.height() / figure.values[i / 6][i % 6])
                    .collect();
                let first = ratios[0];
                assert!(ratios.iter().all(|r| (r - first).abs() < 1e-9 * first));
            }
        }
    }
}

#[test]
fn the_pointer_finds_the_bar_that_was_drawn() {
    let figure = top_ten(BarAxis::Scaled);
    for width_px in WIDTHS_PX {
        let drawing = figure.drawing(&Sheet::estimated(width_px));
        for (i, bar) in bars(&drawing, 60).iter().enumerate() {
            assert_eq!(drawing.hit(bar.center()), Some((i / 6, i % 6)));
        }
    }
    assert_eq!(figure.words((3, 1)).unwrap(), "La Bachata: Energy 0.78");
    assert_eq!(figure.words((10, 0)), None);
}

#[test]
fn scaled_bars_fill_the_axis_and_raw_tempo_dwarfs_the_rest() {
    let tallest = |axis, series: usize| {
        let drawing = top_ten(axis).drawing(&Sheet::estimated(700.0));
        bars(&drawing, 60)
            .iter()
            .skip(series)
            .step_by(6)
            .fold(0.0, |m: f64, bar| m.max(bar.height()))
    };
    assert!((tallest(BarAxis::Scaled, 5) - 260.0).abs() < 1e-9);
    assert!(tallest(BarAxis::Raw, 0) < 2.0);
}

#[test]
fn missing_values_are_gaps_and_no_values_a_sentence() {
    let mut figure = top_ten(BarAxis::Scaled);
    figure.values[2][1] = f64::NAN;
    figure.values.pop();
    let drawing = &checked(&figure)[0];
    assert_eq!(
        drawing.caption,
        "7 of 60 values are missing and leave gaps."
    );
    assert_eq!(drawing.spots.len(), 53);
    assert_eq!(figure.numbers().rows[2][2], "");
    figure.values.clear();
    assert_eq!(words_of(&checked(&figure)[0]).len(), 1);
    checked(&GroupedBars::default());
}

#[test]
fn hostile_titles_and_crowds_stay_in_their_place() {
    let mut figure = top_ten(BarAxis::Raw);
    figure.groups = hostile_titles();
    for (series, title) in figure.series.iter_mut().zip(hostile_titles()) {
        series.name = title;
    }
    checked(&figure);
    figure.groups = (0..80).map(|i| format!("Track number {i}")).collect();
    figure.values = (0..80).map(|i| vec![f64::from(i) - 20.0; 6]).collect();
    checked(&figure);
}
