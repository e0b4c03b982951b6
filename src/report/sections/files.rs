//! What was loaded: counts of files and rows, how they met, what could not be read.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use crate::data::TextTable;
use crate::error::by_reason;
use crate::figures::kinds;
use crate::join::JoinReport;
use crate::space::SpaceName;
use crate::wording::{counted, enumerate, grouped, taking_part};

/// Up to this many names stand beside a number.
const MOST_NAMES: usize = 20;
/// Remarks listed one by one; more are counted.
const MOST_REMARKS: usize = 50;

/// What the report was made from, one sentence each.
pub(crate) fn facts(context: &Context) -> Vec<String> {
    let join = &context.analysis.join;
    let catalog = context.catalog();
    let (n_tracks, n_left_out) = (catalog.tracks.len(), catalog.left_out().len());
    let by_hand = if n_left_out > 0 { " by hand" } else { "" };
    let taking_part = taking_part(n_tracks, n_left_out);
    let mut facts = vec![format!("{taking_part}{by_hand} in this collection.")];
    if join.images > 0 {
        let broken = join.images.saturating_sub(join.decoded);
        facts.push(match (join.images, broken) {
            (1, 0) => "1 picture, which is readable.".into(),
            (1, _) => "1 picture, which could not be read.".into(),
            (n, 0) => format!("{} pictures, all of them readable.", grouped(n)),
            (n, broken) => format!(
                "{} pictures, of which {} could not be read.",
                grouped(n),
                grouped(broken)
            ),
        });
    }
    let drawn = kinds::summary(&catalog.kinds).into_iter();
    let drawn = drawn.chain(kinds::warning(&catalog.kinds));
    facts.extend(drawn.map(|said| said.to_string()));
    if let Some(table) = &catalog.table {
        facts.push(format!(
            "{}: {}, {}; {} a picture.",
            table.file,
            counted(table.n_rows, "row", "rows"),
            counted(table.columns.len(), "column", "columns"),
            counted(join.rows_with_picture, "row has", "rows have")
        ));
    }
    if let Some(features) = context.shown(SpaceName::Features) {
        let left_out = features.space.samples.left_out.len();
        if left_out > 0 {
            facts.push(format!(
                "{} out of feature space.",
                counted(
                    left_out,
                    "track lacks a chosen feature and is left",
                    "tracks lack a chosen feature and are left"
                )
            ));
        }
    }
    facts.push(format!(
        "Made by Soundkin {} from files that stayed where they are; this document fetches nothing.",
        env!("CARGO_PKG_VERSION")
    ));
    facts
}

pub(super) fn write(context: &Context) -> Written {
    let mut blocks = how_joined(context);
    blocks.extend(how_read(context));
    let n_remarks = by_reason(&context.analysis.warnings).len();
    blocks.push(Block::Paragraph(if n_remarks == 0 {
        "No file was left out and nothing in them was doubtful.".into()
    } else {
        format!(
            "{} about files in the appendix.",
            counted(n_remarks, "remark stands", "remarks stand")
        )
    }));
    let mut details: Vec<Block> = shared(&context.analysis.join)
        .into_iter()
        .map(Block::Table)
        .collect();
    details.push(Block::Table(counts(context)));
    details.extend(remarks(context));
    let question = "Did the files load, and did pictures and rows find each other?";
    Written {
        body: Some(ReportSection::new(Chapter::Files, "", question).with(blocks)),
        appendix: vec![
            ReportSection::new(
                Chapter::Appendix,
                "Files in numbers",
                "How many there are of each, and which.",
            )
            .with(details),
        ],
        gist: Vec::new(),
    }
}

/// How pictures and rows found each other, or what is not there.
fn how_joined(context: &Context) -> Vec<Block> {
    let mut blocks = Vec::new();
    let join = &context.analysis.join;
    if context.catalog().table.is_some() && join.images > 0 {
        blocks.push(Block::Paragraph(format!(
            "A picture belongs to the one row whose “{}” is the id in its file name, {}, or the same in another spelling; each step takes only what those before left over.",
            join.key_column, join.pattern
        )));
        blocks.extend(join.reason.clone().map(Block::Paragraph));
        blocks.push(Block::Table(steps(join)));
        blocks.extend(tables(join).map(Block::Table));
    } else if join.images == 0 {
        blocks.push(Block::Paragraph(
            "There are no pictures: everything that needs them is left out.".into(),
        ));
    } else {
        blocks.push(Block::Paragraph(
            "There is no table: everything that needs its columns is left out.".into(),
        ));
    }
    blocks
}

