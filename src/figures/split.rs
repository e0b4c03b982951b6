//! Two sides of a column: what their pictures look like together, and where they differ.

use super::cell;
use crate::charts::{Colors, Heat, HeatPanel};
use crate::data::{SIDE, TextTable};
use crate::rank::{MeanPicture, Side, Split};
use crate::sentences::Pictured;
use crate::wording::readable;

/// The mean picture of each side on one scale of colours, and the high side less the low side, zero at white.
pub fn pictures(split: &Split) -> Heat {
    let column = readable(&split.params.column);
    let mean = |name: &str, side: &Side| HeatPanel {
        title: format!("{name}: {}", side.rule),
        n_columns: SIDE,
        values: pixels(side.picture.as_ref()),
        colors: Colors::Grey,
        range: Some(shared_range(split)),
        value_title: "Mean brightness, 0 to 255".into(),
    };
    Heat {
        title: format!("Mean spectrograms by {column}, and their difference"),
        panels: vec![
            mean("Low", &split.low),
            mean("High", &split.high),
            HeatPanel {
                title: "High minus low".into(),
                n_columns: SIDE,
                values: split.difference.clone().unwrap_or_default(),
                colors: Colors::Diverging,
                range: None,
                value_title: "Difference in brightness".into(),
            },
        ],
        row_title: "band".into(),
        column_title: "frame".into(),
    }
}

fn pixels(picture: Option<&MeanPicture>) -> Vec<f64> {
    picture.map_or_else(Vec::new, |picture| picture.pixels.clone())
}

/// From the darkest to the brightest pixel of both sides, so that the same colour is the same brightness.
fn shared_range(split: &Split) -> (f64, f64) {
    [&split.low, &split.high]
        .into_iter()
        .filter_map(|side| side.picture.as_ref())
        .flat_map(|picture| &*picture.pixels)
        .fold((255.0, 0.0), |(lo, hi): (f64, f64), &x| {
            (lo.min(x), hi.max(x))
        })
}

/// Both sides in numbers: tracks, the middle of the column, and how bright the pictures are where there are any.
pub fn sides(split: &Split) -> TextTable {
    let column = readable(&split.params.column);
    let median = format!("Median of {column}");
    let mut headers = vec!["Side", "Rule", "Tracks", median.as_str()];
    let has_pictures = split.low.picture.is_some() || split.high.picture.is_some();
    if has_pictures {
        headers.extend(["Pictures", "Mean brightness, % of white"]);
        headers.extend(["Upper bands", "Middle bands", "Lower bands"]);
    }
    let mut table = TextTable::new(format!("Both sides of {column}, in numbers"), headers);
    for (name, side) in [("Low", &split.low), ("High", &split.high)] {
        let mut row = vec![
            name.into(),
            (&side.rule).into(),
            side.count.to_string().into(),
            cell(side.median),
        ];
        if has_pictures {
            let brightness = side.picture.as_ref().map(|picture| picture.brightness);
            row.extend([
                side.tracks.len().to_string().into(),
                cell(brightness.map(|b| b.whole)),
                cell(brightness.map(|b| b.upper)),
                cell(brightness.map(|b| b.middle)),
                cell(brightness.map(|b| b.lower)),
            ]);
        }
        table.rows.push(row);
    }
    table
}

/// What the pictures are of; nothing when neither side has any.
pub fn caption(split: &Split) -> Vec<Pictured> {
    let n = |side: &Side| {
        let picture = side.picture.as_ref();
        picture.map_or(0, |picture| picture.n_pictures)
    };
    let (n_low, n_high) = (n(&split.low), n(&split.high));
    let means = (n_low + n_high > 0).then_some(Pictured::MeansOf { n_low, n_high });
    let red = split
        .difference
        .is_some()
        .then_some(Pictured::RedIsBrighter);
    means.into_iter().chain(red).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Figure;
    use crate::rank::{Scope, SplitParams, split};
    use crate::sentences::text;
    use crate::testing::catalog;

    fn answer(pictures: &[(&str, &dyn Fn(usize) -> u8)]) -> Split {
        let csv = "id,energy\n0,0.1\n1,0.2\n2,0.8\n3,0.9\n";
        let catalog = catalog(csv, pictures);
        split(&catalog, &SplitParams::of("energy", Scope::All)).unwrap()
    }

    #[test]
    fn both_means_share_their_colours_and_the_difference_is_high_less_low() {
        let (dark, light, lighter) = (|_| 10_u8, |i: usize| (i % 64) as u8, |_| 60_u8);
        let answer = answer(&[("0", &dark), ("2", &light), ("3", &lighter)]);
        let figure = pictures(&answer);
        assert_eq!(figure.panels[0].range, Some((10.0, 61.5)));
        assert_eq!(figure.panels[0].range, figure.panels[1].range);
        assert_eq!(figure.panels[0].title, "Low: energy below 0.5");
        assert_eq!(figure.panels[2].values[63], 51.5);
        assert_eq!(
            figure.words((2, 64 + 2)).unwrap(),
            "High minus low: band 2 of 64 from the top, frame 3 of 64: 21"
        );
        let table = sides(&answer);
        assert_eq!(
            table.rows[0][..6],
            ["Low", "energy below 0.5", "2", "0.15", "1", "3.92"]
        );
        assert!(
            text(caption(&answer)).contains("1 track on the low side, 2 tracks on the high side")
        );
    }

    #[test]
    fn without_pictures_there_are_numbers_and_no_caption() {
        let answer = answer(&[]);
        assert_eq!(caption(&answer), []);
        assert!(pictures(&answer).numbers().rows.is_empty());
        assert_eq!(sides(&answer).rows[1][2..], ["2", "0.85"]);
    }
}
