//! A common claim, "quieter or slower tracks are recommended less often", checked on the recommender's
//! own lists. In: how often each track is recommended. Out: rank correlations with loudness and tempo, and a verdict.

use serde::{Deserialize, Serialize};

use super::verdict::{LEAST_TRACKS, Verdict};
use crate::data::Catalog;
use crate::recommend::Occurrences;
use crate::stats::{Correlation, spearman};
use crate::wording::{counted, enumerate, grouped, plain, readable, tracks};

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
        Verdict::TooFewTracks
    } else {
        Verdict::of_all(&verdicts)
    };
    let most = (0..counts.len())
        .rev()
        .max_by_key(|&i| counts[i])
        .filter(|&i| counts[i] > 0)
        .map(|i| (samples[i], counts[i]));
    Exposure {
        statement: "Quieter or slower tracks are recommended less often".into(),
        n_lists: occurrences.n_lists,
        top_n: occurrences.params.top_n,
        never: counts.iter().filter(|&&count| count == 0).count(),
        most,
        sentence: in_words(&parts, verdict),
        parts,
        verdict,
    }
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
    let statement = format!("{which} tracks are recommended less often");
    let name = readable(column);
    let sentence = match correlation {
        Some(found) => format!(
            "{statement}: rank correlation of {name} with the number of lists {} (95 % interval {} to {}), {}: {}.",
            plain(found.rho, 2),
            plain(found.interval.low, 2),
            plain(found.interval.high, 2),
            tracks(found.n),
            verdict.words()
        ),
        None if verdict == Verdict::TooFewTracks => format!(
            "{statement}: {} with a number in {name}; {LEAST_TRACKS} are needed.",
            tracks(pairs.len())
        ),
        None => format!(
            "{statement}: not supported, {name} or the number of lists is the same for all."
        ),
    };
    ExposurePart {
        statement,
        column: column.into(),
        correlation,
        verdict,
        sentence,
    }
}

fn in_words(parts: &[ExposurePart], verdict: Verdict) -> String {
    if parts.len() < 2 {
        return "Cannot be measured: the table needs tempo, and loudness or energy.".into();
    }
    let with = |wanted: Verdict| -> Option<String> {
        let columns: Vec<String> = parts
            .iter()
            .filter(|part| part.verdict == wanted)
            .map(|part| readable(&part.column))
            .collect();
        enumerate(&columns)
    };
    match (
        verdict,
        with(Verdict::NotSupported),
        with(Verdict::Supported),
    ) {
        (Verdict::TooFewTracks, ..) => {
            format!("Too few tracks: {LEAST_TRACKS} with a number are needed.")
        }
        (_, None, held) => format!("Supported by {}.", held.unwrap_or_default()),
        (_, Some(failed), None) => format!("Not supported by {failed}."),
        (_, Some(failed), Some(held)) => format!("Not supported by {failed}, only by {held}."),
    }
}

impl Exposure {
    /// One sentence that says what was counted; `by` is what the lists go by, "by sound".
    pub fn counted(&self, by: &str) -> String {
        let most = self.most.map_or_else(String::new, |(_, count)| {
            format!("; the most recommended one stands in {}", grouped(count))
        });
        // Few tracks make no full lists.
        let at_most = if self.n_lists == 0 || self.top_n < self.n_lists {
            ""
        } else {
            "at most "
        };
        format!(
            "{} {by} of {at_most}{} each; {} in none of them{most}.",
            counted(self.n_lists, "list", "lists"),
            tracks(self.top_n),
            tracks(self.never)
        )
    }
}

#[cfg(test)]
#[path = "exposure_tests.rs"]
mod tests;
