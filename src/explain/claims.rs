//! The notebook's table of observations, measured: each statement compares the pictures of the tracks it speaks of with
//! all others. In: the joined collection. Out: effects with intervals, and a verdict by a stated rule.

use serde::{Deserialize, Serialize};

use super::measures::{Measure, Measures};
use super::number::three_digits;
use super::verdict::{LEAST_TRACKS, Verdict};
use super::words::{enumerate, readable};
use crate::data::Catalog;
use crate::progress::grouped;
use crate::stats::{Dominance, Strength, dominance, mean};

/// How verdicts are reached, for the person to read.
pub const CLAIM_RULE: &str = "A statement is supported when, for everything it says, the whole 95 % interval of Cliff's \
    delta lies on the stated side of 0 and the effect is not negligible (0.147 or more in size). With fewer than 8 tracks \
    on either side nothing is decided.";

/// Which way a measurement should differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Higher than in the other tracks.
    Higher,
    /// Lower.
    Lower,
}

/// One statement: tracks on one side of `threshold` have pictures that differ.
struct Statement {
    words: &'static str,
    column: &'static str,
    side: Direction,
    threshold: f64,
    expects: &'static [(Measure, Direction)],
}

/// The notebook's four.
const STATEMENTS: [Statement; 4] = [
    Statement {
        words: "High energy: brighter and denser upper bands",
        column: "energy",
        side: Direction::Higher,
        threshold: 0.7,
        expects: &[
            (Measure::UpperBrightness, Direction::Higher),
            (Measure::UpperDensity, Direction::Higher),
        ],
    },
    Statement {
        words: "Low energy: sparse and darker",
        column: "energy",
        side: Direction::Lower,
        threshold: 0.3,
        expects: &[
            (Measure::Density, Direction::Lower),
            (Measure::Brightness, Direction::Lower),
        ],
    },
    Statement {
        words: "High acousticness: smooth",
        column: "acousticness",
        side: Direction::Higher,
        threshold: 0.8,
        expects: &[(Measure::Roughness, Direction::Lower)],
    },
    Statement {
        words: "Low valence: irregular",
        column: "valence",
        side: Direction::Lower,
        threshold: 0.3,
        expects: &[(Measure::Irregularity, Direction::Higher)],
    },
];

/// One statement, measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What the notebook says.
    pub statement: String,
    /// Which tracks it speaks of: "energy above 0.7".
    pub condition: String,
    /// Tracks it speaks of.
    pub n_group: usize,
    /// All other tracks with a picture and a number.
    pub n_rest: usize,
    /// Tracks with a picture but no number.
    pub missing: usize,
    /// What was measured, one a part of the statement.
    pub findings: Vec<Finding>,
    /// Is it borne out?
    pub verdict: Verdict,
    /// The verdict in one sentence.
    pub sentence: String,
}

/// One part of a statement, measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What was measured.
    pub measure: Measure,
    /// The same as a noun.
    pub name: String,
    /// How it was measured.
    pub meaning: String,
    /// Which way it should differ.
    pub expected: Direction,
    /// Mean over the tracks the statement speaks of, in percent; `None` without tracks.
    pub mean_of_group: Option<f64>,
    /// Mean over the others.
    pub mean_of_rest: Option<f64>,
    /// How far the group lies above the rest; `None` where either has fewer than two tracks.
    pub effect: Option<Dominance>,
    /// Is this part borne out?
    pub verdict: Verdict,
    /// The numbers in one sentence.
    pub sentence: String,
}

/// Measures the notebook's four statements on the tracks with a picture.
pub fn claims(catalog: &Catalog) -> Vec<Claim> {
    let measures = Measures::of(catalog);
    let claim = |statement: &Statement| statement.measure(catalog, &measures);
    STATEMENTS.iter().map(claim).collect()
}

