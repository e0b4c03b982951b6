//! What a figure holds, for those who do not see it, and what it lacks.

use soundkin::charts::{
    BarAxis, Card, CardGroup, Colors, Figure, Forest, ForestRow, GroupedBars, Heat, HeatPanel,
    LinePanel, Lines, MapColors, MapFigure, Mark, Picture, PictureGrid, Series, ShareRow, Shares,
    Sheet,
};
use soundkin::draw::{Aspect, Palette, Vec2};
use soundkin::sentences::{Drawn, DrawnKind};

use super::{Case, names};

/// What is read of a figure: what it shows, and what is missing from it.
fn read(figure: &dyn Figure) -> String {
    let drawing = figure.drawing(&Sheet::estimated(800.0));
    let parts = [drawing.description, drawing.caption];
    parts.join(" ").trim().to_owned()
}

/// Bars of two features, a row a group.
fn bars(values: &[[f64; 2]]) -> String {
    let series = ["energy", "tempo"].map(|name| Series {
        name: name.into(),
        lo: 0.0,
        hi: 1.0,
    });
    read(&GroupedBars {
        title: "Features".into(),
        group_title: "Track".into(),
        groups: (0..values.len()).map(|i| i.to_string()).collect(),
        series: series.to_vec(),
        values: values.iter().map(|row| row.to_vec()).collect(),
        axis: BarAxis::Raw,
    })
}

fn lines(value: f64, mark: Option<Mark>) -> String {
    read(&Lines {
        title: "How many".into(),
        x_title: "Clusters (k)".into(),
        steps: vec![2.0, 3.0],
        panels: vec![LinePanel {
            y_title: "Inertia".into(),
            values: vec![value, value / 2.0],
        }],
        mark,
    })
}

/// A row an effect.
fn forest(effects: &[f64]) -> String {
    let row = |&effect: &f64| ForestRow {
        label: "brighter".into(),
        effect,
        lo: effect - 0.1,
        hi: effect + 0.1,
        verdict: "supported".into(),
    };
    read(&Forest {
        title: "Claims".into(),
        x_title: "Cliff's delta".into(),
        rows: effects.iter().map(row).collect(),
    })
}

/// Cards, with a picture or without.
fn cards(have_pictures: &[bool]) -> String {
    let card = |&has_picture: &bool| Card {
        picture: has_picture.then(|| Picture::Luma {
            n_columns: 2,
            pixels: vec![0; 4],
        }),
        title: "A".into(),
        artist: String::new(),
        value: String::new(),
    };
    read(&PictureGrid {
        title: "The first".into(),
        value_title: "Rank".into(),
        sections: vec![CardGroup {
            heading: String::new(),
            cards: have_pictures.iter().map(card).collect(),
        }],
        n_columns: 5,
        aspect: 1.0,
    })
}

fn heat(values: &[f64]) -> String {
    read(&Heat {
        title: "Means".into(),
        panels: vec![HeatPanel {
            title: "Low".into(),
            n_columns: 2,
            values: values.to_vec(),
            colors: Colors::default(),
            range: None,
            value_title: String::new(),
        }],
        row_title: "band".into(),
        column_title: "frame".into(),
    })
}

/// A map of points at these places on both axes.
fn map(places: &[f64]) -> String {
    read(&MapFigure {
        title: "Tracks".into(),
        points_in_data: places.iter().map(|&x| Vec2::new(x, x)).collect(),
        names: Vec::new(),
        labelled: Vec::new(),
        x_title: "PC1".into(),
        y_title: "PC2".into(),
        aspect: Aspect::Equal,
        colors: MapColors::of_groups(vec![0; places.len()], names(&["all"]), Palette::OkabeIto),
    })
}

fn shares(shares: &[f64]) -> String {
    read(&Shares {
        title: "Scores".into(),
        parts: names(&["energy", "tempo"]),
        rows: vec![ShareRow {
            label: "A".into(),
            shares: shares.to_vec(),
        }],
    })
}

