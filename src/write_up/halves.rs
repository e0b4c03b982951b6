//! The collection in two by a column: a sample of each side, their mean pictures and the difference.

use super::context::Context;
use super::left_out;
use super::pictures::Pictures;
use super::ranking::grid;
use crate::compare::{Scope, SplitParams, split};
use crate::error::AnalysisError;
use crate::explain::readable;
use crate::features::audio::default_columns;
use crate::figures;
use crate::report::{Block, ReportSection};

/// The column of the notebook.
const ENERGY: &str = "energy";

/// The comparison in view, else the notebook's; `None` where no column can be split.
pub(super) fn params(context: &Context) -> Option<SplitParams> {
    let catalog = context.catalog();
    let default = || {
        let table = catalog.table.as_deref()?;
        let energy = catalog.numeric_column(ENERGY).map(|c| c.name.clone());
        let columns = || default_columns(table, &context.analysis.join.key_column);
        let column = energy.or_else(|| columns().into_iter().next())?;
        Some(SplitParams::of(&column, Scope::default_for(catalog)))
    };
    context.params.split.clone().or_else(default)
}

pub(super) fn section(
    context: &Context,
    pictures: &mut Pictures,
) -> Result<Option<ReportSection>, AnalysisError> {
    let Some(params) = params(context) else {
        return Ok(Some(left_out(
            "Low and high",
            "Left out: there is no numeric column to split tracks by.",
        )));
    };
    let split = split(context.catalog(), &params)?;
    let column = readable(&params.column);
    let words = [
        format!("Low is {}", split.low.sentence()),
        format!("High is {}", split.high.sentence()),
        split.left_out(),
        split.brightness(),
    ];
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|s| !s.is_empty())
        .collect();
    let mut blocks = vec![Block::Paragraph(words.join(" "))];
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
            &figures::split::pictures(&split),
            figures::split::caption(&split),
        ));
    }
    blocks.push(Block::Table(figures::split::sides(&split)));
    Ok(Some(ReportSection {
        heading: format!("Low and high {column}"),
        sentence: format!("What does {column} look like?"),
        blocks,
    }))
}
