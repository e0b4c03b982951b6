//! What the report says, a part per file. A part whose data is not there is one sentence that says so.

mod cards;
pub(super) mod claims;
mod clusters;
pub(super) mod files;
mod list;
mod map;
mod parameters;
mod raw;
pub(super) mod recommend;
mod scorecard;
mod shares;
mod split;
mod top;
mod tracks;

use super::contents::{Chapter, ReportSection};
use super::context::Context;
use super::numbering::Written;
use super::pictures::Pictures;
use crate::error::AnalysisError;
use crate::space::SpaceName;

/// A part of the work.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// The figure of the first page.
    Opening,
    Files,
    Map(SpaceName),
    Groups(SpaceName),
    Raw,
    Recommendations,
    Scorecard,
    Top,
    Split,
    Observations,
    Settings,
    /// What could not be measured.
    Failures,
    Tracks,
}

impl Part {
    /// Nothing where there is nothing to say.
    pub(super) fn write(self, context: &Context, pictures: &mut Pictures) -> Vec<Written> {
        match self {
            // The work itself knows of these.
            Self::Opening | Self::Failures => Vec::new(),
            Self::Files => vec![files::write(context)],
            Self::Map(space) => vec![map::write(context, space)],
            Self::Groups(space) => clusters::write(context, space, pictures)
                .into_iter()
                .collect(),
            Self::Raw => raw::write(context).into_iter().collect(),
            Self::Recommendations => part(
                Chapter::Recommendations,
                "",
                recommend::write(context, pictures),
            ),
            Self::Scorecard => scorecard::write(context).into_iter().collect(),
            Self::Top => one("The first tracks", top::write(context, pictures)),
            Self::Split => one("Low and high", split::write(context, pictures)),
            Self::Observations => vec![claims::write(context)],
            Self::Settings => vec![parameters::write(context)],
            Self::Tracks => vec![tracks::write(context)],
        }
    }
}

fn one(heading: &str, made: Result<Written, AnalysisError>) -> Vec<Written> {
    part(
        Chapter::Comparison,
        heading,
        made.map(|written| vec![written]),
    )
}

/// A part that could not be made says why.
fn part(
    chapter: Chapter,
    heading: &str,
    made: Result<Vec<Written>, AnalysisError>,
) -> Vec<Written> {
    made.unwrap_or_else(|error| {
        let section = ReportSection::new(chapter, heading, error.to_string());
        vec![Written::body(section)]
    })
}
