//! What the status line says.

use super::state::{Loaded, State};
use crate::data::ColumnKind;
use crate::protocol::{Cell, ColumnInfo};
use crate::sentences::Shown;
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
    format!(
        "{message} {} could not be used.",
        counted(n_warnings, "file", "files")
    )
}

/// That a file was written before everything was computed; empty when everything was.
pub(super) fn unfinished_words(state: &State, spaces: &[SpaceName]) -> String {
    let names: Vec<_> = spaces
        .iter()
        .map(|&space| state.words(space).what)
        .collect();
    enumerate(&names).map_or_else(String::new, |names| {
        let verb = if spaces.len() == 1 { "is" } else { "are" };
        format!(
            "The analysis was written while {names} {verb} still being computed: it holds what stood before, and says so under “unfinished”."
        )
    })
}

/// That names which the person gave fit none of the clusters in view; empty when all do.
pub(super) fn waiting_names(state: &State) -> String {
    let waiting: Vec<String> = state
        .space_names()
        .flat_map(|space| state.names.waiting(space))
        .map(|name| format!("“{name}”"))
        .collect();
    enumerate(&waiting).map_or_else(String::new, |list| {
        if waiting.len() == 1 {
            format!("The name {list} fits none of these clusters. It returns with the clusters that it was given to.")
        } else {
            format!("The names {list} fit none of these clusters. They return with the clusters that they were given to.")
        }
    })
}

/// That pictures could not be read again.
pub(super) fn gone_words(n: usize) -> String {
    format!(
        "{} could not be read again, perhaps because the files were moved. What was read before stays.",
        counted(n, "picture", "pictures")
    )
}

/// Said when page and worker do not understand each other; `why` is the end of a sentence.
pub(super) fn reload(why: &str) -> String {
    format!("Reload the page: {why}. Then give it your files again.")
}
