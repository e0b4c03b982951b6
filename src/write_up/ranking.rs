//! The first tracks by a column: their pictures, their features side by side, each feature in numbers.

use super::context::Context;
use super::left_out;
use super::pictures::Pictures;
use crate::compare::{Entry, Order, Scope, TopParams, feature_bars, top};
use crate::error::AnalysisError;
use crate::explain::{readable, three_digits};
use crate::features::audio::default_columns;
use crate::figures;
use crate::plot::charts::{BarAxis, Card, PictureGrid, Section};
use crate::report::{Block, ReportSection};

/// Length of the notebook's list.
const NOTEBOOK_TOP: usize = 10;
/// A longer list is cut in the report.
const MOST: usize = 50;

/// The ranking in view, else the notebook's; `None` where no column can be ranked by.
pub(super) fn params(context: &Context) -> Option<TopParams> {
    let catalog = context.catalog();
    let given = context.params.top.clone();
    let default = || {
        let table = catalog.table.as_deref()?;
        let popularity = catalog.popularity_column().map(|c| c.name.clone());
        let columns = || default_columns(table, &context.analysis.join.key_column);
        Some(TopParams {
            column: popularity.or_else(|| columns().into_iter().next())?,
            n: NOTEBOOK_TOP,
            order: Order::Descending,
            scope: Scope::default_for(catalog),
        })
    };
    given.or_else(default).map(|params| TopParams {
        n: params.n.min(MOST),
        ..params
    })
}

pub(super) fn section(
    context: &Context,
    pictures: &mut Pictures,
) -> Result<Option<ReportSection>, AnalysisError> {
    let catalog = context.catalog();
    let Some(params) = params(context) else {
        return Ok(Some(left_out(
            "The first tracks",
            "Left out: there is no numeric column to rank tracks by.",
        )));
    };
    let ranked = top(catalog, &params)?;
    let columns = context.analysis.columns();
    let bars = feature_bars(catalog, &ranked.entries, &columns, params.scope)?;
    let column = readable(&params.column);
    let mut blocks = vec![Block::Paragraph(ranked.sentence())];
    blocks.extend(grid(
        context,
        format!("The first by {column}"),
        &column,
        vec![(String::new(), &ranked.entries)],
        pictures,
    ));
    if !bars.columns.is_empty() {
        let caption = format!(
            "Each feature from its least (0) to its largest value (1) in all rows that take part. {}",
            figures::top::missing(&bars)
        );
        blocks.push(Block::figure(
            &figures::top::bars(&ranked, &bars, BarAxis::Scaled),
            caption.trim_end(),
        ));
        blocks.push(Block::Table(figures::top::summary(&ranked, &bars)));
    }
    Ok(Some(ReportSection {
        heading: format!("The first tracks by {column}"),
        sentence: "Which tracks lead, what do they look like, and what have they in common?".into(),
        blocks,
    }))
}

/// Pictures of rows under headings; `None` where none has a picture.
pub(super) fn grid(
    context: &Context,
    title: String,
    column: &str,
    parts: Vec<(String, &[Entry])>,
    pictures: &mut Pictures,
) -> Option<Block> {
    let all = parts.iter().flat_map(|(_, entries)| *entries);
    let wanted: Vec<Option<usize>> = all.map(|entry| entry.track).collect();
    let found = pictures.of(context.catalog(), &wanted);
    if found.pictures.iter().all(Option::is_none) {
        return None;
    }
    let mut shown = found.pictures.into_iter();
    let mut card = |entry: &Entry| Card {
        picture: shown.next().flatten(),
        title: entry.name.clone(),
        artist: entry.artists.clone().unwrap_or_default(),
        value: format!("{column} {}", three_digits(entry.value)),
    };
    let sections = parts
        .into_iter()
        .map(|(heading, entries)| Section {
            heading,
            cards: entries.iter().map(&mut card).collect(),
        })
        .collect();
    let figure = PictureGrid {
        title,
        value_title: column.to_owned(),
        sections,
        n_columns: 5,
        aspect: found.aspect,
    };
    Some(Block::figure(&figure, found.caption))
}
