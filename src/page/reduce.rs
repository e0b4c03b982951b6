//! The one place where the page's state changes: pure, so that every sequence of actions can be tested.

use super::action::{Action, Effect};
use super::jobs::{make, start_job};
use super::questions::{
    ask, ask_for_colors, ask_for_report, ask_for_view, give_up, leave, turn_to,
};
use super::searching::search;
use super::select::{choose, select};
use super::selecting::select_many;
use super::state::{OwnWay, Phase, State};
use super::told::{fail, told};
use super::words::reload;
use crate::analysis::RowsParams;
use crate::figures::ClusterColors;
use crate::progress::Stage;
use crate::protocol::{MapColumns, Request};
use crate::sentences::Ended;
use crate::space::Settings;
use crate::wording::grouped;

/// What `state` becomes, and what is to be done.
#[must_use]
pub fn reduce(mut state: State, action: Action) -> (State, Vec<Effect>) {
    let effects = match action {
        Action::GiveFiles(paths) => give_files(&mut state, paths),
        Action::Continue => {
            let job = start_job(&mut state);
            state.unread = 0;
            let settings = Box::new(state.settings.clone());
            vec![Effect::Send(Request::Continue { job, settings })]
        }
        Action::Cancel => cancel(&mut state),
        Action::GiveUp => give_up(&mut state),
        Action::Configure(settings) => configure(&mut state, *settings),
        Action::LeaveOut(tracks) => take_part(&mut state, &tracks, false),
        Action::PutBack(tracks) => take_part(&mut state, &tracks, true),
        Action::UseReference(follows) => use_reference(&mut state, follows),
        Action::ShowSpace(space) => {
            state.chosen_space = Some(space);
            state.hovered = None;
            let mut effects = leave(&mut state);
            effects.extend(ask_for_view(&mut state));
            effects
        }
        Action::ShowView(view) => turn_to(&mut state, view),
        Action::Visit(view, id) => {
            let mut effects = turn_to(&mut state, view);
            effects.extend(visit(&mut state, id.as_deref()));
            effects
        }
        Action::Ask(question) => ask(&mut state, question),
        Action::Save(name, media_type, bytes) => vec![Effect::Download {
            name,
            media_type,
            bytes,
        }],
        Action::NameCluster(space, cluster, name) => {
            state.names.give(space, cluster, &name);
            Vec::new()
        }
        Action::ColorPoints(by) => {
            state.chosen_colors = by;
            [leave(&mut state), ask_for_colors(&mut state)].concat()
        }
        Action::UseColors(colors) => {
            state.colors = colors;
            let asked = ask_for_colors(&mut state);
            [vec![Effect::KeepColors(colors)], asked].concat()
        }
        Action::UseScheme(scheme) => {
            state.scheme = scheme;
            vec![Effect::KeepScheme(scheme)]
        }
        Action::Arrange(panels) => {
            state.panels = panels;
            vec![Effect::KeepPanels(panels)]
        }
        Action::UseBarAxis(axis) => {
            state.bar_axis = axis;
            Vec::new()
        }
        Action::Select(track) => choose(&mut state, track),
        Action::SelectMany(step) => {
            select_many(&mut state, step);
            Vec::new()
        }
        Action::Search(step) => search(&mut state, step),
        Action::Hover(track) => {
            state.hovered = track.filter(|&track| track < state.n_tracks());
            Vec::new()
        }
        Action::ExportAnalysis => export(&mut state, Export::Analysis),
        Action::ExportRows { params, with_map } => {
            export(&mut state, Export::Rows { params, with_map })
        }
        Action::ExportReport => export(&mut state, Export::Report),
        Action::Told(message) => told(&mut state, message),
        Action::Misread(why) => fail(&mut state, reload(&why.to_string())),
        Action::Fail(message) => fail(&mut state, message),
        Action::Say(message) => {
            state.status = message;
            Vec::new()
        }
    };
    (state, effects)
}

/// A file that the worker writes.
enum Export {
    Analysis,
    Rows { params: RowsParams, with_map: bool },
    Report,
}

