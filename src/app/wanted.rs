//! What each view shows, as questions.

use super::state::{State, View};
use crate::compare::{Order, Scope, SplitParams, TopParams};
use crate::pipeline::{SpaceName, Study};
use crate::protocol::Question;

/// Length of the first ranking shown, as in the notebook.
const TOP_N: usize = 10;

/// Everything that the view in front shows.
pub(super) fn of_view(state: &State) -> Vec<Question> {
    let Some(loaded) = &state.loaded else {
        return Vec::new();
    };
    let space = state.space();
    let has_space = state.space_view(space).groups.is_some();
    let scope = if loaded.report.rows_with_picture > 0 {
        Scope::Pictured
    } else {
        Scope::All
    };
    // As in the notebook: ranked by popularity, compared by energy.
    let column = |preferred: &Option<String>| {
        let first = || loaded.numeric_columns().next().map(str::to_owned);
        preferred.clone().or_else(first)
    };
    let known = &loaded.report.columns;
    match state.view {
        View::Map if has_space => vec![
            Question::Profiles(space),
            Question::Study(Study::Quality(space)),
        ],
        View::Clusters if has_space => {
            let mut questions = vec![
                Question::Profiles(space),
                Question::Study(Study::Scan(space)),
            ];
            if space == SpaceName::Features {
                questions.push(Question::RawGroups);
            }
            questions
        }
        View::Top => {
            let default = || {
                Some(TopParams {
                    column: column(&known.popularity)?,
                    n: TOP_N,
                    order: Order::Descending,
                    scope,
                })
            };
            let params = state.answers.top_params.clone().or_else(default);
            params.map(Question::Top).into_iter().collect()
        }
        View::Compare => {
            let split = column(&known.energy)
                .map(|column| Question::Split(SplitParams::of(&column, scope)));
            let exposure = Question::Study(Study::Exposure(space));
            split
                .into_iter()
                .chain([Question::Claims, exposure])
                .collect()
        }
        // The table asks for what it shows.
        View::Map | View::Clusters | View::Data => Vec::new(),
    }
}

/// The longer question that this is, if it is one.
pub(super) fn study_of(question: &Question) -> Option<Study> {
    match question {
        Question::Study(study) => Some(*study),
        Question::Profiles(space) => Some(Study::Profiles(*space)),
        Question::RawGroups => Some(Study::RawGroups),
        _ => None,
    }
}

/// Does it take so long that nobody should work on it when nobody looks?
pub(super) fn is_long(study: Study) -> bool {
    matches!(
        study,
        Study::Scan(_) | Study::Exposure(_) | Study::Quality(_)
    )
}

/// Is there no answer yet?
pub(super) fn is_lacking(state: &State, question: &Question) -> bool {
    let answers = &state.answers;
    match question {
        Question::Top(_) => answers.top.is_none(),
        Question::Split(_) => answers.split.is_none(),
        Question::Claims => answers.claims.is_none(),
        Question::RawGroups => answers.raw_groups.is_none(),
        Question::Profiles(space) => state.answers_about(*space).profiles.is_none(),
        Question::Study(Study::Quality(space)) => state.answers_about(*space).quality.is_none(),
        Question::Study(Study::Scan(space)) => state.answers_about(*space).scan.is_none(),
        Question::Study(Study::Exposure(space)) => state.answers_about(*space).exposure.is_none(),
        Question::Study(_) | Question::Shares { .. } | Question::Rows(_) => false,
    }
}
