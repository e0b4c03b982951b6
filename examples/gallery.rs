//! Every figure with made-up values: `cargo run --example gallery --no-default-features -- folder pictures` writes one
//! SVG a figure, width and theme, and a page that shows them. `pictures` is a folder of PNG files.

use std::fs;
use std::path::Path;

use soundkin::charts::{
    BarAxis, Card, CardGroup, Chart, Colors, Forest, ForestRow, GroupedBars, Heat, HeatPanel,
    LinePanel, Lines, MapColors, MapFigure, Mark, Picture, PictureGrid, Series, ShareRow, Shares,
    Sheet, data_uri, svg,
};
use soundkin::data::TextTable;
use soundkin::draw::{Aspect, Palette, Theme, Vec2};
use soundkin::report::{Block, Chapter, Report, ReportSection, html};

const WIDTHS_PX: [f64; 2] = [390.0, 1040.0];

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".into());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for (theme_name, theme) in [("light", Theme::LIGHT), ("dark", Theme::DARK)] {
        for width_px in WIDTHS_PX {
            let mut page = format!(
                "<!doctype html><body style='margin:0;background:{}'>",
                theme.paper.css()
            );
            for (name, figure) in figures() {
                let sheet = Sheet::estimated(width_px);
                let text = svg(
                    &figure.figure().drawing(&sheet).with_heading(&sheet),
                    &theme,
                    &Picture::address,
                );
                fs::write(
                    folder.join(format!("{name}-{theme_name}-{width_px}.svg")),
                    &text,
                )?;
                page.extend(["<div style='padding:12px'>", &text, "</div>"]);
            }
            fs::write(folder.join(format!("{theme_name}-{width_px}.html")), page)?;
        }
    }
    fs::write(folder.join("report.html"), html(&report()))
}

fn report() -> Report {
    let mut sections: Vec<ReportSection> = Vec::new();
    for (name, figure) in figures() {
        let numbers = figure.figure().numbers();
        let mut blocks = vec![Block::figure(figure, format!("{}.", numbers.title))];
        if name == "bars" {
            blocks.push(Block::Table(numbers));
        }
        let heading = format!("CardGroup {name}");
        let question = "What does this section answer, in one sentence?";
        sections.push(ReportSection::new(Chapter::Comparison, heading, question).with(blocks));
    }
    let question = "Do twenty columns fit on paper?";
    let wide = ReportSection::new(Chapter::Comparison, "A wide table", question);
    sections.push(wide.with(vec![Block::Table(wide_table())]));
    for (number, section) in (1..).zip(&mut sections) {
        let number: usize = number;
        section.heading.number = format!("1.{number}");
    }
    Report {
        title: "Soundkin report".to_owned(),
        date: "22 November 2026".to_owned(),
        facts: vec![
            "100 tracks: 100 of 114,000 rows have a picture.".to_owned(),
            "2 files could not be read.".to_owned(),
        ],
        sections,
        ..Report::default()
    }
}

fn wide_table() -> TextTable {
    let headers = (0..20).map(|i| format!("acousticness_{i}"));
    let mut table = TextTable::new("All columns", headers);
    for row in 0..30 {
        let cell = |column| match column {
            0 => TITLES[row % 10].to_owned(),
            1 => "a_very_long_identifier_without_any_spaces_at_all_0123456789".to_owned(),
            _ => format!("{}.{row}", column * 7),
        };
        table.push((0..20).map(cell));
    }
    table
}

fn figures() -> Vec<(&'static str, Chart)> {
    vec![
        ("lines", curves().into()),
        ("bars", top_ten(BarAxis::Scaled).into()),
        ("bars-raw", top_ten(BarAxis::Raw).into()),
        ("forest", claims().into()),
        ("grid", pictures().into()),
        ("heat", means().into()),
        ("map", map().into()),
        ("shares", shares().into()),
    ]
}

fn curves() -> Lines {
    let panel = |y_title: &str, values: &[f64]| LinePanel {
        y_title: y_title.to_owned(),
        values: values.to_vec(),
    };
    Lines {
        title: "How many clusters".to_owned(),
        x_title: "Clusters (k)".to_owned(),
        steps: (2..=12).map(f64::from).collect(),
        panels: vec![
            panel(
                "Inertia (lower is tighter)",
                &[
                    9120.0, 6400.5, 4210.0, 3500.0, 3100.0, 2810.0, 2600.0, 2430.0, 2300.0, 2190.0,
                    2100.0,
                ],
            ),
            panel(
                "Silhouette (higher is clearer)",
                &[
                    0.31,
                    0.36,
                    0.44,
                    0.41,
                    0.38,
                    f64::NAN,
                    0.35,
                    0.33,
                    0.34,
                    0.31,
                    0.3,
                ],
            ),
        ],
        mark: Some(Mark {
            index: 2,
            words: "suggested".to_owned(),
        }),
    }
}

fn top_ten(axis: BarAxis) -> GroupedBars {
    let names = [
        "Danceability",
        "Energy",
        "Valence",
        "Acousticness",
        "Liveness",
        "Tempo (BPM)",
    ];
    let value = |group: usize, series: usize| {
        let share = ((group * 7 + series * 13) % 19) as f64 / 20.0 + 0.03;
        match (group, series) {
            (4, 2) => f64::NAN,
            (_, 5) => 60.0 + 140.0 * share,
            _ => share,
        }
    };
    let values: Vec<Vec<f64>> = (0..TITLES.len())
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
        groups: TITLES.map(str::to_owned).to_vec(),
        series,
        values,
        axis,
    }
}

