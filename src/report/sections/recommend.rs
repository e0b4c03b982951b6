//! Recommendations for one track: by sound and by features, why, and the notebook's own beside them.

use super::super::contents::{Block, ReportSection};
use super::super::context::{Context, numbered};
use super::super::pictures::Pictures;
use super::shares::shares;
use crate::analysis::RecommendationList;
use crate::charts::{Card, CardGroup, PictureGrid};
use crate::data::TextTable;
use crate::error::AnalysisError;
use crate::figures::{score_title, scores};
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::space::{RecommendSettings, Settings, SpaceName, Spaces};
use crate::wording::capitalised;

/// Column of the artists.
const ARTISTS: usize = 2;
/// Length of that list.
const RAW_TOP: usize = 5;
/// Cards of one list with pictures: with the query two rows of five.
const MOST_CARDS: usize = 9;

pub(super) fn section(
    context: &Context,
    pictures: &mut Pictures,
) -> Result<Option<ReportSection>, AnalysisError> {
    let Some(query) = context.query else {
        return Ok(Some(ReportSection::of_words(
            "Recommendations",
            "Left out: there is no track.",
        )));
    };
    let settings = &context.analysis.settings;
    let mut blocks = Vec::new();
    for space in context.analysis.recommending() {
        blocks.extend(by(context, query, space, settings, pictures)?);
    }
    blocks.extend(by_raw_cosine(context, query, settings)?);
    let name = context.name(query);
    let is_ranked = context.catalog().popularity(query).is_some();
    Ok(Some(ReportSection {
        heading: "Recommendations".into(),
        sentence: if context.params.query.is_none() && is_ranked {
            format!("What is like “{name}”, the most popular track, and why?")
        } else {
            format!("What is like “{name}”, and why?")
        },
        blocks,
    }))
}

/// The lists of one space.
fn by(
    context: &Context,
    query: usize,
    name: SpaceName,
    settings: &Settings,
    pictures: &mut Pictures,
) -> Result<Vec<Block>, AnalysisError> {
    let words = context.words(name);
    let title = capitalised(&words.by);
    let Some(shown) = context.shown(name) else {
        return Ok(Vec::new());
    };
    let mut blocks = vec![Block::Paragraph(format!(
        "{title}. {}",
        shown.profiles.recommending
    ))];
    let Some(list) = recommend(context, query, name, settings)? else {
        blocks.push(Block::Paragraph(format!(
            "There is no list for “{}”. {}",
            context.name(query),
            words.absent
        )));
        return Ok(blocks);
    };
    blocks.extend(grid(context, query, &title, &list, pictures));
    blocks.push(Block::Table(table(context, &title, &list)));
    blocks.extend(shares(context, query, &list)?);
    // The notebook: "suggested based on cluster membership".
    let samples = &shown.space.samples.tracks;
    let within_group = Settings {
        within_cluster: true,
        ..settings.clone()
    };
    if settings.within_cluster {
        return Ok(blocks);
    }
    if let Some(own) = recommend(context, query, name, &within_group)? {
        let cluster = samples
            .iter()
            .zip(shown.labels)
            .find(|(track, _)| **track == query)
            .map_or_else(String::new, |(_, &label)| {
                numbered(label, &shown.names[label])
            });
        let title = format!("{title}, within its cluster only ({cluster})");
        blocks.push(within(context, &title, &list, &own));
    }
    Ok(blocks)
}

fn recommend(
    context: &Context,
    query: usize,
    name: SpaceName,
    settings: &Settings,
) -> Result<Option<RecommendationList>, AnalysisError> {
    context.analysis.recommender(name).map_or(Ok(None), |r| {
        r.recommend(context.catalog(), query, settings)
    })
}

fn table(context: &Context, title: &str, list: &RecommendationList) -> TextTable {
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

/// The list of the query's own group beside the list of all, `title`; without reasons, which stand there.
fn within(
    context: &Context,
    title: &str,
    all: &RecommendationList,
    own: &RecommendationList,
) -> Block {
    let tracks = |list: &RecommendationList| -> Vec<usize> {
        list.items.iter().map(|item| item.track).collect()
    };
    if tracks(all) == tracks(own) {
        return Block::Paragraph(format!("{title}: the same list."));
    }
    let mut table = table(context, title, own);
    table.headers.pop();
    for row in &mut table.rows {
        row.pop();
    }
    Block::Table(table)
}

/// The query's picture and those of its list.
fn grid(
    context: &Context,
    query: usize,
    title: &str,
    list: &RecommendationList,
    pictures: &mut Pictures,
) -> Option<Block> {
    let items = &list.items[..list.items.len().min(MOST_CARDS)];
    let wanted: Vec<Option<usize>> = std::iter::once(query)
        .chain(items.iter().map(|item| item.track))
        .map(Some)
        .collect();
    let found = pictures.of(context.catalog(), &wanted);
    if found.pictures.iter().all(Option::is_none) || items.is_empty() {
        return None;
    }
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
        n_columns: 5,
        aspect: found.aspect,
    };
    let caption = format!("{}. {}", figure.title, found.caption);
    Some(Block::figure(figure, caption.trim_end()))
}

/// The first five by the cosine of the columns as the file has them, copies included.
fn by_raw_cosine(
    context: &Context,
    query: usize,
    settings: &Settings,
) -> Result<Vec<Block>, AnalysisError> {
    let raw = RecommendSettings {
        metric: Metric::Cosine,
        scaling: Scaling::Raw,
    };
    let raw_cosine = Settings {
        top_n: RAW_TOP,
        recommending: Spaces::all(raw),
        include_copies: true,
        within_cluster: false,
        ..settings.clone()
    };
    let list = recommend(context, query, SpaceName::Features, &raw_cosine)?;
    let Some(list) = list else {
        return Ok(Vec::new());
    };
    let mut blocks = vec![
        Block::Paragraph(
            "For comparison, the cosine of the columns as the file has them. The column with the \
             largest numbers decides nearly alone, and all scores are near 1."
                .into(),
        ),
        Block::Table(table(context, "By features: cosine of raw values", &list)),
    ];
    blocks.extend(shares(context, query, &list)?);
    Ok(blocks)
}