fn export(state: &mut State, wanted: Export) -> Vec<Effect> {
    if state.loaded.is_none() {
        return Vec::new();
    }
    state.notice.clear();
    match wanted {
        Export::Analysis => {
            let query = state.selected;
            vec![Effect::Send(Request::Document { query })]
        }
        Export::Rows { params, with_map } => {
            let space = state.space();
            let of_map = with_map.then(|| MapColumns {
                space,
                cluster_names: state.cluster_names(space),
            });
            vec![Effect::Send(Request::Table(params, of_map))]
        }
        Export::Report => {
            state.is_reporting = true;
            state.status = if state.phase == Phase::Working {
                Ended::ReportFollows.to_string()
            } else {
                Stage::Report.to_string()
            };
            ask_for_report(state).into_iter().collect()
        }
    }
}

fn give_files(state: &mut State, paths: Vec<String>) -> Vec<Effect> {
    if paths.is_empty() {
        state.status = Ended::NoFiles.to_string();
        return Vec::new();
    }
    let job = start_job(state);
    state.unread = 0;
    state.status = format!("Reading {} files", grouped(paths.len()));
    let settings = Box::new(state.settings.clone());
    vec![Effect::Send(Request::Load {
        job,
        paths,
        settings,
    })]
}

fn configure(state: &mut State, settings: Settings) -> Vec<Effect> {
    if state.settings == settings {
        return Vec::new();
    }
    state.settings = settings;
    if state.loaded.is_none() {
        return Vec::new();
    }
    make(state)
}

/// Puts tracks back, or leaves them out. The one in question stays so, to be put back where it was left out.
fn take_part(state: &mut State, tracks: &[usize], is_wanted: bool) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else {
        return Vec::new();
    };
    let mut settings = state.settings.clone();
    let known = loaded.tracks.files.iter().zip(loaded.tracks.ids.iter());
    if is_wanted {
        settings.left_out.put_back(known, tracks);
    } else {
        settings.left_out.leave_out(known, tracks);
    }
    let is_in_question = |selected| tracks.contains(&selected);
    state.is_chosen |= state.selected.is_some_and(is_in_question);
    configure(state, settings)
}

/// What reference mode takes the place of is given back when it is left.
fn use_reference(state: &mut State, is_wanted: bool) -> Vec<Effect> {
    let mut settings = state.settings.clone();
    if settings.is_reference == is_wanted {
        return Vec::new();
    }
    if is_wanted {
        state.own_way = Some(OwnWay {
            sound_space: settings.sound_space,
            recommending: settings.recommending.clone(),
            include_copies: settings.include_copies,
            n_init: settings.n_init,
            frame: settings.frame,
            colors: state.colors,
        });
        state.colors = ClusterColors::Reference;
        return configure(state, settings.as_reference());
    }
    let usual = Settings::default();
    let own = state.own_way.take().unwrap_or(OwnWay {
        sound_space: usual.sound_space,
        recommending: usual.recommending,
        include_copies: usual.include_copies,
        n_init: usual.n_init,
        frame: usual.frame,
        colors: ClusterColors::default(),
    });
    settings.is_reference = false;
    settings.sound_space = own.sound_space;
    settings.recommending = own.recommending;
    settings.include_copies = own.include_copies;
    settings.n_init = own.n_init;
    settings.frame = own.frame;
    state.colors = own.colors;
    configure(state, settings)
}

/// What runs in front of the person is stopped: a job, else the report, else the second look at the pictures.
fn cancel(state: &mut State) -> Vec<Effect> {
    if state.phase == Phase::Working {
        return vec![Effect::Send(Request::Cancel)];
    }
    if state.is_reporting {
        state.is_reporting = false;
        state.studying = None;
        state.status = Ended::CancelledReport.to_string();
        return vec![Effect::Send(Request::CancelReport)];
    }
    if state.survey.take().is_some() {
        return vec![Effect::Send(Request::CancelSurvey)];
    }
    Vec::new()
}

/// Selects the track of an id once more, or none.
fn visit(state: &mut State, id: Option<&str>) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else {
        return Vec::new();
    };
    let track = id.and_then(|id| loaded.tracks.ids.iter().position(|of| of == id));
    // One that is gone changes nothing.
    if track.is_none() && id.is_some() {
        return Vec::new();
    }
    select(state, track)
}
