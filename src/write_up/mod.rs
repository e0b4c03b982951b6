//! What the report says: everything the notebook showed, for this collection and these settings. In: an analysis, what
//! is in view, and the pictures as the person has them. Out: a [`Report`].
//!
//! One file a part. A part whose data is not there is one sentence that says so; whatever the input, there is a report.

mod context;
mod files;
mod groups;
mod halves;
mod maps;
mod observations;
mod parameters;
mod params;
mod pictures;
mod ranking;
mod recommending;
mod shares;
mod tracks;

pub use params::ReportParams;

use crate::error::AnalysisError;
use crate::pipeline::{Analysis, SpaceName};
use crate::report::{Report, ReportSection};
use context::Context;
use pictures::Pictures;

/// Writes the report. `picture` gives the bytes of a track's PNG, `None` where it has none or cannot be read again; the
/// pictures shown are those, or the 64 x 64 luma of the analysis where they would make the file too large.
pub fn write_up(
    analysis: &Analysis,
    params: &ReportParams,
    picture: &mut dyn FnMut(usize) -> Option<Vec<u8>>,
) -> Report {
    let context = Context::new(analysis, params);
    let pictures = &mut Pictures::new(picture);
    // The space in view comes first.
    let spaces = match params.space {
        SpaceName::Sound => [SpaceName::Sound, SpaceName::Features],
        SpaceName::Features => [SpaceName::Features, SpaceName::Sound],
    };
    let mut sections = vec![files::section(&context)];
    for space in spaces {
        sections.push(maps::section(&context, space));
        sections.extend(groups::section(&context, space, pictures));
    }
    let raw = groups::raw(&context);
    sections.extend(part("Clusters of the raw columns", raw));
    let top = ranking::section(&context, pictures);
    sections.extend(part("The first tracks", top));
    let split = halves::section(&context, pictures);
    sections.extend(part("Low and high", split));
    sections.extend(part(
        "What the notebook said",
        observations::section(&context),
    ));
    let recommended = recommending::section(&context, pictures);
    sections.extend(part("Recommendations", recommended));
    sections.push(tracks::section(&context));
    Report {
        title: "Soundkin report".into(),
        date: params.date.clone(),
        facts: files::facts(&context),
        sections,
        parameters: parameters::parameters(&context),
    }
}

/// A part that could not be made says why; one that there is nothing to say in is left out.
fn part(
    heading: &str,
    made: Result<Option<ReportSection>, AnalysisError>,
) -> Option<ReportSection> {
    made.unwrap_or_else(|error| Some(left_out(heading, error.to_string())))
}

/// A part of one sentence.
fn left_out(heading: &str, why: impl Into<String>) -> ReportSection {
    ReportSection {
        heading: heading.into(),
        sentence: why.into(),
        blocks: Vec::new(),
    }
}
