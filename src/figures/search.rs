//! What a search has found, in words.

use crate::analysis::{Hits, Within};
use crate::sentences::Searched;

/// How many tracks were found, and which of them are not to be seen as the others are: `n_left_out` are left out,
/// `n_on_map` on the map in view, where there is one.
pub fn said(hits: &Hits, n_left_out: usize, n_on_map: Option<usize>) -> Vec<Searched> {
    let n = hits.tracks.len();
    let artist = || hits.params.words.trim().to_owned();
    let first = match (hits.params.within, n) {
        (Within::Anywhere, 0) => Searched::NoneHolds,
        (Within::Artists, 0) => Searched::NoneBy { artist: artist() },
        (Within::Anywhere, n) => Searched::Holding { n },
        (Within::Artists, n) => Searched::By {
            n,
            artist: artist(),
        },
    };
    let left_out = (n_left_out > 0).then_some(Searched::SomeAreLeftOut { n: n_left_out });
    // Those left out are on no map, and that was said of them.
    let off = n_on_map.map_or(0, |on| n.saturating_sub(on + n_left_out));
    let off = (off > 0).then_some(Searched::SomeAreNotOnMap { n: off });
    [Some(first), left_out, off].into_iter().flatten().collect()
}

/// What is not listed of what was found.
pub fn rest(n_found: usize, n_listed: usize) -> Option<Searched> {
    let n = n_found.saturating_sub(n_listed);
    (n > 0).then_some(Searched::MoreThanListed { n })
}
