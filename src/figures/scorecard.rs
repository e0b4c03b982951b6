//! The scorecard in words and tables, for page and report.

use crate::analysis::{Neighborhood, Score, Scorecard};
use crate::data::{TextCell, TextTable};
use crate::neighbors::Metric;
use crate::recommend::{MOST_QUERIES, Scaling};
use crate::sentences::Scored;
use crate::space::{RecommendSettings, Settings, SoundSpace, SpaceName};
use crate::wording::{capitalised, fixed, part, readable};

/// What the scorecard answers.
pub const HEADING: &str = "Which space hears what you mean?";

/// What was asked.
pub fn lead(scorecard: &Scorecard) -> Scored {
    match scorecard.rows.first() {
        Some(row) => Scored::ShouldBeNear {
            label: row.label.clone(),
        },
        None => Scored::NoLabels,
    }
}

/// Below this skewness no track stands in strikingly many lists.
const HUBBY: f64 = 1.0;

/// The ways that are compared to find the best: where artists are masked, those without them, as tracks of one artist are
/// alike anyway.
fn compared(scorecard: &Scorecard) -> impl DoubleEndedIterator<Item = &Score> {
    let is_masked = scorecard.rows.iter().any(|row| row.masked_by.is_some());
    let rows = scorecard.rows.iter();
    rows.filter(move |row| row.masked_by.is_some() == is_masked)
}

/// The best way, the first of equal ones.
pub fn best(scorecard: &Scorecard) -> Option<&Score> {
    let rows = compared(scorecard).rev();
    rows.max_by(|a, b| a.precision_at_10.total_cmp(&b.precision_at_10))
}

/// How the lists in force agree with the labels: "Of a track's ten nearest by timbre 58.9 % share its genre; by chance 9.9 %."
/// `None` where that was not measured. `by` is the end of "alike by timbre".
pub fn line(
    scorecard: &Scorecard,
    space: SpaceName,
    way: RecommendSettings,
    by: &str,
) -> Option<Scored> {
    let is_it = |row: &&Score| {
        (row.space, row.metric, row.scaling) == (space, way.metric, way.scaling)
            && row.masked_by.is_none()
    };
    let row = scorecard.rows.iter().find(is_it)?;
    Some(sentence(row, by))
}

/// The settings with the way of `row` in force.
pub fn taken(settings: &Settings, row: &Score) -> Settings {
    let mut wanted = settings.clone();
    wanted.recommending[row.space] = RecommendSettings {
        metric: row.metric,
        scaling: row.scaling,
    };
    match row.space {
        SpaceName::Pixels => wanted.sound_space = SoundSpace::Pixels,
        SpaceName::Timbre => wanted.sound_space = SoundSpace::Timbre,
        SpaceName::Features | SpaceName::Own(_) => {}
    }
    wanted
}

/// That the way of `row` is in force; `None` where it is not.
pub fn goes_by(settings: &Settings, row: &Score) -> Option<Scored> {
    let wanted = taken(settings, row);
    let is_usual = row.space == SpaceName::Timbre
        && settings.sound_space == SoundSpace::Auto
        && settings.recommending[row.space] == wanted.recommending[row.space];
    (wanted == *settings || is_usual).then_some(Scored::GoesByIt)
}

/// That `row` is the best way of all, and what it says. `by` is the end of "alike by timbre".
pub fn best_words(scorecard: &Scorecard, row: &Score, by: &str) -> [Scored; 2] {
    let as_good = compared(scorecard).filter(|of| of.precision_at_10 >= row.precision_at_10);
    let (by, way) = (by.to_owned(), way(row.metric, row.scaling));
    let said = sentence(row, &by);
    let best = if as_good.count() > 1 {
        Scored::NoneIsBetter { by, way }
    } else {
        Scored::BestHere { by, way }
    };
    [best, said]
}

/// What a row says.
pub fn sentence(row: &Score, by: &str) -> Scored {
    Scored::ShareTheLabel {
        by: by.into(),
        masked_by: row.masked_by.clone(),
        share: row.precision_at_10,
        label: row.label.clone(),
        chance: row.chance,
    }
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
pub fn sampled(scorecard: &Scorecard) -> Option<Scored> {
    let mut rows = scorecard.rows.iter().filter(|row| row.masked_by.is_none());
    let row = rows.find(|row| row.n_labelled > MOST_QUERIES)?;
    Some(Scored::OfSomeTracks {
        n: row.n,
        n_labelled: row.n_labelled,
    })
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
pub fn hub(row: &Neighborhood, what: &str, name: impl Fn(usize) -> String) -> Option<Scored> {
    let (track, count) = row.hub.filter(|_| row.hubness >= HUBBY)?;
    Some(Scored::StandsInMany {
        what: what.into(),
        name: name(track),
        count,
        n_lists: row.n_lists,
    })
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
