//! The notebook's observations as measured claims, and how often tracks are recommended.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use crate::analysis::Analysis;
use crate::explain::{CLAIM_RULE, EXPOSURE_RULE, claims};
use crate::figures;
use crate::sentences::Reported;
use crate::space::SpaceName;

const HEADING: &str = "Common claims";

pub(super) fn write(context: &Context) -> Written {
    let catalog = context.catalog();
    if catalog.table.is_none() {
        let why = Reported::NothingToCompareWith.to_string();
        return Written::appendix(ReportSection::new(Chapter::Appendix, HEADING, why));
    }
    let counted = counted_space(context.analysis, context.params.space);
    let exposure = counted.and_then(|space| Some((space, context.exposure(space)?)));
    let has_pictures = catalog.has_pictures();
    let claims = if has_pictures {
        claims(catalog)
    } else {
        Vec::new()
    };
    let mut blocks: Vec<Block> = claims
        .iter()
        .map(|claim| {
            let missing = figures::claims::missing(claim);
            let missing = missing.map_or_else(String::new, |said| format!(" {said}"));
            Block::Paragraph(format!(
                "{} ({}). {}{missing}",
                claim.statement, claim.condition, claim.sentence
            ))
        })
        .collect();
    if !claims.is_empty() {
        let figure = figures::claims::forest(&claims);
        let caption = format!("{}. {CLAIM_RULE}", figure.title);
        blocks.push(Block::figure(figure, caption));
    } else if !has_pictures {
        blocks.push(Block::Paragraph(Reported::NothingToMeasure.to_string()));
    }
    if let Some((space, exposure)) = exposure {
        let counted = exposure.counted(&context.words(space).by);
        // Without the columns that it speaks of nothing is claimed.
        blocks.push(Block::Paragraph(if exposure.parts.is_empty() {
            counted.to_string()
        } else {
            format!("{}. {} {counted}", exposure.statement, exposure.sentence)
        }));
        if !exposure.parts.is_empty() {
            let figure = figures::claims::exposure_forest(exposure);
            let caption = format!("{}. {EXPOSURE_RULE}", figure.title);
            blocks.push(Block::figure(figure, caption));
        }
    }
    let table = figures::claims::table(&claims, exposure.map(|(_, exposure)| exposure));
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    let question = "Often said of music and its spectrograms. Is it true of these tracks?";
    Written::appendix(ReportSection::new(Chapter::Appendix, HEADING, question).with(blocks))
}

/// The space whose lists are counted: the one in view, else the first that there is.
pub(crate) fn counted_space(analysis: &Analysis, in_view: SpaceName) -> Option<SpaceName> {
    let mut spaces = std::iter::once(in_view).chain(analysis.names());
    spaces.find(|&space| analysis.space(space).is_some())
}
