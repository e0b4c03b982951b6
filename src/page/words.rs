//! What the status line says.

use super::state::{Loaded, State};
use crate::data::ColumnKind;
use crate::join::JoinReport;
use crate::protocol::{Cell, ColumnInfo};
use crate::sentences::{Ended, Lacking, Purpose, Shown};
use crate::space::SpaceName;
use crate::wording::{counted, enumerate, grouped, taking_part};

/// The status line of finished work.
pub(super) fn summary(loaded: &Loaded, has_map: bool) -> String {
    let report = &loaded.report;
    let mut parts = vec![taking_part(loaded.tracks.len(), loaded.left_out.len())];
    if loaded.has_table && report.decoded > 0 {
        parts.push(format!(
            "{} of {} rows have a picture",
            grouped(report.rows_with_picture),
            grouped(report.rows)
        ));
    }
    if report.matched == 0 {
        parts.extend(report.reason.clone());
    }
    let unread = report.images - report.decoded.min(report.images);
    if unread > 0 {
        parts.push(format!(
            "{} of {} could not be read",
            grouped(unread),
            counted(report.images, "picture", "pictures")
        ));
    }
    if !has_map && !loaded.tracks.is_empty() {
        parts.push(no_map(loaded));
    }
    parts.join(" · ")
}

/// Why there are tracks and no map.
fn no_map(loaded: &Loaded) -> String {
    let pictures = (loaded.report.decoded == 0).then_some("there is no picture");
    let is_number = |column: &ColumnInfo| column.kind == ColumnKind::Number;
    let numbers = if loaded.columns.iter().any(is_number) {
        "no track has a number in each of the chosen columns"
    } else {
        "no column is read as numbers"
    };
    let why: Vec<&str> = pictures.into_iter().chain([numbers]).collect();
    enumerate(&why).map_or_else(String::new, |why| format!("No map: {why}"))
}

/// Why a track is shown that nobody chose: `cells` are its row, `popularity` the column of that meaning.
pub fn first_words(cells: &[Cell], popularity: Option<&str>) -> Shown {
    let cell = cells.iter().find(|cell| Some(&*cell.column) == popularity);
    // The share of the range is 1 for the largest number alone; where all are equal it is a half.
    let most = cell.and_then(|cell| Some((cell, cell.number.as_ref().filter(|n| n.share >= 1.0)?)));
    match most {
        Some((cell, number)) => Shown::NoneIsHigher {
            column: cell.column.clone(),
            value: number.text.clone(),
        },
        None => Shown::ToBeginWith,
    }
}

pub(super) fn failure(message: &str, n_warnings: usize) -> String {
    if n_warnings == 0 {
        return message.to_string();
    }
    format!("{message} {}", Ended::Unusable { n: n_warnings })
}

/// That a file was written before everything was computed; `None` when everything was.
pub(super) fn while_unfinished(state: &State, spaces: &[SpaceName]) -> Option<Ended> {
    let spaces = spaces.iter();
    let spaces: Vec<String> = spaces
        .map(|&space| state.words(space).what.into_owned())
        .collect();
    (!spaces.is_empty()).then_some(Ended::Unfinished { spaces })
}

/// That names which the person gave fit none of the clusters in view; `None` when all do.
pub(super) fn waiting_names(state: &State) -> Option<Ended> {
    let waiting = state
        .space_names()
        .flat_map(|space| state.names.waiting(space));
    names_wait(waiting.cloned().collect())
}

/// That these names fit none of the clusters in view; `None` where there are none.
pub fn names_wait(names: Vec<String>) -> Option<Ended> {
    (!names.is_empty()).then_some(Ended::NamesWait { names })
}

/// That a name was given to another cluster than that which has it now; `None` where it was not.
pub fn name_carried(is_carried: bool) -> Option<Ended> {
    is_carried.then_some(Ended::NameCarried)
}

/// That a part of the page was given up while it was doing `what`; `None` where it was not.
pub fn given_up(is_given_up: bool, what: &str) -> Option<Ended> {
    is_given_up.then(|| Ended::GivenUp {
        what: what.to_owned(),
    })
}

/// Why nothing can be ranked of itself, or compared.
pub fn lacking(loaded: &Loaded, to: Purpose) -> Lacking {
    let has_numbers = loaded.numeric_columns().next().is_some();
    Lacking::to(to, loaded.has_table, has_numbers)
}

/// Why a track never gets a list in a space of sound; `None` where it may get one.
pub fn no_sound(loaded: &Loaded, track: usize, space: SpaceName) -> Option<Lacking> {
    let is_silent = space.is_of_sound() && !loaded.tracks.has_picture(track);
    is_silent.then(|| loaded.words(space).absent)
}

/// That all of these tracks were left out; `None` where one was not, or there are none.
pub fn out_of_everything(loaded: &Loaded, tracks: &[usize]) -> Option<Shown> {
    let are_out = tracks.iter().all(|&track| loaded.is_left_out(track));
    (are_out && !tracks.is_empty()).then_some(Shown::OutOfEverything)
}

/// What becomes of the tracks that the person left out; `None` where there are none.
pub fn nothing_holds_them(loaded: &Loaded) -> Option<Shown> {
    let n_left_out = loaded.left_out.len();
    (n_left_out > 0).then(|| Shown::NothingHoldsThem {
        n_tracks: loaded.tracks.len(),
        n_left_out,
    })
}

/// How many pictures another key would give a row; `None` where none is proposed.
pub fn would_match(report: &JoinReport) -> Option<Shown> {
    report.proposal.as_ref().map(|proposed| Shown::WouldMatch {
        n: proposed.matches,
        of: report.decoded,
        column: proposed.column.clone(),
        pattern: proposed.pattern.to_string(),
    })
}

/// Said when page and worker do not understand each other; `why` is the end of a sentence.
pub(super) fn reload(why: &str) -> String {
    format!("Reload the page: {why}. Then give it your files again.")
}
