//! What the report says, a section per file. A section whose data is not there is one sentence that says so.

pub(super) mod claims;
pub(super) mod clusters;
pub(super) mod files;
pub(super) mod map;
pub(super) mod parameters;
pub(super) mod recommend;
pub(super) mod scorecard;
mod shares;
pub(super) mod split;
pub(super) mod top;
pub(super) mod tracks;

use super::contents::ReportSection;
use super::context::Context;
use super::pictures::Pictures;
use crate::error::AnalysisError;
use crate::space::SpaceName;

/// A part of the report.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Files,
    Map(SpaceName),
    Groups(SpaceName),
    Raw,
    Top,
    Split,
    Observations,
    Scorecard,
    Recommendations,
    Tracks,
}

impl Part {
    /// `None` where there is nothing to say.
    pub(super) fn section(
        self,
        context: &Context,
        pictures: &mut Pictures,
    ) -> Option<ReportSection> {
        match self {
            Self::Files => Some(files::section(context)),
            Self::Map(space) => Some(map::section(context, space)),
            Self::Groups(space) => clusters::section(context, space, pictures),
            Self::Raw => clusters::raw(context),
            Self::Top => part("The first tracks", top::section(context, pictures)),
            Self::Split => part("Low and high", split::section(context, pictures)),
            Self::Observations => Some(claims::section(context)),
            Self::Scorecard => scorecard::section(context),
            Self::Recommendations => part("Recommendations", recommend::section(context, pictures)),
            Self::Tracks => Some(tracks::section(context)),
        }
    }
}

/// A part that could not be made says why; one that there is nothing to say in is left out.
fn part(
    heading: &str,
    made: Result<Option<ReportSection>, AnalysisError>,
) -> Option<ReportSection> {
    made.unwrap_or_else(|error| Some(ReportSection::of_words(heading, error.to_string())))
}
