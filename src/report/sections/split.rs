//! The collection in two by a column: a sample of each side, their mean pictures and the difference.

use super::super::contents::{Block, ReportSection};
use super::super::context::Context;
use super::super::pictures::Pictures;
use super::top::grid;
use crate::error::AnalysisError;
use crate::figures;
use crate::rank::split;
use crate::sentences::text;
use crate::wording::readable;

pub(super) fn section(
    context: &Context,
    pictures: &mut Pictures,
) -> Result<Option<ReportSection>, AnalysisError> {
    let Some(params) = &context.params.split else {
        return Ok(Some(ReportSection::of_words(
            "Low and high",
            "Left out: there is no numeric column to split tracks by.",
        )));
    };
    let split = split(context.catalog(), params)?;
    let column = readable(&params.column);
    let words = [
        format!("Low is {}", split.low.sentence()),
        format!("High is {}", split.high.sentence()),
    ];
    let more = split.left_out().into_iter().chain(split.brightness());
    let words = words.into_iter().chain(more.map(|said| said.to_string()));
    let mut blocks = vec![Block::Paragraph(text(words))];
    blocks.extend(grid(
        context,
        format!("Low and high {column}"),
        &column,
        vec![
            (format!("Low: {}", split.low.rule), &split.low.sample),
            (format!("High: {}", split.high.rule), &split.high.sample),
        ],
        pictures,
    ));
    if split.low.picture.is_some() || split.high.picture.is_some() {
        blocks.push(Block::figure(
            figures::split::pictures(&split),
            text(figures::split::caption(&split)),
        ));
    }
    blocks.push(Block::Table(figures::split::sides(&split)));
    Ok(Some(ReportSection {
        heading: format!("Low and high {column}"),
        sentence: format!("What does {column} look like?"),
        blocks,
    }))
}
