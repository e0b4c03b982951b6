//! What the scores of a list are made of, column by column.

use super::super::contents::Block;
use super::super::context::Context;
use crate::analysis::{Recommendation, RecommendationList};
use crate::charts::{ShareRow, Shares};
use crate::data::{TextCell, TextTable};
use crate::error::AnalysisError;
use crate::explain::{Contributions, contributions};
use crate::figures::scores;
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::sorting::{order, sort_by_key};
use crate::wording::{part, readable};

/// Bars in one figure: with its heading it fits on a page.
const MOST_BARS: usize = 8;
/// Features in colours of their own; with more, the least are one part.
const MOST_PARTS: usize = 8;

/// What each column adds to the scores of a list; nothing for pictures.
pub(super) fn shares(
    context: &Context,
    query: usize,
    list: &RecommendationList,
) -> Result<Vec<Block>, AnalysisError> {
    let Some(shown) = context.shown(list.space) else {
        return Ok(Vec::new());
    };
    let Some(columns) = &shown.space.samples.columns else {
        return Ok(Vec::new());
    };
    let values = shown.space.values(context.catalog(), list.scaling)?;
    let samples = &shown.space.samples.tracks;
    let row = |track: usize| {
        let sample = samples.iter().position(|&t| t == track)?;
        Some(values.row(sample))
    };
    let Some(of_query) = row(query) else {
        return Ok(Vec::new());
    };
    let made: Vec<(&Recommendation, Contributions)> = list
        .items
        .iter()
        .filter_map(|item| {
            let found = contributions(list.metric, columns, &of_query, &row(item.track)?);
            Some((item, found))
        })
        .collect();
    let rows = (1..).zip(made.iter().zip(scores(list)));
    let rows = rows.map(|(rank, ((item, found), score)): (usize, _)| ShareRow {
        label: format!("{rank} {}: {score}", context.name(item.track)),
        shares: found
            .parts
            .iter()
            .map(|part| part.share.unwrap_or(f64::NAN))
            .collect(),
    });
    let whole = Shares {
        title: "What each score is made of".into(),
        parts: columns.iter().map(|c| readable(c)).collect(),
        rows: rows.collect(),
    };
    let (what, values) = match (list.metric, list.scaling) {
        (Metric::Euclidean, Scaling::Standardised) => ("squared distance", "standardised values"),
        (Metric::Euclidean, Scaling::Raw) => ("squared distance", "values as the file has them"),
        (Metric::Cosine, Scaling::Standardised) => ("cosine", "standardised values"),
        (Metric::Cosine, Scaling::Raw) => ("cosine", "values as the file has them"),
    };
    let first = made.first().map_or_else(String::new, |(_, found)| {
        format!(" The first: {}", found.sentence())
    });
    let caption = format!(
        "What each score is made of: each feature's share of the {what} of the {values}; shares sum to 100 %.{first}"
    );
    let mut blocks = figures(&with_few_parts(&whole), &caption);
    if whole.parts.len() > MOST_PARTS {
        blocks.push(Block::Table(in_numbers(&whole)));
    }
    Ok(blocks)
}

/// The same in figures of few bars each. The caption stands below the last.
fn figures(whole: &Shares, caption: &str) -> Vec<Block> {
    let n = whole.rows.len().div_ceil(MOST_BARS).max(1);
    let n_each = whole.rows.len().div_ceil(n).max(1);
    let parts = whole.rows.chunks(n_each).enumerate();
    let figure = |(i, rows): (usize, &[ShareRow])| {
        let part = Shares {
            rows: rows.to_vec(),
            ..whole.clone()
        };
        Block::figure(part, if i + 1 == n { caption } else { "" })
    };
    parts.map(figure).collect()
}

/// The features that make most of all scores, and the others as one.
fn with_few_parts(whole: &Shares) -> Shares {
    if whole.parts.len() <= MOST_PARTS {
        return whole.clone();
    }
    let size = |part: usize| -> f64 {
        let shares = whole.rows.iter().filter_map(|row| row.shares.get(part));
        shares
            .filter(|share| share.is_finite())
            .map(|share| share.abs())
            .sum()
    };
    let sizes: Vec<f64> = (0..whole.parts.len()).map(size).collect();
    let mut largest = order(sizes.len(), &|a, b| sizes[b].total_cmp(&sizes[a]));
    let others = largest.split_off(MOST_PARTS - 1);
    sort_by_key(&mut largest, |part| *part);
    let row = |row: &ShareRow| {
        let share = |part: &usize| row.shares.get(*part).copied().unwrap_or(f64::NAN);
        let rest: f64 = others
            .iter()
            .map(share)
            .filter(|share| share.is_finite())
            .sum();
        ShareRow {
            label: row.label.clone(),
            shares: largest.iter().map(share).chain([rest]).collect(),
        }
    };
    let names = largest.iter().map(|&part| whole.parts[part].clone());
    Shares {
        title: whole.title.clone(),
        parts: names.chain([format!("{} others", others.len())]).collect(),
        rows: whole.rows.iter().map(row).collect(),
    }
}

/// A row a feature, a column a rank.
fn in_numbers(whole: &Shares) -> TextTable {
    let ranks = (1..=whole.rows.len()).map(|rank| rank.to_string());
    let headers = std::iter::once("Feature".to_owned()).chain(ranks);
    let mut table = TextTable::new("What each score is made of, by rank", headers);
    for (i, name) in whole.parts.iter().enumerate() {
        let share = |row: &ShareRow| match row.shares.get(i) {
            Some(&share) if share.is_finite() => TextCell::number(share, part(share)),
            _ => TextCell::default(),
        };
        let name = std::iter::once(TextCell::from(name));
        table.push(name.chain(whole.rows.iter().map(share)));
    }
    table
}
