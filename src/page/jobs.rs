//! How a job begins.

use super::action::Effect;
use super::state::{Phase, State};
use crate::protocol::{JobId, Request};

/// A new job: its number, and what the page says from now on.
pub(super) fn start_job(state: &mut State) -> JobId {
    state.job += 1;
    state.is_cancelled = false;
    state.phase = Phase::Working;
    state.progress = None;
    state.studying = None;
    state.survey = None;
    state.notice.clear();
    state.job
}

/// Has everything made that the settings in force want and that does not stand yet.
pub(super) fn make(state: &mut State) -> Vec<Effect> {
    let job = start_job(state);
    let settings = Box::new(state.settings.clone());
    vec![Effect::Send(Request::Configure { job, settings })]
}
