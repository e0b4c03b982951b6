//! Which space hears what the person means.

use super::super::contents::{Block, ReportSection};
use super::super::context::Context;
use crate::figures::scorecard as figures;
use crate::sentences::text;

/// `None` where that was not measured: without spaces there is nothing to measure.
pub(super) fn section(context: &Context) -> Option<ReportSection> {
    let scorecard = context.scorecard()?;
    let what = |space| context.words(space).what.into_owned();
    let mut blocks = Vec::new();
    if scorecard.rows.is_empty() {
        blocks.push(Block::Table(figures::neighborhoods(scorecard, what)));
        let hubs = scorecard.neighborhoods.iter().filter_map(|row| {
            let what = context.words(row.space).what;
            figures::hub(row, &what, |track| context.name(track))
        });
        blocks.extend(hubs.map(|hub| Block::Paragraph(hub.to_string())));
    } else {
        let best = figures::best(scorecard).map(|row| {
            text(figures::best_words(
                scorecard,
                row,
                &context.words(row.space).by,
            ))
        });
        let sampled = figures::sampled(scorecard).map(|said| said.to_string());
        blocks.extend(best.into_iter().chain(sampled).map(Block::Paragraph));
        blocks.push(Block::Table(figures::agreement(scorecard, what)));
    }
    Some(ReportSection {
        heading: figures::HEADING.into(),
        sentence: figures::lead(scorecard).to_string(),
        blocks,
    })
}
