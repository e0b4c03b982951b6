//! The tracks themselves, with their features and groups.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::{Context, Shown};
use super::super::numbering::Written;
use crate::data::{TextCell, TextTable};
use crate::sentences::Reported;
use crate::space::SpaceName;
use crate::wording::{fixed, readable};

/// Rows of the table; a larger collection shows its first ones.
const MOST_ROWS: usize = 200;
/// A column with longer numbers is shortened.
const MOST_SIGNS: usize = 10;
/// Digits that tell the numbers of such a column apart: three of its range, and one more.
const DIGITS: i32 = 3;

pub(super) fn write(context: &Context) -> Written {
    let n = context.catalog().n_taking_part();
    let (table, n_shortened) = table(context);
    let mut blocks = vec![Block::Table(table)];
    if n > MOST_ROWS {
        let n_shown = MOST_ROWS;
        blocks.push(Block::Paragraph(
            Reported::FirstOf { n_shown, n }.to_string(),
        ));
    }
    if n_shortened > 0 {
        let most_signs = MOST_SIGNS;
        blocks.push(Block::Paragraph(
            Reported::Rounded { most_signs }.to_string(),
        ));
    }
    let question = "Which tracks are in this collection, and in which clusters?";
    let section = ReportSection::new(Chapter::Appendix, "All tracks", question);
    Written::appendix(section.with(blocks))
}

/// The table, and how many of its columns are shortened.
fn table(context: &Context) -> (TextTable, usize) {
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
    let mut shown = catalog.taking_part().take(MOST_ROWS);
    let with_titles =
        shown.any(|track| catalog.title(track).is_some_and(|title| !title.is_empty()));
    let fixed_headers = ["Id"].into_iter().chain(with_titles.then_some("Track"));
    let headers = fixed_headers
        .map(str::to_owned)
        .chain(spaces.iter().map(|(_, title)| title.clone()))
        .chain(columns.iter().map(|column| readable(column)));
    let mut table = TextTable::new("", headers);
    let decimals: Vec<Option<usize>> = columns.iter().map(|c| decimals(context, c)).collect();
    for track in catalog.taking_part().take(MOST_ROWS) {
        let mut row: Vec<TextCell> = vec![(&catalog.tracks[track].id).into()];
        if with_titles {
            row.push(catalog.title(track).unwrap_or_default().into());
        }
        row.extend(spaces.iter().map(|(group, _)| -> TextCell {
            let group = group[track].map(|group| (group + 1).to_string());
            group.unwrap_or_default().into()
        }));
        let cell = |(column, decimals): (&String, &Option<usize>)| -> TextCell {
            match (decimals, catalog.number(track, column)) {
                (Some(decimals), Some(number)) => {
                    TextCell::number(number, fixed(number, *decimals))
                }
                _ => catalog.text(track, column).unwrap_or_default().into(),
            }
        };
        row.extend(columns.iter().zip(&decimals).map(cell));
        table.rows.push(row);
    }
    (table, decimals.iter().flatten().count())
}

/// The decimals that a column of long numbers is rounded to; `None` where it stays as the file has it.
fn decimals(context: &Context, column: &str) -> Option<usize> {
    let catalog = context.catalog();
    let shown = || catalog.taking_part().take(MOST_ROWS);
    let is_long = |track: usize| {
        catalog
            .text(track, column)
            .is_some_and(|text| text.len() > MOST_SIGNS)
    };
    if !shown().any(is_long) {
        return None;
    }
    let numbers = shown().filter_map(|track| catalog.number(track, column));
    let (least, largest) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| {
        (a.min(x), b.max(x))
    });
    let range = largest - least;
    let magnitude = if range > 0.0 && range.is_finite() {
        range.log10().floor() as i32
    } else {
        0
    };
    Some((DIGITS - magnitude).clamp(0, 9) as usize)
}

fn group_of(context: &Context, shown: &Shown) -> Vec<Option<usize>> {
    let mut group = vec![None; context.catalog().tracks.len()];
    for (&track, &label) in shown.space.samples.tracks.iter().zip(shown.labels) {
        group[track] = Some(label);
    }
    group
}
