//! A list of recommendations as pictures and as a table, whole and in two parts.

use super::super::contents::Block;
use super::super::context::Context;
use super::super::pictures::Pictures;
use super::cards;
use crate::analysis::RecommendationList;
use crate::charts::{Card, CardGroup, PictureGrid};
use crate::data::TextTable;
use crate::error::AnalysisError;
use crate::figures::{score_title, scores};
use crate::space::{Settings, SpaceName};

/// Column of the artists.
const ARTISTS: usize = 2;

/// The list of one space; `None` where the query is not in it.
pub(super) fn recommend(
    context: &Context,
    query: usize,
    name: SpaceName,
    settings: &Settings,
) -> Result<Option<RecommendationList>, AnalysisError> {
    context.analysis.recommender(name).map_or(Ok(None), |r| {
        r.recommend(context.catalog(), query, settings)
    })
}

/// Ranks, scores and reasons.
pub(super) fn table(context: &Context, title: &str, list: &RecommendationList) -> TextTable {
    let headers = ["Rank", "Track", "Artists", score_title(list), "Why"];
    let mut table = TextTable::new(title, headers);
    let items = list.items.iter().zip(scores(list));
    for (rank, (item, score)) in (1..).zip(items) {
        let rank: usize = rank;
        table.push([
            rank.to_string(),
            context.name(item.track),
            context.artists(item.track),
            score,
            item.reason.clone(),
        ]);
    }
    // No table of tracks, no artists.
    if table.rows.iter().all(|row| row[ARTISTS].is_empty()) {
        table.headers.remove(ARTISTS);
        for row in &mut table.rows {
            row.remove(ARTISTS);
        }
    }
    table
}

/// The first pictures, and all others.
pub(super) fn parted(mut grid: PictureGrid, remark: &str, n: usize) -> (Vec<Block>, Vec<Block>) {
    let mut others = grid.clone();
    for (first, others) in grid.sections.iter_mut().zip(&mut others.sections) {
        others.cards = first.cards.split_off(n.min(first.cards.len()));
    }
    let details = if others.sections.iter().all(|group| group.cards.is_empty()) {
        Vec::new()
    } else {
        cards::figures(&others, remark)
    };
    (cards::figures(&grid, remark), details)
}

/// The first rows, and all others.
pub(super) fn cut(mut table: TextTable, n: usize) -> [TextTable; 2] {
    let others = table.rows.split_off(n.min(table.rows.len()));
    let others = TextTable {
        title: format!("{}, the others", table.title),
        headers: table.headers.clone(),
        rows: others,
    };
    [table, others]
}

/// The query's picture and those of its list.
pub(super) fn grid(
    context: &Context,
    query: usize,
    title: &str,
    list: &RecommendationList,
    n_cards: usize,
    pictures: &mut Pictures,
) -> Option<(PictureGrid, String)> {
    let items = &list.items[..list.items.len().min(n_cards)];
    let wanted: Vec<Option<usize>> = std::iter::once(query)
        .chain(items.iter().map(|item| item.track))
        .map(Some)
        .collect();
    let found = pictures.of(context.catalog(), &wanted);
    if found.pictures.iter().all(Option::is_none) || items.is_empty() {
        return None;
    }
    let remark = found.caption();
    let mut shown = found.pictures.into_iter();
    let mut card = |track: usize, value: String| Card {
        picture: shown.next().flatten(),
        title: context.name(track),
        artist: context.artists(track),
        value,
    };
    let mut cards = vec![card(query, "the track itself".into())];
    for (rank, (item, score)) in (1..).zip(items.iter().zip(scores(list))) {
        cards.push(card(item.track, format!("{rank}: {score}")));
    }
    let figure = PictureGrid {
        title: format!(
            "{title}: “{}” and what is nearest to it",
            context.name(query)
        ),
        value_title: score_title(list).into(),
        sections: vec![CardGroup {
            heading: String::new(),
            cards,
        }],
        n_columns: cards::N_COLUMNS,
        aspect: found.aspect,
    };
    Some((figure, remark))
}
