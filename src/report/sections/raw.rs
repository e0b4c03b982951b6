//! The notebook's last grouping, of the columns as the file has them.

use super::super::contents::{Block, Chapter, ReportFigure, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use super::clusters::{tables, warnings};
use crate::figures;
use crate::figures::clusters::Means;
use crate::space::SpaceName;
use crate::wording::{counted, fixed, tracks};

const HEADING: &str = "Clusters of the raw columns";

/// k-means on the columns as the file has them.
pub(super) fn write(context: &Context) -> Option<Written> {
    let raw = context.raw_clusters()?;
    let mut blocks = Vec::new();
    if let Some(shown) = context.shown(SpaceName::Features) {
        let samples = &shown.space.samples.tracks;
        let name = |sample: usize| context.name(samples[sample]);
        let figure = figures::clusters::raw_map(raw, name, shown.palette);
        blocks.push(Block::Figure(Box::new(ReportFigure {
            chart: figure.into(),
            caption: format!(
                "{}. k-means (k = {}) on the columns as the file has them: inertia {} after {}. Each axis has a scale of its own.",
                tracks(raw.labels.len()),
                raw.profiles.profiles.len(),
                fixed(raw.inertia, 2),
                counted(raw.n_iter, "iteration", "iterations")
            ),
            beside: true,
        })));
    }
    blocks.push(Block::Paragraph(format!(
        "For comparison, without standardising. {} In the clusters by features all columns count alike.",
        figures::clusters::leading(raw)
    )));
    let names = figures::clusters::raw_names(raw);
    blocks.push(Block::Paragraph(raw.profiles.text(&names)));
    blocks.extend(tables(context, &raw.profiles, &names, Means::RAW));
    blocks.extend(warnings(&raw.profiles.names, &names));
    let question = "What if columns with large numbers count more than others?";
    Some(Written::appendix(
        ReportSection::new(Chapter::Appendix, HEADING, question).with(blocks),
    ))
}
