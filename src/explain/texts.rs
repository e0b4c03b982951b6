//! Short texts with this collection's numbers: how recommending works, what the groups mean. In: values. Out: sentences
//! that are true for any data.

use crate::cluster::ClusterProfile;
use crate::data::{CopyRules, Matrix};
use crate::effort::spend;
use crate::features::timbre::N_NUMBERS;
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::sorting::sort_by_key;
use crate::wording::{self, enumerate, grouped, plain, readable, tracks};

/// Features named one by one in a text; more are counted.
const MOST_NAMED: usize = 8;
/// A column with this share of the variance decides nearly alone.
const DECIDES: f64 = 0.5;

/// What tracks are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared<'a> {
    /// Columns of numbers.
    Columns(&'a [String]),
    /// The pixels of the pictures.
    Pixels,
    /// What the pictures sound like.
    Timbre,
}

/// How a list of recommendations is made.
pub struct Recommending<'a> {
    /// Tracks that are compared, the query among them.
    pub n_tracks: usize,
    /// What is compared of them.
    pub compared: Compared<'a>,
    /// How tracks are compared.
    pub metric: Metric,
    /// Which values are compared.
    pub scaling: Scaling,
    /// Length of the list.
    pub top_n: usize,
    /// What counts as a copy and is left out; `None` where copies are recommended too.
    pub left_out: Option<CopyRules>,
    /// Is the query's cluster all that is searched?
    pub within_cluster: bool,
    /// The column with most of the raw variance and its share, from [`leading_column`].
    pub leading: Option<(String, f64)>,
}

/// The column of `raw` with the largest share of the total variance, the first of equals, and that share, 0 to 1; `None`
/// when nothing varies. It is what decides when values are compared as they are.
pub fn leading_column(raw: &Matrix, columns: &[String]) -> Option<(String, f64)> {
    spend(2 * raw.n_samples(), raw.n_features());
    let means = raw.column_means();
    let mut squares = vec![0.0; means.len()];
    for row in raw.rows() {
        for ((sum, x), mean) in squares.iter_mut().zip(&*row).zip(&means) {
            *sum += (x - mean) * (x - mean);
        }
    }
    let total: f64 = squares.iter().sum();
    let largest = columns
        .iter()
        .zip(&squares)
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    largest
        .filter(|_| total > 0.0)
        .map(|(column, square)| (column.clone(), square / total))
}

/// How recommending works, in a few sentences.
pub fn how_recommending_works(facts: &Recommending<'_>) -> String {
    let others = facts.n_tracks.saturating_sub(1);
    if others == 0 {
        return "There is no other track to compare with.".into();
    }
    let mut sentences = vec![what_is_compared(facts, others)];
    sentences.push(match (facts.scaling, &facts.leading) {
        (Scaling::Standardised, _) if facts.compared == Compared::Timbre => {
            "They are standardised, weighted so that each of its six parts counts as a whole, and whitened, so that what \
             varies together counts once."
                .into()
        }
        (Scaling::Standardised, _) => {
            "Each is standardised first (mean 0, variance 1), so that all count alike.".into()
        }
        (Scaling::Raw, Some((column, share))) if *share >= DECIDES => format!(
            "They are compared as the file has them: {} makes {} of their variance and decides nearly alone.",
            readable(column),
            wording::share(*share)
        ),
        (Scaling::Raw, _) => {
            "They are compared as the files have them: the one with the widest range counts most.".into()
        }
    });
    let first = match facts.top_n.min(others) {
        1 => "The track".into(),
        n => format!("The {} tracks", grouped(n)),
    };
    let nearest = match facts.metric {
        Metric::Euclidean => "at the smallest distance",
        Metric::Cosine => "with the highest cosine, those that point most nearly the same way,",
    };
    let verb = if facts.top_n.min(others) == 1 {
        "is"
    } else {
        "are"
    };
    sentences.push(format!("{first} {nearest} {verb} recommended."));
    if facts.within_cluster {
        sentences.push("Only tracks of the same group are recommended.".into());
    }
    sentences.push(
        match facts.left_out.as_ref().and_then(CopyRules::in_words) {
            Some(rules) => format!("Copies are left out: tracks with {rules}."),
            None => "Copies of a recording may be among them.".into(),
        },
    );
    sentences.join(" ")
}

fn what_is_compared(facts: &Recommending<'_>, others: usize) -> String {
    let others = match others {
        1 => "the other track".into(),
        n => format!("the {} other tracks", grouped(n)),
    };
    let by = match facts.compared {
        Compared::Pixels => "the 4,096 pixels of its picture, made 64 x 64".into(),
        Compared::Timbre => format!("the {N_NUMBERS} numbers of its timbre"),
        Compared::Columns([column]) => format!("one number: {}", readable(column)),
        Compared::Columns(columns) => {
            let names: Vec<String> = columns
                .iter()
                .take(MOST_NAMED)
                .map(|c| readable(c))
                .collect();
            let n = columns.len();
            match enumerate(&names) {
                Some(list) if n <= MOST_NAMED => format!("{n} numbers: {list}"),
                _ => format!("{n} numbers of the table"),
            }
        }
    };
    format!("A track is compared with {others} by {by}.")
}

/// What the groups mean, in a few sentences; `profiles` and `names` stand side by side, `n_unclear` of them nothing separates,
/// `silhouette` is that of the groups.
pub fn what_clusters_mean(
    profiles: &[ClusterProfile],
    names: &[String],
    n_unclear: usize,
    silhouette: Option<f64>,
) -> String {
    let n_tracks: usize = profiles.iter().map(|p| p.size).sum();
    let mut pairs: Vec<(&ClusterProfile, &String)> = profiles.iter().zip(names).collect();
    // Stable: of equal groups the first label stays in front.
    sort_by_key(&mut pairs, |(profile, _)| std::cmp::Reverse(profile.size));
    let (Some(largest), Some(smallest)) = (pairs.first(), pairs.last()) else {
        return "There are no groups.".into();
    };
    if pairs.len() == 1 {
        return format!("There is one group: {}.", tracks(n_tracks));
    }
    let mut sentences = vec![format!(
        "k-means put {} into {} groups, each track into the one whose mean is nearest.",
        tracks(n_tracks),
        pairs.len()
    )];
    let of = |(profile, name): &(&ClusterProfile, &String)| {
        let share = wording::share(profile.share);
        format!("“{name}” with {} ({share})", tracks(profile.size))
    };
    sentences.push(format!(
        "The largest is {}, the smallest {}.",
        of(largest),
        of(smallest)
    ));
    if n_unclear > 0 {
        let those = if n_unclear == 1 {
            "one of them"
        } else {
            &format!("{n_unclear} of them")
        };
        sentences.push(format!(
            "Nothing separates {those} from the collection as a whole."
        ));
    }
    if let Some(silhouette) = silhouette {
        sentences.push(format!(
            "The mean silhouette is {}: {}.",
            plain(silhouette, 2),
            how_separate(silhouette)
        ));
    }
    sentences.push(
        "A computed name says in what a group lies off the average of this collection; it is no genre."
            .into(),
    );
    sentences.join(" ")
}

/// What a mean silhouette says: Kaufman and Rousseeuw, "Finding Groups in Data", 1990, table 4.
fn how_separate(silhouette: f64) -> &'static str {
    match silhouette {
        s if s > 0.7 => "the groups are clearly separate",
        s if s > 0.5 => "the groups are fairly separate",
        s if s > 0.25 => "the groups overlap",
        _ => "the groups hardly separate",
    }
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
