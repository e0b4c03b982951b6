//! What each view shows, as questions.

use super::coloring::of_map;
use super::state::{State, View};
use crate::analysis::Study;
use crate::protocol::Question;
use crate::space::SpaceName;

/// Everything that the view in front shows.
pub(super) fn of_view(state: &State) -> Vec<Question> {
    let Some(loaded) = &state.loaded else {
        return Vec::new();
    };
    let space = state.space();
    let has_space = state.spaces[space].clusters.is_some();
    match state.view {
        View::Map if has_space => {
            let mut questions = vec![
                Question::Profiles(space),
                Question::Study(Study::Quality(space)),
            ];
            questions.extend(separation(state, space));
            questions.extend(of_map(state));
            // It stands beside the lists. While timbre is still to come it would be made twice.
            let has = |name| state.spaces[name].map.is_some();
            let is_all = has(SpaceName::Timbre) || !has(SpaceName::Pixels);
            if state.selected.is_some() && is_all {
                questions.push(Question::Study(Study::Scorecard));
            }
            questions
        }
        View::Clusters if has_space => {
            let mut questions = vec![
                Question::Profiles(space),
                Question::Study(Study::Scan(space)),
            ];
            questions.extend(separation(state, space));
            if space == SpaceName::Features {
                questions.push(Question::RawClusters);
            }
            questions
        }
        View::Top => {
            let params = state.answers.top_params.as_ref();
            let params = params.or(loaded.usual.top.as_ref());
            params.cloned().map(Question::Top).into_iter().collect()
        }
        View::Compare => {
            let exposure = Question::Study(Study::Exposure(space));
            let params = state.answers.split_params.as_ref();
            let params = params.or(loaded.usual.split.as_ref());
            let split = params.cloned().map(Question::Split);
            split
                .into_iter()
                .chain([Question::Claims, exposure])
                .collect()
        }
        // The table asks for what it shows.
        View::Data if state.has_results() => {
            let scorecard = state.answers.scorecard.as_ref();
            let may_gain = scorecard.is_some_and(|known| !known.other_columns.is_empty());
            let gains = may_gain.then_some(Study::ColumnGains);
            let studies = std::iter::once(Study::Scorecard).chain(gains);
            studies.map(Question::Study).collect()
        }
        View::Map | View::Clusters | View::Data => Vec::new(),
    }
}

/// How well clusters separate that were found in less than all there is.
fn separation(state: &State, space: SpaceName) -> Option<Question> {
    let on = state.settings.spaces[space].on;
    on.is_of_less()
        .then_some(Question::Study(Study::Separation(space)))
}

/// Does the person look at what would answer it?
pub(super) fn is_in_view(state: &State, question: &Question) -> bool {
    match question {
        Question::Contributions { query, .. } => state.selected == Some(*query),
        Question::Rows(_) => state.view == View::Data,
        question => of_view(state).contains(question),
    }
}

/// Does it take so long that nobody should work on it when nobody looks?
pub(super) fn is_long(study: Study) -> bool {
    matches!(
        study,
        Study::Scan(_)
            | Study::Exposure(_)
            | Study::Quality(_)
            | Study::Separation(_)
            | Study::Scorecard
            | Study::ColumnGains
            | Study::Agreement(..)
    )
}

/// Is there no answer yet?
pub(super) fn is_lacking(state: &State, question: &Question) -> bool {
    let answers = &state.answers;
    match question {
        Question::Top(_) => answers.top.is_none(),
        Question::Split(_) => answers.split.is_none(),
        Question::Claims => answers.claims.is_none(),
        Question::RawClusters => answers.raw_clusters.is_none(),
        Question::Profiles(space) => state.answers.spaces[*space].profiles.is_none(),
        Question::Study(Study::Quality(space)) => state.answers.spaces[*space].quality.is_none(),
        Question::Study(Study::Separation(space)) => {
            state.answers.spaces[*space].separation.is_none()
        }
        Question::Study(Study::Scan(space)) => state.answers.spaces[*space].scan.is_none(),
        Question::Study(Study::Exposure(space)) => state.answers.spaces[*space].exposure.is_none(),
        Question::Study(Study::Scorecard) => answers.scorecard.is_none(),
        Question::Study(Study::ColumnGains) => answers.column_gains.is_none(),
        Question::Coloring(params) => !answers.colors.knows(params),
        Question::Study(Study::Agreement(space, column)) => {
            let known = &answers.spaces[*space].agreements;
            known.iter().all(|(of, _)| of != column)
        }
        Question::Study(_)
        | Question::Contributions { .. }
        | Question::Rows(_)
        | Question::Search(_) => false,
    }
}
