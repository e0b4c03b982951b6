//! The scorecard in words and tables, for page and report.

use crate::analysis::{Neighborhood, Score, Scorecard};
use crate::data::{TextCell, TextTable};
use crate::neighbors::Metric;
use crate::recommend::{MOST_QUERIES, Scaling};
use crate::space::{RecommendSettings, SpaceName};
use crate::wording::{capitalised, fixed, grouped, part, readable};

/// What the scorecard answers.
pub const HEADING: &str = "Which space hears what you mean?";

/// What was asked, in a sentence.
pub fn lead(scorecard: &Scorecard) -> String {
    match scorecard.rows.first() {
        Some(row) => format!(
            "Tracks with the same {} should be near each other. How often are they?",
            readable(&row.label)
        ),
        None => "No column says which tracks belong together. This is what the neighbourhoods are worth by themselves.".into(),
    }
}

/// Below this skewness no track stands in strikingly many lists.
const HUBBY: f64 = 1.0;

/// The best way: where artists are masked, the one that is best without them, as tracks of one artist are alike anyway. The
/// first of equal ones.
pub fn best(scorecard: &Scorecard) -> Option<&Score> {
    let is_masked = scorecard.rows.iter().any(|row| row.masked_by.is_some());
    let rows = scorecard.rows.iter();
    rows.filter(|row| row.masked_by.is_some() == is_masked)
        .rev()
        .max_by(|a, b| a.precision_at_10.total_cmp(&b.precision_at_10))
}

/// How the lists in force agree with the labels: "Of a track's ten nearest by timbre 58.9 % share its genre; by chance 9.9 %."
/// `None` where that was not measured. `by` is the end of "alike by timbre".
pub fn line(
    scorecard: &Scorecard,
    space: SpaceName,
    way: RecommendSettings,
    by: &str,
) -> Option<String> {
    let is_it = |row: &&Score| {
        (row.space, row.metric, row.scaling) == (space, way.metric, way.scaling)
            && row.masked_by.is_none()
    };
    let row = scorecard.rows.iter().find(is_it)?;
    Some(sentence(row, by))
}

/// The best way, in words. `by` is the end of "alike by timbre".
pub fn best_words(row: &Score, by: &str) -> String {
    let way = way(row.metric, row.scaling);
    format!("Best here: {by} ({way}). {}", sentence(row, by))
}

/// What a row says.
pub fn sentence(row: &Score, by: &str) -> String {
    format!(
        "Of a track's ten nearest {by}{} {} share its {}; by chance {}.",
        aside(row.masked_by.as_deref()),
        part(row.precision_at_10),
        readable(&row.label),
        part(row.chance)
    )
}

/// Which tracks are left aside, to stand behind "Of a track's ten nearest"; empty where none are.
pub(super) fn aside(masked_by: Option<&str>) -> String {
    masked_by.map_or_else(String::new, |of| {
        format!(", those with the same {} aside,", readable(of))
    })
}

/// A row a way: how many of the ten nearest share the label, with its interval, and the same without the artist's tracks.
/// `what` is what tracks are compared by: "timbre".
pub fn agreement(scorecard: &Scorecard, what: impl Fn(SpaceName) -> String) -> TextTable {
    let masked_by = scorecard.rows.iter().find_map(|row| row.masked_by.as_ref());
    let label = scorecard.rows.first().map_or("", |row| row.label.as_str());
    let title = format!("Share of the ten nearest with the same {}", readable(label));
    let headers = [
        "Space",
        "Compared by",
        "Share",
        "95 % interval",
        "By chance",
        "Tracks",
    ];
    let headers = headers.into_iter().map(str::to_owned);
    let others = masked_by.map(|of| format!("Without the same {}", readable(of)));
    let more = others.map(|others| [others, "95 % interval".to_owned(), "By chance".to_owned()]);
    let mut table = TextTable::new(title, headers.chain(more.into_iter().flatten()));
    for row in scorecard.rows.iter().filter(|row| row.masked_by.is_none()) {
        let mut cells: Vec<TextCell> = vec![
            capitalised(&what(row.space)).into(),
            way(row.metric, row.scaling).into(),
            TextCell::number(row.precision_at_10, part(row.precision_at_10)),
            interval(row).into(),
            TextCell::number(row.chance, part(row.chance)),
            TextCell::number(row.n as f64, row.n.to_string()),
        ];
        let is_same_way = |other: &&Score| {
            (other.space, other.metric, other.scaling) == (row.space, row.metric, row.scaling)
                && other.masked_by.is_some()
        };
        if let Some(row) = scorecard.rows.iter().find(is_same_way) {
            cells.push(TextCell::number(
                row.precision_at_10,
                part(row.precision_at_10),
            ));
            cells.push(interval(row).into());
            cells.push(TextCell::number(row.chance, part(row.chance)));
        }
        table.push(cells);
    }
    table
}

/// That only some tracks were asked for; `None` where all were.
pub fn sampled(scorecard: &Scorecard) -> Option<String> {
    let mut rows = scorecard.rows.iter().filter(|row| row.masked_by.is_none());
    let row = rows.find(|row| row.n_labelled > MOST_QUERIES)?;
    Some(format!(
        "Measured for a seeded sample of {} of {} tracks; all stand in their lists.",
        grouped(row.n),
        grouped(row.n_labelled)
    ))
}

/// What neighbourhoods are worth where there are no labels: a row a space.
pub fn neighborhoods(scorecard: &Scorecard, what: impl Fn(SpaceName) -> String) -> TextTable {
    let headers = [
        "Space",
        "Shown by the map",
        "Stay without a tenth of the features",
        "Hubness",
    ];
    let mut table = TextTable::new("What the neighbourhoods are worth", headers);
    for row in &scorecard.neighborhoods {
        let share = |share: Option<f64>| {
            share.map_or_else(TextCell::default, |share| {
                TextCell::number(share, part(share))
            })
        };
        table.push([
            capitalised(&what(row.space)).into(),
            share(row.trustworthiness),
            share(row.stability),
            TextCell::number(row.hubness, fixed(row.hubness, 2)),
        ]);
    }
    table
}

/// Which track a space recommends to very many others; `None` where none stands out. `name` is what it is called.
pub fn hub(row: &Neighborhood, what: &str, name: impl Fn(usize) -> String) -> Option<String> {
    let (track, count) = row.hub.filter(|_| row.hubness >= HUBBY)?;
    Some(format!(
        "By {what}, “{}” stands among the ten nearest of {count} of {} tracks.",
        name(track),
        row.n_lists
    ))
}

fn interval(row: &Score) -> String {
    let [low, high] = [row.interval.low, row.interval.high].map(|share| fixed(share * 100.0, 1));
    format!("{low} to {high} %")
}

/// "cosine, standardised".
pub fn way(metric: Metric, scaling: Scaling) -> String {
    let metric = match metric {
        Metric::Euclidean => "distance",
        Metric::Cosine => "cosine",
    };
    let scaling = match scaling {
        Scaling::Standardised => "standardised",
        Scaling::Raw => "raw",
    };
    format!("{metric}, {scaling}")
}
