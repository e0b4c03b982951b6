//! The scores of a list of recommendations, for page and report.

use crate::analysis::RecommendationList;
use crate::neighbors::ScoreIs;
use crate::sentences::Lacking;
use crate::wording::fixed;

/// Scores that need more decimals to differ are as good as equal.
const MOST_DECIMALS: usize = 10;

/// The scores of a list, as long as it takes to tell neighbours apart.
pub fn scores(list: &RecommendationList) -> Vec<String> {
    let shortest = match list.score_is {
        ScoreIs::Distance => 3,
        ScoreIs::Similarity => 6,
    };
    let written = |decimals| -> Vec<String> {
        let items = list.items.iter();
        items.map(|item| fixed(item.score, decimals)).collect()
    };
    let is_clear = |decimals: &usize| {
        let scores = written(*decimals);
        scores.windows(2).all(|pair| pair[0] != pair[1])
    };
    written((shortest..MOST_DECIMALS).find(is_clear).unwrap_or(shortest))
}

/// Why a list is empty; `None` where it is not.
pub fn none_else(list: &RecommendationList) -> Option<Lacking> {
    list.items.is_empty().then_some(Lacking::OtherTrack)
}

/// What the scores of a list are, as the heading of their column.
pub fn score_title(list: &RecommendationList) -> &'static str {
    match list.score_is {
        ScoreIs::Distance => "Distance",
        ScoreIs::Similarity => "Similarity",
    }
}
