//! How a job begins.

use super::action::Effect;
use super::state::{BegunBy, Phase, State};
use crate::protocol::{JobId, Request};

/// A new job: its number, and what the page says from now on.
pub(super) fn start_job(state: &mut State) -> JobId {
    state.job += 1;
    state.is_cancelled = false;
    state.phase = Phase::Working;
    state.progress = None;
    state.studying = None;
    state.survey = None;
    state.begun_by = BegunBy::Person;
    state.notice.clear();
    state.job
}

/// A job that the page begins by itself, with the settings in force: nothing that it says and offers gives way to it.
pub(super) fn make_quietly(state: &mut State) -> Vec<Effect> {
    state.job += 1;
    state.phase = Phase::Working;
    state.progress = None;
    state.begun_by = BegunBy::Page;
    request(state)
}

/// The job is over. Was it one that the page began by itself?
pub(super) fn end_job(state: &mut State) -> bool {
    state.phase = state.settled();
    state.progress = None;
    let is_quiet = std::mem::take(&mut state.begun_by) == BegunBy::Page;
    if is_quiet {
        state.survey = None;
    }
    is_quiet
}

/// Has everything made that the settings in force want and that does not stand yet.
pub(super) fn make(state: &mut State) -> Vec<Effect> {
    start_job(state);
    request(state)
}

fn request(state: &State) -> Vec<Effect> {
    let (job, settings) = (state.job, Box::new(state.settings.clone()));
    vec![Effect::Send(Request::Configure { job, settings })]
}