/// How tables were read.
fn how_read(context: &Context) -> Vec<Block> {
    let mut blocks = Vec::new();
    for reading in context
        .analysis
        .readings
        .tables
        .iter()
        .filter(|reading| reading.error.is_none())
    {
        blocks.push(Block::Paragraph(format!(
            "How {} was read: {}",
            reading.file,
            reading.in_words()
        )));
    }
    for names in &context.analysis.readings.names {
        let how = names.guess.as_ref().map_or_else(
            || format!("They were read as {}, as chosen.", names.encoding),
            Clone::clone,
        );
        blocks.push(Block::Paragraph(format!(
            "How the names in {} were read: {how}",
            names.file
        )));
    }
    blocks
}

/// What each step of the join found.
fn steps(join: &JoinReport) -> TextTable {
    let headers = ["Step", "Pictures", "For example"];
    let mut table = TextTable::new("How pictures found their row", headers);
    for count in join.steps.iter().filter(|count| count.matched > 0) {
        let examples = count
            .examples
            .iter()
            .map(|(file, key)| format!("{file} is {key}"));
        let examples: Vec<String> = examples.collect();
        table.push([
            count.step.to_string(),
            grouped(count.matched),
            examples.join("; "),
        ]);
    }
    table
}

/// Keys that joined nothing because they fit several pictures or rows.
fn shared(join: &JoinReport) -> Option<TextTable> {
    let headers = ["Key", "Pictures", "Rows"];
    let mut table = TextTable::new("Keys that fit several pictures or rows", headers);
    for shared in join.ambiguous.iter().take(MOST_NAMES) {
        let (images, rows) = (&shared.images, &shared.rows);
        table.push([
            shared.key.clone(),
            named(images, images.len()),
            named(rows, rows.len()),
        ]);
    }
    (!join.ambiguous.is_empty()).then_some(table)
}

/// How each of several tables is used.
fn tables(join: &JoinReport) -> Option<TextTable> {
    let mut table = TextTable::new("Tables", ["File", "Rows", "Use"]);
    for used in &join.tables {
        table.push([used.file.clone(), grouped(used.rows), used.role.to_string()]);
    }
    (!join.tables.is_empty()).then_some(table)
}

fn counts(context: &Context) -> TextTable {
    let join = &context.analysis.join;
    let catalog = context.catalog();
    let mut table = TextTable::new("Pictures and rows", ["What", "How many", "Which"]);
    let mut row = |what: &str, n: usize, which: &[String]| {
        table.push([what.into(), grouped(n), named(which, n)]);
    };
    if join.images > 0 {
        row("Picture files", join.images, &[]);
        row("Pictures read", join.decoded, &[]);
    }
    if catalog.table.is_some() {
        row("Rows of the table", join.rows, &[]);
        if join.images > 0 {
            row("Pictures with a row", join.matched, &[]);
            row(
                "Pictures without a row",
                join.orphan_images.len(),
                &join.orphan_images,
            );
            row("Rows with a picture", join.rows_with_picture, &[]);
            let title = |&row: &u32| {
                let title = catalog.row_title(row as usize).map(str::to_owned);
                title.unwrap_or_else(|| format!("row {}", row + 1))
            };
            let without = &join.indices_without_picture;
            let few = without.len() <= MOST_NAMES;
            let titles: Vec<String> = without.iter().filter(|_| few).map(title).collect();
            row("Rows without a picture", join.rows_without_picture, &titles);
        }
        if join.ignored_files > 0 {
            row("System files passed over", join.ignored_files, &[]);
        }
        row(
            "Ids in more than one row",
            join.duplicate_ids.len(),
            &join.duplicate_ids,
        );
    }
    if table.rows.iter().all(|row| row[2].is_empty()) {
        table.headers.pop();
        table.rows.iter_mut().for_each(|row| row.truncate(2));
    }
    table
}

/// The names behind a number, where they are few.
fn named(names: &[String], n: usize) -> String {
    let shown = &names[..names.len().min(MOST_NAMES)];
    match enumerate(shown) {
        Some(_) if n > shown.len() => {
            format!("{} and {} more", shown.join(", "), grouped(n - shown.len()))
        }
        Some(list) => list,
        None => String::new(),
    }
}

fn remarks(context: &Context) -> Vec<Block> {
    let warnings = &context.analysis.warnings;
    if warnings.is_empty() {
        return Vec::new();
    }
    let mut table = TextTable::new("Remarks about files", ["File", "Line", "Remark"]);
    let remarks = by_reason(warnings);
    for remark in remarks.iter().take(MOST_REMARKS) {
        let lines: Vec<String> = remark.lines().map(|line| line.to_string()).collect();
        let files = remark.files();
        let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
        table.push([
            named(&files, files.len()),
            named(&lines, lines.len()),
            remark.reason.to_owned(),
        ]);
    }
    let mut blocks = vec![Block::Table(table)];
    if remarks.len() > MOST_REMARKS {
        let more = grouped(remarks.len() - MOST_REMARKS);
        blocks.push(Block::Paragraph(format!("And {more} more.")));
    }
    blocks
}