impl Statement {
    fn measure(&self, catalog: &Catalog, measures: &Measures) -> Claim {
        // On which side each picture is: of the statement, of the rest, of neither.
        let column = catalog
            .table
            .as_ref()
            .and_then(|table| table.column(self.column));
        let number = |track: usize| column?.number(catalog.tracks.get(track)?.row?);
        let sides: Vec<Option<bool>> = measures
            .tracks
            .iter()
            .map(|&track| Some(self.speaks_of(number(track)?)))
            .collect();
        let count = |side| sides.iter().filter(|&&s| s == side).count();
        let (n_group, n_rest, missing) = (count(Some(true)), count(Some(false)), count(None));
        let findings: Vec<Finding> = self
            .expects
            .iter()
            .map(|&(measure, expected)| {
                let on = |side: bool| -> Vec<f64> {
                    let values = measures.values(measure).zip(&sides);
                    values
                        .filter(|(_, s)| **s == Some(side))
                        .map(|(x, _)| x)
                        .collect()
                };
                finding(measure, expected, &on(true), &on(false))
            })
            .collect();
        let verdicts: Vec<Verdict> = findings.iter().map(|finding| finding.verdict).collect();
        let verdict = Verdict::of_all(&verdicts);
        let words = match self.side {
            Direction::Higher => "above",
            Direction::Lower => "below",
        };
        let condition = format!("{} {words} {}", readable(self.column), self.threshold);
        let sentence = if catalog.numeric_column(self.column).is_none() {
            format!(
                "Cannot be measured: the table has no numeric column {}.",
                self.column
            )
        } else if verdict == Verdict::TooFewTracks {
            format!(
                "Too few tracks: {} with {condition} and {} others; {LEAST_TRACKS} on each side are needed.",
                grouped(n_group),
                grouped(n_rest)
            )
        } else {
            in_words(&findings)
        };
        Claim {
            statement: self.words.into(),
            condition,
            n_group,
            n_rest,
            missing,
            findings,
            verdict,
            sentence,
        }
    }

    fn speaks_of(&self, x: f64) -> bool {
        match self.side {
            Direction::Higher => x > self.threshold,
            Direction::Lower => x < self.threshold,
        }
    }
}

fn finding(measure: Measure, expected: Direction, group: &[f64], rest: &[f64]) -> Finding {
    let effect = dominance(group, rest);
    let enough = group.len().min(rest.len()) >= LEAST_TRACKS;
    let verdict = match effect {
        Some(effect) if enough && is_as_expected(&effect, expected) => Verdict::Supported,
        Some(_) if enough => Verdict::NotSupported,
        _ => Verdict::TooFewTracks,
    };
    let means = (mean(group), mean(rest));
    let sentence = match (effect, means) {
        (Some(effect), (Some(of_group), Some(of_rest))) => format!(
            "Mean {}: {} % against {} % in the others; Cliff's delta {:.2} (95 % interval {:.2} to {:.2}), {}: {}.",
            measure.name(),
            three_digits(of_group),
            three_digits(of_rest),
            effect.delta,
            effect.interval.low,
            effect.interval.high,
            effect.strength.words(),
            verdict.words()
        ),
        _ => format!("The {} cannot be compared: too few tracks.", measure.name()),
    };
    Finding {
        measure,
        name: measure.name().into(),
        meaning: measure.meaning().into(),
        expected,
        mean_of_group: means.0,
        mean_of_rest: means.1,
        effect,
        verdict,
        sentence,
    }
}

fn is_as_expected(effect: &Dominance, expected: Direction) -> bool {
    let on_stated_side = match expected {
        Direction::Higher => effect.interval.low > 0.0,
        Direction::Lower => effect.interval.high < 0.0,
    };
    on_stated_side && effect.strength > Strength::Negligible
}

/// "Supported by brightness."; "Not supported: density is not clearly lower, though brightness is."
fn in_words(findings: &[Finding]) -> String {
    let (held, failed): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .partition(|finding| finding.verdict == Verdict::Supported);
    let names = |findings: &[&Finding]| {
        let names: Vec<&str> = findings.iter().map(|finding| &*finding.name).collect();
        enumerate(&names).unwrap_or_default()
    };
    let parts: Vec<String> = failed
        .iter()
        .map(|finding| {
            let (way, other) = match finding.expected {
                Direction::Higher => ("higher", Direction::Lower),
                Direction::Lower => ("lower", Direction::Higher),
            };
            let is_opposite = finding
                .effect
                .is_some_and(|effect| is_as_expected(&effect, other));
            if is_opposite {
                format!("{} is not {way}, the opposite is true", finding.name)
            } else {
                format!("{} is not clearly {way}", finding.name)
            }
        })
        .collect();
    match (enumerate(&parts), held.is_empty()) {
        (None, _) => format!("Supported by {}.", names(&held)),
        (Some(failed), true) => format!("Not supported: {failed}."),
        (Some(failed), false) => format!("Not supported: {failed}, though {} is.", names(&held)),
    }
}

#[cfg(test)]
#[path = "claims_tests.rs"]
mod tests;
