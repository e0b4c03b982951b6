//! The first tracks by a column: their pictures, their features side by side, each feature in numbers.

use super::super::contents::{Block, ReportSection};
use super::super::context::Context;
use super::super::pictures::Pictures;
use crate::charts::{BarAxis, Card, CardGroup, PictureGrid};
use crate::error::AnalysisError;
use crate::figures;
use crate::rank::{Entry, TopParams, feature_bars, top};
use crate::sentences::text;
use crate::wording::{readable, three_digits};

/// A longer list is cut in the report.
const MOST: usize = 50;

/// The ranking, as long as the report shows it; `None` where no column can be ranked by.
pub(super) fn params(context: &Context) -> Option<TopParams> {
    let params = context.params.top.clone()?;
    Some(TopParams {
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
        return Ok(Some(ReportSection::of_words(
            "The first tracks",
            "Left out: there is no numeric column to rank tracks by.",
        )));
    };
    let ranked = top(catalog, &params)?;
    let columns = context.analysis.columns();
    let bars = feature_bars(catalog, &ranked.entries, &columns, &params)?;
    let column = readable(&params.column);
    let mut blocks = vec![Block::Paragraph(text(ranked.sentences()))];
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
            text(
                figures::top::drawn(&ranked, &bars)
                    .into_iter()
                    .chain(figures::top::missing(&bars))
            )
        );
        blocks.push(Block::figure(
            figures::top::bars(&ranked, &bars, BarAxis::Scaled),
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
        .map(|(heading, entries)| CardGroup {
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
    Some(Block::figure(figure, found.caption))
}
