//! The column that says which tracks belong together: which one is proposed, and the labels of tracks.

use std::collections::HashMap;

use super::Analysis;
use crate::data::{Catalog, Column, ColumnKind, CopyRules, Table};
use crate::error::AnalysisError;
use crate::recommend::{Copies, Labelled};

/// Values that a column of labels repeats: at least, and at most.
const FEWEST_LABELS: usize = 2;
const MOST_LABELS: usize = 200;
/// Headings of columns that hold labels, the first to be asked first; a genre comes before them, an artist behind the first.
const HEADINGS: [&str; 2] = ["label", "class"];

/// How many values of a column stand with several tracks, where most of its values do: ids of which a few stand twice are
/// no labels. `None` where it says nothing.
fn n_repeated(catalog: &Catalog, column: &Column) -> Option<usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for track in catalog.taking_part() {
        if let Some(value) = catalog.row(track).and_then(|row| column.present(row)) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let repeated = counts.values().filter(|&&count| count > 1);
    let (n_repeated, n_tracks) = repeated.fold((0, 0), |(n, sum), count| (n + 1, sum + count));
    let n_present: usize = counts.values().sum();
    (n_repeated >= FEWEST_LABELS && 2 * n_tracks >= n_present).then_some(n_repeated)
}

/// The column of labels that a scorecard is made for: the one that the person chose, else a proposed one; `None` where no
/// column repeats its values.
pub fn label_column(analysis: &Analysis) -> Result<Option<String>, AnalysisError> {
    let catalog = &analysis.catalog;
    let Some(table) = catalog.table.as_deref() else {
        return Ok(None);
    };
    if let Some(chosen) = &analysis.settings.label {
        let unknown = || AnalysisError::NoColumn(chosen.clone());
        return table
            .column(chosen)
            .map(|column| Some(column.name.clone()))
            .ok_or_else(unknown);
    }
    Ok(proposed(catalog, table, &analysis.join.key_column))
}

fn proposed(catalog: &Catalog, table: &Table, key_column: &str) -> Option<String> {
    let names = catalog.name_columns();
    let with_heading = |heading: &str| {
        let mut all = table.columns.iter().map(|column| &column.name);
        all.find(|name| name.trim().eq_ignore_ascii_case(heading))
            .cloned()
    };
    let [label, class] = HEADINGS.map(with_heading);
    let named = [names.genre, label, names.artist, class];
    let named = named.into_iter().flatten().filter(|name| {
        // A column that is called so may hold numbers.
        let column = table.column(name);
        column.is_some_and(|column| n_repeated(catalog, column).is_some())
    });
    let others = table.columns.iter().filter(|column| {
        let is_name = column.name == key_column || Some(&column.name) == names.title.as_ref();
        !is_name
            && column.kind != ColumnKind::Number
            && n_repeated(catalog, column).is_some_and(|n| n <= MOST_LABELS)
    });
    named.chain(others.map(|column| column.name.clone())).next()
}

/// The columns that could be the one of labels, as the table has them.
pub(super) fn possible_labels(analysis: &Analysis) -> Vec<String> {
    let catalog = &analysis.catalog;
    let Some(table) = catalog.table.as_deref() else {
        return Vec::new();
    };
    let columns = table.columns.iter().filter(|column| {
        let is_chosen = analysis.settings.label.as_ref() == Some(&column.name);
        let is_words = column.kind != ColumnKind::Number;
        is_chosen || (is_words && n_repeated(catalog, column).is_some())
    });
    columns.map(|column| column.name.clone()).collect()
}

/// What spaces are measured by.
pub(super) struct Labels {
    /// The column of labels.
    pub(super) column: String,
    /// The column of artists, where that is another.
    pub(super) artist: Option<String>,
    copies: CopyRules,
}

/// What `analysis` is measured by; `None` where no column repeats its values.
pub(super) fn labels(analysis: &Analysis) -> Result<Option<Labels>, AnalysisError> {
    let artist = analysis.catalog.name_columns().artist;
    Ok(label_column(analysis)?.map(|column| Labels {
        artist: artist.filter(|artist| *artist != column),
        column,
        copies: analysis.settings.copies,
    }))
}

impl Labels {
    /// This column alone.
    pub(super) fn of_column(column: &str, analysis: &Analysis) -> Self {
        Self {
            column: column.to_owned(),
            artist: None,
            copies: analysis.settings.copies,
        }
    }

    /// The labels of `tracks`.
    pub(super) fn of(&self, catalog: &Catalog, tracks: &[usize]) -> Labelled {
        let text = |column: &str| -> Vec<Option<&str>> {
            let tracks = tracks.iter();
            tracks.map(|&track| catalog.text(track, column)).collect()
        };
        let masked = self.artist.as_deref().map(text);
        let copies = Copies::among(&catalog.recordings(self.copies), tracks);
        Labelled::new(text(&self.column).into_iter(), masked, copies)
    }
}