fn claims() -> Forest {
    let row = |label: &str, effect: f64, half: f64, verdict: &str| ForestRow {
        label: label.to_owned(),
        effect,
        lo: effect - half,
        hi: effect + half,
        verdict: verdict.to_owned(),
    };
    Forest {
        title: "What was typed, measured".to_owned(),
        x_title: "Difference of means, in standard deviations".to_owned(),
        rows: vec![
            row(
                "High energy (over 0.7): brighter, denser patterns in the upper bands",
                0.83,
                0.36,
                "supported",
            ),
            row(
                "Low energy (under 0.3): sparse, darker",
                -0.62,
                0.41,
                "supported",
            ),
            row(
                "High acousticness (over 0.8): smooth",
                -0.12,
                0.44,
                "not supported",
            ),
            row(
                "Low valence (under 0.3): irregular",
                f64::NAN,
                0.0,
                "too few tracks",
            ),
        ],
    }
}

fn pictures() -> PictureGrid {
    let files: Vec<Picture> = std::env::args()
        .nth(2)
        .and_then(|folder| fs::read_dir(folder).ok())
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| fs::read(entry.path()).ok())
        .map(|png| Picture::Address(data_uri(&png)))
        .take(10)
        .collect();
    let card = |i: usize| Card {
        picture: files.get(i).cloned(),
        title: TITLES[i].to_owned(),
        artist: "An artist with a name".to_owned(),
        value: format!("energy 0.{}", 11 + 7 * i),
    };
    let section = |heading: &str, range: std::ops::Range<usize>| CardGroup {
        heading: heading.to_owned(),
        cards: range.map(card).collect(),
    };
    PictureGrid {
        title: "Low and high energy".to_owned(),
        value_title: "Energy".to_owned(),
        sections: vec![section("Low", 0..5), section("High", 5..10)],
        n_columns: 5,
        aspect: 1.0,
    }
}

fn means() -> Heat {
    let wave = |phase: f64| -> Vec<f64> {
        (0..4096)
            .map(|i| {
                let (row, column) = (f64::from(i / 64), f64::from(i % 64));
                128.0 + 90.0 * ((row / 9.0 + phase).sin() * (column / 7.0).cos())
            })
            .collect()
    };
    let (low, high) = (wave(0.0), wave(0.4));
    let difference = high.iter().zip(&low).map(|(h, l)| h - l).collect();
    let panel = |title: &str, values: Vec<f64>, colors: Colors, value_title: &str| HeatPanel {
        title: title.to_owned(),
        n_columns: 64,
        values,
        colors,
        range: None,
        value_title: value_title.to_owned(),
    };
    Heat {
        title: "Mean spectrograms".to_owned(),
        panels: vec![
            panel(
                "Low energy, mean of 50",
                low,
                Colors::Grey,
                "Brightness, 0 to 255",
            ),
            panel(
                "High energy, mean of 50",
                high,
                Colors::Grey,
                "Brightness, 0 to 255",
            ),
            panel(
                "High minus low",
                difference,
                Colors::Diverging,
                "Difference of brightness",
            ),
        ],
        row_title: "band".to_owned(),
        column_title: "frame".to_owned(),
    }
}

fn map() -> MapFigure {
    let point = |i: usize| {
        let turn = i as f64 * 2.399_963;
        let far = (i as f64).sqrt() * 4.0;
        let group = [(0.0, 0.0), (60.0, 14.0), (20.0, -40.0), (-40.0, 10.0)][i % 4];
        Vec2::new(group.0 + turn.cos() * far, group.1 + turn.sin() * far * 0.7)
    };
    MapFigure {
        title: "Tracks by sound".to_owned(),
        points_in_data: (0..100).map(point).collect(),
        names: (0..100)
            .map(|i| format!("{} {i}", TITLES[i % 10]))
            .collect(),
        labelled: (0..100).collect(),
        x_title: "PC1 (22 %)".to_owned(),
        y_title: "PC2 (9 %)".to_owned(),
        aspect: Aspect::Equal,
        colors: clusters(),
    }
}

fn clusters() -> MapColors {
    MapColors::of_groups(
        (0..100).map(|i| i % 4).collect(),
        [
            "high energy, low acousticness",
            "slow, sad",
            "acoustic",
            "spoken words",
        ]
        .map(str::to_owned)
        .to_vec(),
        Palette::OkabeIto,
    )
}

fn shares() -> Shares {
    let row = |label: &str, shares: &[f64]| ShareRow {
        label: label.to_owned(),
        shares: shares.to_vec(),
    };
    Shares {
        title: "What each score is made of".to_owned(),
        parts: [
            "Danceability",
            "Energy",
            "Valence",
            "Acousticness",
            "Liveness",
            "Tempo (BPM)",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: vec![
            row("1 Efecto: 0.812", &[0.31, 0.22, 0.09, -0.04, 0.12, 0.30]),
            row("2 La Bachata: 0.790", &[0.11, 0.42, 0.29, 0.14, 0.02, 0.02]),
            row("3 As It Was: 0.771", &[0.2, 0.2, 0.2, 0.1, 0.1, 0.2]),
        ],
    }
}

const TITLES: [&str; 10] = [
    "Unholy (feat. Kim Petras)",
    "Quevedo: Bzrp Music Sessions, Vol. 52",
    "I'm Good (Blue)",
    "La Bachata",
    "Me Porto Bonito",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd}",
    "Under The Influence",
    "Efecto",
    "I Ain't Worried",
    "As It Was",
];
