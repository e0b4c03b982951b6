//! Short questions, answered at once from what is computed.

use crate::analysis::{Analysis, Finding, Study};
use crate::error::AnalysisError;
use crate::explain::{Contributions, claims, contributions};
use crate::figures::coloring;
use crate::protocol::{Answer, Question, TopAnswer};
use crate::rank::{feature_bars, split, top};
use crate::sentences::Lacking;
use crate::space::SpaceName;

/// The answer to a short question; `None` to one that takes a while or needs more than the analysis.
pub(super) fn answer(
    question: &Question,
    analysis: &Analysis,
) -> Result<Option<Answer>, AnalysisError> {
    let catalog = &analysis.catalog;
    Ok(Some(match question {
        Question::Top(params) => {
            let top = top(catalog, params)?;
            let columns = analysis.columns();
            let bars = feature_bars(catalog, &top.entries, &columns, params)?;
            Answer::Top(TopAnswer { top, bars })
        }
        Question::Split(params) => Answer::Split(split(catalog, params)?),
        Question::Claims => Answer::Claims(claims(catalog)),
        Question::Contributions { query, track } => {
            let Some(shares) = shares(analysis, *query, *track)? else {
                let why = match analysis.space(SpaceName::Features) {
                    Some(_) => Lacking::ColumnOfTwo,
                    None => Lacking::ChosenColumns,
                };
                return Ok(Some(Answer::No(question.clone(), why.to_string())));
            };
            Answer::Contributions {
                query: *query,
                track: *track,
                contributions: shares,
            }
        }
        Question::Coloring(params) => Answer::Coloring(params.clone(), coloring(analysis, params)?),
        Question::Rows(_)
        | Question::Search(_)
        | Question::Study(_)
        | Question::Profiles(_)
        | Question::RawClusters => return Ok(None),
    }))
}

/// What a study found, as an answer.
pub(super) fn found(study: Study, finding: Finding) -> Answer {
    match (study, finding) {
        (Study::Profiles(space), Finding::Profiles(profiles)) => Answer::Profiles(space, profiles),
        (_, Finding::RawClusters(clusters)) => Answer::RawClusters(clusters),
        (_, finding) => Answer::Found(study, finding),
    }
}

/// Why a study finds nothing.
pub(super) fn nothing(study: Study) -> Answer {
    let why = match study {
        Study::Profiles(_) => Lacking::Clusters,
        Study::RawClusters => Lacking::ChosenColumns,
        Study::Scorecard => Lacking::AnySpace,
        // A change that leaves nothing to try is no fault.
        Study::ColumnGains => return Answer::Found(study, Finding::ColumnGains(None)),
        Study::Agreement(..) => return Answer::Found(study, Finding::Agreement(None)),
        Study::Scan(_) | Study::Exposure(_) | Study::Quality(_) | Study::Separation(_) => {
            Lacking::Tracks
        }
    };
    Answer::No(Question::of(study), why.to_string())
}

/// What each column adds to the score of two tracks in feature space, compared as the settings say; `None` where one of
/// them is not there.
fn shares(
    analysis: &Analysis,
    query: usize,
    track: usize,
) -> Result<Option<Contributions>, AnalysisError> {
    let Some(space) = analysis.space(SpaceName::Features) else {
        return Ok(None);
    };
    let way = analysis.settings.recommending[SpaceName::Features];
    let values = space.values(&analysis.catalog, way.scaling)?;
    let row = |track| space.samples.tracks.iter().position(|&t| t == track);
    let columns = space.samples.columns.as_deref().unwrap_or_default();
    Ok(row(query).zip(row(track)).map(|(query, track)| {
        let (query, track) = (values.row(query), values.row(track));
        contributions(way.metric, columns, &query, &track)
    }))
}
