//! The line at the foot: what is going on, in words, with a way to stop it or go on.

use yew::prelude::*;

use super::parts::controls::value_of;
use crate::page::{Action, Scheme, View};
use crate::progress::{Progress, Stage};
use crate::wording::{capitalised, grouped};

/// Properties of [`Footer`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Does a job run that the person began?
    pub is_working: bool,
    /// How far the job is.
    pub progress: Option<Progress>,
    /// How far the report is that is being written.
    pub reporting: Option<Progress>,
    /// How far the second look at the pictures is, or what follows from it.
    pub survey: Option<Progress>,
    /// The status in words.
    pub status: String,
    /// Something to know about what was just done.
    pub notice: String,
    /// Files that a cancelled job left unread.
    pub unread: usize,
    /// Was the last job cancelled?
    pub is_cancelled: bool,
    /// Light or dark.
    pub scheme: Scheme,
    /// Remarks about files.
    pub n_warnings: usize,
    /// Opens the list of keys.
    pub show_keys: Callback<MouseEvent>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// The line at the foot.
#[component]
pub(super) fn Footer(props: &Props) -> Html {
    let act = |action: Action| {
        let act = props.act.clone();
        move |_: MouseEvent| act.emit(action.clone())
    };
    let is_working = props.is_working;
    let progress = if is_working {
        props.progress
    } else {
        props.reporting
    };
    let is_laying_out = progress.is_some_and(|progress| progress.stage == Stage::Tsne);
    let bar = progress.filter(|progress| progress.total > 0);
    html! {
        <footer class="foot">
            <p class="status" role="status">{&props.status}</p>
            if !props.notice.is_empty() {
                <p class="notice" id="notice" role="status">{&props.notice}</p>
            }
            if let Some(survey) = props.survey.filter(|_| !is_working) {
                <p class="muted" id="survey">{survey.to_string()}</p>
                <button class="button small" id="stop-survey" onclick={act(Action::Cancel)}>{"Stop"}</button>
            }
            if let Some(progress) = bar {
                <progress max={progress.total.to_string()} value={progress.done.to_string()} aria-label={progress.stage.to_string()} />
            }
            if is_working || props.reporting.is_some() {
                <button class="button" id="cancel" onclick={act(Action::Cancel)}>
                    { if is_laying_out { "Stop and keep the map" } else { "Cancel" } }
                </button>
            } else if props.unread > 0 || props.is_cancelled {
                <button class="button" id="continue" onclick={act(Action::Continue)}>
                    { match props.unread {
                        0 => "Go on".to_string(),
                        1 => "Read the other file".to_string(),
                        n => format!("Read the other {} files", grouped(n)),
                    } }
                </button>
            }
            if props.n_warnings > 0 && !is_working {
                <button class="link" id="show-warnings" onclick={act(Action::ShowView(View::Data))}>
                    { match props.n_warnings {
                        1 => "1 remark about the files".to_string(),
                        n => format!("{} remarks about the files", grouped(n)),
                    } }
                </button>
            }
            <div class="foot-end">
                <button class="link" id="show-keys" onclick={props.show_keys.clone()}>{"Keys"}</button>
                <select id="theme" aria-label="Theme" onchange={props.act.reform(|event: Event| Action::UseScheme(Scheme::named(&value_of(&event))))}>
                    { for Scheme::ALL.into_iter().map(|scheme| html! {
                        <option value={scheme.name()} selected={scheme == props.scheme}>{capitalised(scheme.name())}</option>
                    }) }
                </select>
            </div>
        </footer>
    }
}
