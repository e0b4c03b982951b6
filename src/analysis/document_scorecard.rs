//! The scorecard as documents have it.

use serde::Serialize;

use super::scorecard::{Score, Scorecard};
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::space::SpaceName;

#[derive(Serialize)]
pub(super) struct ScorecardEntry<'a> {
    rows: Vec<ScoreEntry<'a>>,
}

#[derive(Serialize)]
struct ScoreEntry<'a> {
    space: String,
    metric: Metric,
    scaling: Scaling,
    columns: Option<&'a [String]>,
    label: &'a str,
    masked_by: Option<&'a str>,
    n: usize,
    precision_at_10: f64,
    interval: [f64; 2],
    chance: f64,
}

/// `None` where nothing was measured by labels.
pub(super) fn scorecard(scorecard: &Scorecard) -> Option<ScorecardEntry<'_>> {
    (!scorecard.rows.is_empty()).then(|| ScorecardEntry {
        rows: scorecard.rows.iter().map(row).collect(),
    })
}

fn row(score: &Score) -> ScoreEntry<'_> {
    ScoreEntry {
        // As it is called beside timbre.
        space: match score.space {
            SpaceName::Pixels => "pixels".into(),
            name => name.key(),
        },
        metric: score.metric,
        scaling: score.scaling,
        columns: score.columns.as_deref(),
        label: &score.label,
        masked_by: score.masked_by.as_deref(),
        n: score.n,
        precision_at_10: score.precision_at_10,
        interval: [score.interval.low, score.interval.high],
        chance: score.chance,
    }
}
