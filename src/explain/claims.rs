//! What is commonly said of spectrograms, measured: each claim compares the pictures of the tracks it speaks of with all
//! others. In: the joined collection. Out: effects with intervals, and a verdict by a stated rule.

use serde::{Deserialize, Serialize};

use super::verdict::{LEAST_TRACKS, Verdict};
use crate::data::Catalog;
use crate::features::{Measure, Measures};
use crate::stats::{Dominance, Strength, dominance, mean};
use crate::wording::{counted, enumerate, grouped, plain, readable, three_digits};

/// How verdicts are reached, for the person to read.
pub const CLAIM_RULE: &str = "A statement is supported when, for everything it says, the whole 95 % interval of Cliff's \
    delta lies on the stated side of 0 and the effect is not negligible (0.147 or more in size). With fewer than 8 tracks \
    on either side nothing is decided.";

/// Which way a measurement should differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tendency {
    /// Higher than in the other tracks.
    Higher,
    /// Lower.
    Lower,
}

/// One statement: tracks on one side of `threshold` have pictures that differ.
struct Statement {
    words: &'static str,
    column: &'static str,
    side: Tendency,
    threshold: f64,
    expects: &'static [(Measure, Tendency)],
}

/// The four of the notebook that this page began as.
const STATEMENTS: [Statement; 4] = [
    Statement {
        words: "High energy: brighter and denser upper bands",
        column: "energy",
        side: Tendency::Higher,
        threshold: 0.7,
        expects: &[
            (Measure::UpperBrightness, Tendency::Higher),
            (Measure::UpperDensity, Tendency::Higher),
        ],
    },
    Statement {
        words: "Low energy: sparse and darker",
        column: "energy",
        side: Tendency::Lower,
        threshold: 0.3,
        expects: &[
            (Measure::Density, Tendency::Lower),
            (Measure::Brightness, Tendency::Lower),
        ],
    },
    Statement {
        words: "High acousticness: smooth",
        column: "acousticness",
        side: Tendency::Higher,
        threshold: 0.8,
        expects: &[(Measure::Roughness, Tendency::Lower)],
    },
    Statement {
        words: "Low valence: irregular",
        column: "valence",
        side: Tendency::Lower,
        threshold: 0.3,
        expects: &[(Measure::Irregularity, Tendency::Higher)],
    },
];

/// One statement, measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What is said.
    pub statement: String,
    /// Which tracks it speaks of: "energy above 0.7".
    pub condition: String,
    /// Tracks it speaks of.
    pub n_group: usize,
    /// All other tracks with a picture and a number.
    pub n_rest: usize,
    /// Tracks with a picture but no number.
    pub missing: usize,
    /// What was measured.
    pub parts: Vec<ClaimPart>,
    /// Is it borne out?
    pub verdict: Verdict,
    /// The verdict in one sentence.
    pub sentence: String,
}

/// One part of a claim, measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimPart {
    /// What was measured.
    pub measure: Measure,
    /// The same as a noun.
    pub name: String,
    /// How it was measured.
    pub meaning: String,
    /// Which way it should differ.
    pub expected: Tendency,
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

/// Measures the common claims on the tracks with a picture; those that speak of a column which is not there are left out.
pub fn claims(catalog: &Catalog) -> Vec<Claim> {
    let can_be_measured =
        |statement: &&Statement| catalog.numeric_column(statement.column).is_some();
    let statements: Vec<&Statement> = STATEMENTS.iter().filter(can_be_measured).collect();
    if statements.is_empty() {
        return Vec::new();
    }
    let measures = Measures::of(catalog);
    let claim = |statement: &Statement| statement.measure(catalog, &measures);
    statements.into_iter().map(claim).collect()
}

impl Statement {
    fn measure(&self, catalog: &Catalog, measures: &Measures) -> Claim {
        // On which side each picture is: of the statement, of the rest, of neither.
        let column = catalog
            .table
            .as_ref()
            .and_then(|table| table.column(self.column));
        let number = |track: usize| column?.number(catalog.row(track)?);
        let sides: Vec<Option<bool>> = measures
            .tracks
            .iter()
            .map(|&track| Some(self.speaks_of(number(track)?)))
            .collect();
        let count = |side| sides.iter().filter(|&&s| s == side).count();
        let (n_group, n_rest, missing) = (count(Some(true)), count(Some(false)), count(None));
        let parts: Vec<ClaimPart> = self
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
                part(measure, expected, &on(true), &on(false))
            })
            .collect();
        let verdicts: Vec<Verdict> = parts.iter().map(|part| part.verdict).collect();
        let verdict = Verdict::of_all(&verdicts);
        let words = match self.side {
            Tendency::Higher => "above",
            Tendency::Lower => "below",
        };
        let condition = format!("{} {words} {}", readable(self.column), self.threshold);
        let sentence = if verdict == Verdict::TooFewTracks {
            format!(
                "Too few tracks: {} with {condition} and {}; {LEAST_TRACKS} on each side are needed.",
                grouped(n_group),
                counted(n_rest, "other", "others")
            )
        } else {
            in_words(&parts)
        };
        Claim {
            statement: self.words.into(),
            condition,
            n_group,
            n_rest,
            missing,
            parts,
            verdict,
            sentence,
        }
    }

    fn speaks_of(&self, x: f64) -> bool {
        match self.side {
            Tendency::Higher => x > self.threshold,
            Tendency::Lower => x < self.threshold,
        }
    }
}

fn part(measure: Measure, expected: Tendency, group: &[f64], rest: &[f64]) -> ClaimPart {
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
            "Mean {}: {} % against {} % in the others; Cliff's delta {} (95 % interval {} to {}), {}: {}.",
            measure.name(),
            three_digits(of_group),
            three_digits(of_rest),
            plain(effect.delta, 2),
            plain(effect.interval.low, 2),
            plain(effect.interval.high, 2),
            effect.strength.words(),
            verdict.words()
        ),
        _ => format!("The {} cannot be compared: too few tracks.", measure.name()),
    };
    ClaimPart {
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

fn is_as_expected(effect: &Dominance, expected: Tendency) -> bool {
    let on_stated_side = match expected {
        Tendency::Higher => effect.interval.low > 0.0,
        Tendency::Lower => effect.interval.high < 0.0,
    };
    on_stated_side && effect.strength > Strength::Negligible
}

/// "Supported by brightness."; "Not supported: density is not clearly lower, though brightness is."
fn in_words(parts: &[ClaimPart]) -> String {
    let (held, failed): (Vec<&ClaimPart>, Vec<&ClaimPart>) = parts
        .iter()
        .partition(|part| part.verdict == Verdict::Supported);
    let names = |parts: &[&ClaimPart]| {
        let names: Vec<&str> = parts.iter().map(|part| &*part.name).collect();
        enumerate(&names).unwrap_or_default()
    };
    let parts: Vec<String> = failed
        .iter()
        .map(|part| {
            let (way, other) = match part.expected {
                Tendency::Higher => ("higher", Tendency::Lower),
                Tendency::Lower => ("lower", Tendency::Higher),
            };
            let is_opposite = part
                .effect
                .is_some_and(|effect| is_as_expected(&effect, other));
            if is_opposite {
                format!("{} is not {way}, the opposite is true", part.name)
            } else {
                format!("{} is not clearly {way}", part.name)
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
