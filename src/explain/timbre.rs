//! Why two tracks are alike in timbre: the parts that make the most of their score, and what both have of them.

use super::traits::Traits;
use crate::features::timbre::{Part, TRAITS};
use crate::sorting::sort_by;
use crate::wording::enumerate;

/// A part is named where it makes at least this share of a score: more than its even share.
const LARGE: f64 = 0.2;
/// Parts whose shares are said at most.
const MOST_PARTS: usize = 2;

/// What `track` shares with `query`, called `query_name`, in the parts that count; and how much these count. `parts` are
/// what each part adds to the score, in the order of [`Part::ALL`].
pub fn timbre_reason(
    traits: &Traits,
    query: usize,
    track: usize,
    query_name: &str,
    parts: &[f64; Part::ALL.len()],
) -> String {
    let score: f64 = parts.iter().sum();
    let mut large: Vec<(f64, Part)> = parts.iter().copied().zip(Part::ALL).collect();
    large.retain(|(adds, _)| score > 0.0 && *adds >= LARGE * score);
    let counts = |i: usize| {
        let part = TRAITS.get(i).map(|of| of.part);
        large.iter().any(|&(_, of)| Some(of) == part)
    };
    let shared = traits.reason(query, track, query_name, counts);
    // Stable: equal ones stay in the order of the parts.
    sort_by(&mut large, |a, b| b.0.total_cmp(&a.0));
    let share =
        |&(adds, part): &(f64, Part)| format!("{:.0} % {}", adds / score * 100.0, part.words());
    let shares: Vec<String> = large.iter().take(MOST_PARTS).map(share).collect();
    match enumerate(&shares) {
        Some(shares) => format!("{shared} What makes the score: {shares}."),
        None => shared,
    }
}
