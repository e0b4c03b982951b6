//! The notebook's last grouping, of the columns as the file has them.

use super::super::contents::{Block, Chapter, ReportFigure, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use super::clusters::{tables, warnings};
use crate::figures;
use crate::figures::clusters::Means;
use crate::sentences::Reported;
use crate::space::SpaceName;

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
                "{} Each axis has a scale of its own.",
                Reported::RawGrouping {
                    n_tracks: raw.labels.len(),
                    k: raw.profiles.profiles.len(),
                    inertia: raw.inertia,
                    n_iter: raw.n_iter,
                }
            ),
            beside: true,
        })));
    }
    blocks.push(Block::Paragraph(format!(
        "For comparison, without standardising. {} In the clusters by features the columns are standardised first.",
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
