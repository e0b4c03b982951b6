//! The collection in two by a column: a sample of each side, their mean pictures and the difference.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use super::super::pictures::Pictures;
use super::top::grid;
use crate::error::AnalysisError;
use crate::figures;
use crate::rank::split;
use crate::sentences::{Purpose, text};
use crate::wording::readable;

pub(super) fn write(context: &Context, pictures: &mut Pictures) -> Result<Written, AnalysisError> {
    let Some(params) = &context.params.split else {
        let why = context.lacking(Purpose::Compare).to_string();
        return Ok(Written::body(ReportSection::new(
            Chapter::Comparison,
            "Low and high",
            why,
        )));
    };
    let split = split(context.catalog(), params)?;
    let column = readable(&params.column);
    let heading = format!("Low and high {column}");
    let words = [
        format!("Low is {}", split.low.sentence()),
        format!("High is {}", split.high.sentence()),
    ];
    let more = split.left_out().into_iter().chain(split.brightness());
    let words = text(words.into_iter().chain(more.map(|said| said.to_string())));
    let samples = grid(
        context,
        &heading,
        &column,
        vec![
            (format!("Low: {}", split.low.rule), &split.low.sample),
            (format!("High: {}", split.high.rule), &split.high.sample),
        ],
        pictures,
    );
    let mut blocks = Vec::new();
    if split.low.picture.is_some() || split.high.picture.is_some() {
        blocks.push(Block::figure(
            figures::split::pictures(&split),
            text(figures::split::caption(&split)),
        ));
    }
    blocks.push(Block::Paragraph(words));
    let mut details = samples;
    details.push(Block::Table(figures::split::sides(&split)));
    let question = format!("What does {column} look like?");
    let section = |chapter, heading| ReportSection::new(chapter, heading, question.clone());
    let in_numbers = format!("{heading} in numbers");
    Ok(Written {
        appendix: vec![section(Chapter::Appendix, in_numbers).with(details)],
        body: Some(section(Chapter::Comparison, heading).with(blocks)),
        gist: Vec::new(),
    })
}
