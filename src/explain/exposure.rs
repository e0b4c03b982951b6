//! A common claim, "quieter or slower tracks are recommended less often", checked on the recommender's
//! own lists. In: how often each track is recommended. Out: rank correlations with loudness and tempo, and a verdict.

use serde::{Deserialize, Serialize};

use super::verdict::{LEAST_TRACKS, Verdict};
use crate::data::Catalog;
use crate::recommend::Occurrences;
use crate::sentences::{Counted, Exposed, Lists};
use crate::stats::{Correlation, spearman};

/// A weaker correlation is none to speak of: Cohen, "Statistical Power Analysis", 1988.
const LEAST_RHO: f64 = 0.1;

/// How the verdict is reached, for the person to read.
pub const EXPOSURE_RULE: &str = "Each part is supported when the whole 95 % interval of Spearman's rank correlation lies \
    above 0 and the correlation is at least 0.1; the statement is when both parts are. With fewer than 8 tracks nothing \
    is decided.";

/// The statement, measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exposure {
    /// What is said.
    pub statement: String,
    /// Lists that were made.
    pub n_lists: usize,
    /// Length of each.
    pub top_n: usize,
    /// Is one of them shorter?
    pub some_shorter: bool,
    /// Tracks that stand in no list.
    pub never: usize,
    /// The track that stands in most lists, the first of equals, and in how many; `None` when no list has a track.
    pub most: Option<(usize, usize)>,
    /// The parts: quieter, slower.
    pub parts: Vec<ExposurePart>,
    /// Is it borne out?
    pub verdict: Verdict,
    /// The verdict in one sentence.
    pub sentence: String,
}

/// One part of the statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExposurePart {
    /// "Quieter tracks are recommended less often".
    pub statement: String,
    /// The column that says how loud or fast a track is.
    pub column: String,
    /// Tracks with a number there.
    pub n: usize,
    /// Its correlation with the number of lists; `None` where it cannot be computed.
    pub correlation: Option<Correlation>,
    /// Is this part borne out?
    pub verdict: Verdict,
    /// The numbers in one sentence.
    pub sentence: String,
}

/// Correlates the counts (sample `i` is track `samples[i]`) with loudness, or energy where there is no loudness, and with
/// tempo. The counts hang together a little, since every list has room for as many: the interval is an approximation.
pub fn exposure(catalog: &Catalog, samples: &[usize], occurrences: &Occurrences) -> Exposure {
    let counts = &occurrences.counts;
    let loud = ["loudness", "energy"]
        .into_iter()
        .find(|name| catalog.numeric_column(name).is_some());
    let fast = catalog.numeric_column("tempo").map(|_| "tempo");
    let parts: Vec<ExposurePart> = [("Quieter", loud), ("Slower", fast)]
        .into_iter()
        .filter_map(|(which, column)| Some(part(catalog, samples, counts, which, column?)))
        .collect();
    let verdicts: Vec<Verdict> = parts.iter().map(|part| part.verdict).collect();
    // Half of the statement is not the statement.
    let verdict = if parts.len() < 2 {
        Verdict::NotMeasured
    } else {
        Verdict::of_all(&verdicts)
    };
    let most = (0..counts.len())
        .rev()
        .max_by_key(|&i| counts[i])
        .filter(|&i| counts[i] > 0)
        .map(|i| (samples[i], counts[i]));
    let mut exposure = Exposure {
        statement: "Quieter or slower tracks are recommended less often".into(),
        n_lists: occurrences.n_lists,
        top_n: occurrences.params.top_n,
        some_shorter: counts.iter().sum::<usize>() < occurrences.n_lists * occurrences.params.top_n,
        never: counts.iter().filter(|&&count| count == 0).count(),
        most,
        sentence: String::new(),
        parts,
        verdict,
    };
    exposure.sentence = exposure.found().to_string();
    exposure
}

fn part(
    catalog: &Catalog,
    samples: &[usize],
    counts: &[usize],
    which: &str,
    column: &str,
) -> ExposurePart {
    // Looked up once: a table may have a hundred thousand rows.
    let numbers = catalog.numeric_column(column);
    let number = |track: usize| numbers?.number(catalog.row(track)?);
    let pairs: Vec<(f64, f64)> = samples
        .iter()
        .zip(counts)
        .filter_map(|(&track, &count)| Some((number(track)?, count as f64)))
        .collect();
    let correlation = spearman(&pairs);
    let verdict = match correlation {
        _ if pairs.len() < LEAST_TRACKS => Verdict::TooFewTracks,
        Some(found) if found.interval.low > 0.0 && found.rho >= LEAST_RHO => Verdict::Supported,
        _ => Verdict::NotSupported,
    };
    let mut part = ExposurePart {
        statement: format!("{which} tracks are recommended less often"),
        column: column.into(),
        n: pairs.len(),
        correlation,
        verdict,
        sentence: String::new(),
    };
    part.sentence = part.found().to_string();
    part
}

impl ExposurePart {
    /// What was measured.
    pub fn found(&self) -> Exposed {
        let (statement, column) = (self.statement.clone(), self.column.clone());
        match self.correlation {
            Some(found) => Exposed::Correlated {
                statement,
                column,
                found,
                verdict: self.verdict.words(),
            },
            None if self.verdict == Verdict::TooFewTracks => Exposed::TooFewWithNumber {
                statement,
                column,
                n: self.n,
                least: LEAST_TRACKS,
            },
            None => Exposed::SameForAll { statement, column },
        }
    }
}

impl Exposure {
    /// What became of the statement.
    pub fn found(&self) -> Exposed {
        let with = |wanted: Verdict| -> Vec<String> {
            let parts = self.parts.iter().filter(|part| part.verdict == wanted);
            parts.map(|part| part.column.clone()).collect()
        };
        let (failed, held) = (with(Verdict::NotSupported), with(Verdict::Supported));
        match self.verdict {
            Verdict::NotMeasured => Exposed::ColumnsAreMissing,
            Verdict::TooFewTracks => Exposed::TooFewNumbers {
                least: LEAST_TRACKS,
            },
            Verdict::Supported => Exposed::SupportedByBoth { columns: held },
            Verdict::NotSupported => Exposed::NotSupportedBy { failed, held },
        }
    }

    /// What was counted; `by` is what the lists go by, "by sound".
    pub fn counted(&self, by: &str) -> Counted {
        let lists = Lists {
            n_lists: self.n_lists,
            by: by.into(),
            top_n: self.top_n,
            never: self.never,
            most: self.most.map(|(_, count)| count),
        };
        if self.some_shorter {
            Counted::UpToALength { lists }
        } else {
            Counted::OfOneLength { lists }
        }
    }
}

#[cfg(test)]
#[path = "exposure_tests.rs"]
mod tests;
