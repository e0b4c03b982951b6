//! The notebook's observations as measured claims, and how often tracks are recommended.

use super::context::Context;
use super::left_out;
use crate::explain::{CLAIM_RULE, EXPOSURE_RULE, claims};
use crate::figures;
use crate::pipeline::{Analysis, SpaceName};
use crate::report::{Block, ReportSection};

const HEADING: &str = "What the notebook said, measured";

pub(super) fn section(context: &Context) -> ReportSection {
    let catalog = context.catalog();
    if catalog.table.is_none() {
        return left_out(
            HEADING,
            "Left out: without a table there is nothing to compare the pictures with.",
        );
    }
    let exposure = counted_space(context.analysis).and_then(|space| context.exposure(space));
    let has_pictures = !catalog.spectrograms.is_empty();
    let claims = if has_pictures {
        claims(catalog)
    } else {
        Vec::new()
    };
    let mut blocks: Vec<Block> = claims
        .iter()
        .map(|claim| {
            let missing = match claim.missing {
                0 => String::new(),
                n => format!(" {n} with a picture lack the number."),
            };
            Block::Paragraph(format!(
                "{} ({}). {}{missing}",
                claim.statement, claim.condition, claim.sentence
            ))
        })
        .collect();
    if has_pictures {
        let figure = figures::claims::forest(&claims);
        let caption = format!("{}. {CLAIM_RULE}", figure.title);
        blocks.push(Block::figure(&figure, caption));
    } else {
        blocks.push(Block::Paragraph(
            "There are no pictures: what the notebook says about them cannot be measured.".into(),
        ));
    }
    if let Some(exposure) = exposure {
        blocks.push(Block::Paragraph(format!(
            "{}. {} {}",
            exposure.statement,
            exposure.sentence,
            exposure.counted()
        )));
        if !exposure.findings.is_empty() {
            let figure = figures::claims::exposure_forest(exposure);
            let caption = format!("{}. {EXPOSURE_RULE}", figure.title);
            blocks.push(Block::figure(&figure, caption));
        }
    }
    if has_pictures || exposure.is_some() {
        blocks.push(Block::Table(figures::claims::table(&claims, exposure)));
    }
    ReportSection {
        heading: HEADING.into(),
        sentence: "Are the notebook's observations borne out by this collection?".into(),
        blocks,
    }
}

/// The space whose recommendations are counted: that of the features where there is one.
pub(super) fn counted_space(analysis: &Analysis) -> Option<SpaceName> {
    let mut spaces = [SpaceName::Features, SpaceName::Sound].into_iter();
    spaces.find(|&space| analysis.space(space).is_some())
}
