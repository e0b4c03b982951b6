//! What a search among the tracks has found.

use soundkin::analysis::{Hits, SearchParams, Within};
use soundkin::figures::search::{rest, said};
use soundkin::sentences::{Searched, SearchedKind};

use super::Case;

/// So many hits, of which some are left out and some on the map.
fn found(within: Within, n: u32, n_left_out: usize, n_on_map: Option<usize>) -> Vec<Searched> {
    let hits = Hits {
        params: SearchParams {
            words: "Ane Brun ".into(),
            within,
        },
        tracks: (0..n).collect(),
    };
    said(&hits, n_left_out, n_on_map)
}

pub(super) fn case(kind: SearchedKind) -> Case {
    use SearchedKind as Kind;
    use Within::{Anywhere, Artists};
    match kind {
        Kind::Holding => Case::new(found(Anywhere, 1204, 0, None), "1,204 tracks.")
            .not_so(found(Anywhere, 1, 0, None), "1 track.")
            .not(
                found(Anywhere, 0, 0, None),
                "No track holds all of these words.",
            )
            .not(found(Artists, 1204, 0, None), "by Ane Brun."),
        Kind::By => Case::new(found(Artists, 2, 0, None), "2 tracks by Ane Brun.")
            .not(found(Artists, 0, 0, None), "No track is by Ane Brun.")
            .not(found(Anywhere, 2, 0, None), "2 tracks."),
        Kind::NoneHolds => Case::new(
            found(Anywhere, 0, 0, Some(0)),
            "No track holds all of these words.",
        )
        .not(found(Anywhere, 1, 0, Some(0)), "1 track.")
        .not(found(Artists, 0, 0, None), "No track is by Ane Brun."),
        Kind::NoneBy => Case::new(found(Artists, 0, 0, None), "No track is by Ane Brun.")
            .not(found(Artists, 1, 0, None), "1 track by Ane Brun.")
            .not(
                found(Anywhere, 0, 0, None),
                "No track holds all of these words.",
            ),
        Kind::SomeAreLeftOut => Case::new(found(Anywhere, 3, 1, Some(2)), "1 of them is left out.")
            .not_so(found(Anywhere, 3, 2, Some(1)), "2 of them are left out.")
            .not(found(Anywhere, 3, 0, Some(3)), "3 tracks."),
        Kind::SomeAreNotOnMap => Case::new(
            found(Anywhere, 9, 2, Some(4)),
            "3 of them are not on this map.",
        )
        .not_so(
            found(Anywhere, 9, 2, Some(6)),
            "1 of them is not on this map.",
        )
        .not(found(Anywhere, 9, 2, Some(7)), "2 of them are left out.")
        .not(found(Anywhere, 9, 0, None), "9 tracks."),
        Kind::MoreThanListed => Case::new(rest(1254, 50), "And 1,204 more.")
            .not(rest(50, 50), "")
            .not(rest(0, 0), ""),
    }
}
