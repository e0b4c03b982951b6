//! Which space hears what the person means.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use crate::figures::scorecard as figures;
use crate::sentences::text;

/// `None` where that was not measured: without spaces there is nothing to measure.
pub(super) fn write(context: &Context) -> Option<Written> {
    let scorecard = context.scorecard()?;
    let what = |space| context.words(space).what.into_owned();
    let section = |chapter, heading: &str| {
        ReportSection::new(chapter, heading, figures::lead(scorecard).to_string())
    };
    if scorecard.rows.is_empty() {
        let mut blocks = vec![Block::Table(figures::neighborhoods(scorecard, what))];
        let hubs = scorecard.neighborhoods.iter().filter_map(|row| {
            let what = context.words(row.space).what;
            figures::hub(row, &what, |track| context.name(track))
        });
        let hubs = hubs.map(|hub| Block::Paragraph(hub.to_string()));
        blocks.extend(hubs);
        return Some(Written::body(
            section(Chapter::Comparison, figures::HEADING).with(blocks),
        ));
    }
    let best = figures::best(scorecard).map(|row| (row, context.words(row.space).by));
    let words = best
        .as_ref()
        .map(|(row, by)| text(figures::best_words(scorecard, row, by)));
    let sampled = figures::sampled(scorecard).map(|said| said.to_string());
    let sentences = words.into_iter().chain(sampled);
    let sentences = sentences.map(Block::Paragraph).collect();
    let table = Block::Table(figures::agreement(scorecard, what));
    Some(Written {
        body: Some(section(Chapter::Comparison, figures::HEADING).with(sentences)),
        appendix: vec![section(Chapter::Appendix, "The spaces in numbers").with(vec![table])],
        gist: best
            .map(|(row, by)| figures::sentence(row, &by).to_string())
            .into_iter()
            .collect(),
    })
}
