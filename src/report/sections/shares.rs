//! What the scores of a list are made of, column by column.

use super::super::contents::Block;
use super::super::context::Context;
use crate::analysis::{Recommendation, RecommendationList};
use crate::charts::{ShareRow, Shares};
use crate::error::AnalysisError;
use crate::explain::{Contributions, contributions};
use crate::figures::scores;
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::wording::readable;

/// What each column adds to the scores of a list; nothing for pictures.
pub(super) fn shares(
    context: &Context,
    query: usize,
    list: &RecommendationList,
) -> Result<Option<Block>, AnalysisError> {
    let Some(shown) = context.shown(list.space) else {
        return Ok(None);
    };
    let Some(columns) = &shown.space.samples.columns else {
        return Ok(None);
    };
    let values = shown.space.values(context.catalog(), list.scaling)?;
    let samples = &shown.space.samples.tracks;
    let row = |track: usize| {
        let sample = samples.iter().position(|&t| t == track)?;
        Some(values.row(sample))
    };
    let Some(of_query) = row(query) else {
        return Ok(None);
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
    let figure = Shares {
        title: "What each score is made of".into(),
        parts: columns.iter().map(|c| readable(c)).collect(),
        rows: rows
            .map(|(rank, ((item, found), score)): (usize, _)| ShareRow {
                label: format!("{rank} {}: {score}", context.name(item.track)),
                shares: found
                    .parts
                    .iter()
                    .map(|part| part.share.unwrap_or(f64::NAN))
                    .collect(),
            })
            .collect(),
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
    Ok(Some(Block::figure(
        figure,
        format!(
            "What each score is made of: each feature's share of the {what} of the {values}; shares sum to 100 %.{first}"
        ),
    )))
}
