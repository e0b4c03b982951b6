//! The tracks themselves, with their features and groups.

use super::super::contents::{Block, ReportSection};
use super::super::context::{Context, Shown};
use crate::data::TextTable;
use crate::space::SpaceName;
use crate::wording::{grouped, readable};

/// Rows of the table; a larger collection shows its first ones.
const MOST_ROWS: usize = 200;

pub(super) fn section(context: &Context) -> ReportSection {
    let n = context.catalog().n_taking_part();
    let mut blocks = vec![Block::Table(table(context))];
    if n > MOST_ROWS {
        blocks.push(Block::Paragraph(format!(
            "The first {} of {} tracks.",
            grouped(MOST_ROWS),
            grouped(n)
        )));
    }
    ReportSection {
        heading: "Tracks".into(),
        sentence: "Which tracks are in this collection, and in which clusters?".into(),
        blocks,
    }
}

fn table(context: &Context) -> TextTable {
    let catalog = context.catalog();
    let spaces = context.analysis.names();
    let spaces: Vec<(Vec<Option<usize>>, String)> = spaces
        .filter_map(|name| {
            let group = group_of(context, context.shown(name)?);
            Some((group, format!("Cluster {}", context.words(name).by)))
        })
        .collect();
    let columns = context
        .shown(SpaceName::Features)
        .and_then(|shown| shown.space.samples.columns.clone())
        .unwrap_or_default();
    let with_table = catalog.table.is_some();
    let fixed_headers = ["Id"].into_iter().chain(with_table.then_some("Track"));
    let headers = fixed_headers
        .map(str::to_owned)
        .chain(spaces.iter().map(|(_, title)| title.clone()))
        .chain(columns.iter().map(|column| readable(column)));
    let mut table = TextTable::new("", headers);
    for track in catalog.taking_part().take(MOST_ROWS) {
        let mut row = vec![catalog.tracks[track].id.clone()];
        if with_table {
            row.push(catalog.title(track).unwrap_or_default().to_owned());
        }
        row.extend(spaces.iter().map(|(group, _)| {
            group[track].map_or_else(String::new, |group| (group + 1).to_string())
        }));
        // As the file has them.
        let cell = |column: &String| catalog.text(track, column).unwrap_or_default().to_owned();
        row.extend(columns.iter().map(cell));
        table.push(row);
    }
    table
}

fn group_of(context: &Context, shown: &Shown) -> Vec<Option<usize>> {
    let mut group = vec![None; context.catalog().tracks.len()];
    for (&track, &label) in shown.space.samples.tracks.iter().zip(shown.labels) {
        group[track] = Some(label);
    }
    group
}
