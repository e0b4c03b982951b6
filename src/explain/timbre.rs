//! Why two tracks are alike in timbre: the parts that make the most of their score, and what both have of them.

use super::traits::Traits;
use crate::features::timbre::{Part, TRAITS};
use crate::sentences::Alike;
use crate::sorting::sort_by;

/// A part is named where it makes at least this share of all that speaks for a score: more than its even share.
const LARGE: f64 = 0.2;
/// Parts whose shares are said, and those that are as large as the last of them.
const MOST_PARTS: usize = 2;

/// What `track` shares with `query` in the parts that count; and how much these count. `parts` are what each part adds to the
/// score, in the order of [`Part::ALL`].
pub fn timbre_reason(
    traits: &Traits,
    query: usize,
    track: usize,
    parts: &[f64; Part::ALL.len()],
) -> Vec<Alike> {
    if parts.iter().sum::<f64>() <= 0.0 {
        return vec![Alike::SpeaksAgainst];
    }
    // Parts that speak against it are negative, so that shares of the score itself can be more than all of it.
    let speaks_for: f64 = parts.iter().filter(|&&adds| adds > 0.0).sum();
    let mut large: Vec<(f64, Part)> = parts.iter().copied().zip(Part::ALL).collect();
    large.retain(|(adds, _)| *adds >= LARGE * speaks_for);
    let counts = |i: usize| {
        let part = TRAITS.get(i).map(|of| of.part);
        large.iter().any(|&(_, of)| Some(of) == part)
    };
    let shared = traits.reason(query, track, counts);
    // Stable: equal ones stay in the order of the parts.
    sort_by(&mut large, |a, b| b.0.total_cmp(&a.0));
    let least = large.get(MOST_PARTS - 1).map_or(0.0, |(adds, _)| *adds);
    large.retain(|(adds, _)| *adds >= least);
    let share = |&(adds, part): &(f64, Part)| (part.words(), adds / speaks_for);
    let parts: Vec<_> = large.iter().map(share).collect();
    let most = (!parts.is_empty()).then_some(Alike::SpeaksMost { parts });
    shared.into_iter().chain(most).collect()
}