#[allow(clippy::too_many_lines)] // One short arm a sentence.
pub(super) fn case(kind: DrawnKind) -> Case {
    use DrawnKind as Kind;
    let (n, of) = (1, 2);
    match kind {
        Kind::NoValues => {
            let words = "There are no values to draw here yet.";
            Case::read(bars(&[[f64::NAN; 2]]), Drawn::NoValues, words)
                .not_read(bars(&[[0.5, f64::NAN]]), words, "Bars of")
                .not_read(lines(1.0, None), words, "over Clusters")
        }
        Kind::Bars => Case::read(
            bars(&[[0.5, 1.0]]),
            Drawn::Bars {
                features: names(&["energy", "tempo"]),
                n_groups: 1,
            },
            "Bars of energy, tempo for 1 group.",
        )
        .not_so_read(bars(&[[0.5, 1.0]; 2]), "Bars of", "for 2 groups.")
        .not_read(bars(&[]), "Bars of", "no values"),
        Kind::Lines => Case::read(
            lines(
                2.0,
                Some(Mark {
                    index: 1,
                    words: "suggested".into(),
                }),
            ),
            Drawn::Lines {
                shown: ["Inertia".into(), "Clusters (k)".into()],
                marked: Some((3.0, "suggested".into())),
            },
            "Inertia over Clusters (k). 3: suggested.",
        )
        .not_so_read(lines(2.0, None), "Inertia over", "Clusters (k).")
        .not_read(lines(f64::NAN, None), "Inertia over", "no values"),
        Kind::NoEffect => {
            let words = "No effect could be measured yet.";
            Case::read(forest(&[f64::NAN]), Drawn::NoEffect, words).not_read(
                forest(&[0.5, f64::NAN]),
                words,
                "1 of 2 could not",
            )
        }
        Kind::Effects => Case::read(
            forest(&[0.5]),
            Drawn::Effects {
                of: "Cliff's delta".into(),
            },
            "Cliff's delta with intervals, and a line at zero.",
        )
        .not_read(forest(&[f64::NAN]), "with intervals", "No effect"),
        Kind::NotMeasured => Case::read(
            forest(&[0.5, f64::NAN]),
            Drawn::NotMeasured { n, of },
            "1 of 2 could not be measured.",
        )
        .not_read(forest(&[0.5]), "could not be measured", "with intervals"),
        Kind::ValuesMissing => Case::read(
            bars(&[[0.5, f64::NAN]]),
            Drawn::ValuesMissing { n, of },
            "1 of 2 values is missing and leaves a gap.",
        )
        .not_so_read(
            heat(&[0.5, 1.0, f64::NAN, f64::NAN]),
            "missing and leave",
            "2 of 4 values are missing and leave gaps.",
        )
        .not_read(shares(&[0.5, 0.5]), "missing", "Shares of"),
        Kind::NoCards => {
            let words = "There are no tracks to show here.";
            Case::read(cards(&[]), Drawn::NoCards, words).not_read(
                cards(&[true]),
                words,
                "1 spectrogram",
            )
        }
        Kind::Spectrograms => Case::read(
            cards(&[true, true]),
            Drawn::Spectrograms { n: 2 },
            "2 spectrograms with the names of their tracks.",
        )
        // A track without a picture has no spectrogram.
        .not_so_read(cards(&[true, false]), "spectrogram", "1 spectrogram with")
        .not_read(cards(&[]), "spectrogram", "no tracks"),
        Kind::CardsWithoutPicture => Case::read(
            cards(&[true, false]),
            Drawn::CardsWithoutPicture { n, of },
            "1 of 2 tracks has no picture.",
        )
        .not_read(cards(&[true, true]), "no picture", "2 spectrograms"),
        Kind::NoHeat => {
            let words = "There is no picture to show here yet.";
            Case::read(heat(&[]), Drawn::NoHeat, words).not_read(heat(&[1.0; 4]), words, "Low")
        }
        Kind::Heat => Case::read(
            heat(&[1.0; 4]),
            Drawn::Heat {
                titles: names(&["Low"]),
            },
            "Pictures of numbers: Low.",
        )
        .not_read(heat(&[]), "Pictures of numbers", "no picture"),
        Kind::EmptyMap => {
            let words = "There are no tracks on this map.";
            Case::read(map(&[]), Drawn::EmptyMap, words).not_read(map(&[1.0]), words, "1 track")
        }
        Kind::Map => Case::read(
            map(&[1.0, 2.0]),
            Drawn::Map {
                n: 2,
                axes: ["PC1".into(), "PC2".into()],
                colored_by: "Group".into(),
            },
            "2 tracks over PC1 and PC2, coloured by Group.",
        )
        // Who has no place is not over anything.
        .not_so_read(map(&[1.0, f64::NAN]), "over PC1", "1 track over PC1")
        .not_read(map(&[]), "over PC1", "no tracks"),
        Kind::WithoutPlace => Case::read(
            map(&[1.0, f64::NAN]),
            Drawn::WithoutPlace { n, of },
            "1 of 2 tracks has no place on the map.",
        )
        .not_read(map(&[1.0, 2.0]), "no place", "2 tracks over"),
        Kind::NoShares => {
            let words = "There is no score to divide here yet.";
            Case::read(shares(&[0.0, 0.0]), Drawn::NoShares, words).not_read(
                shares(&[0.25, 0.75]),
                words,
                "Shares of",
            )
        }
        Kind::Shares => Case::read(
            shares(&[0.25, 0.75]),
            Drawn::Shares {
                parts: names(&["energy", "tempo"]),
            },
            "Shares of energy and tempo in each score.",
        )
        .not_read(shares(&[]), "Shares of", "no score"),
    }
}
