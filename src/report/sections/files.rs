//! What was loaded: counts of files and rows, how they met, what could not be read.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use crate::data::TextTable;
use crate::error::by_reason;
use crate::figures::kinds;
use crate::join::JoinReport;
use crate::sentences::Filed;
use crate::space::SpaceName;
use crate::wording::{enumerate, grouped};

/// Up to this many names stand beside a number.
const MOST_NAMES: usize = 20;
/// Remarks listed one by one; more are counted.
const MOST_REMARKS: usize = 50;

/// What the report was made from, one sentence each.
pub(crate) fn facts(context: &Context) -> Vec<String> {
    let join = &context.analysis.join;
    let catalog = context.catalog();
    let (n_tracks, n_left_out) = (catalog.tracks.len(), catalog.left_out().len());
    let take_part = Filed::TakePart {
        n_tracks,
        n_left_out,
    };
    let mut facts = vec![take_part.to_string()];
    facts.extend(pictures(join).map(|said| said.to_string()));
    let drawn = kinds::summary(&catalog.kinds).into_iter();
    let drawn = drawn.chain(kinds::warning(&catalog.kinds));
    facts.extend(drawn.map(|said| said.to_string()));
    if let Some(table) = &catalog.table {
        let holds = Filed::TableHolds {
            file: table.file.clone(),
            n_rows: table.n_rows,
            n_columns: table.columns.len(),
            n_with_picture: join.rows_with_picture,
        };
        facts.push(holds.to_string());
    }
    facts.extend(left_out(context).map(|said| said.to_string()));
    facts.push(format!(
        "Made by Soundkin {} from files that stayed where they are; this document fetches nothing.",
        env!("CARGO_PKG_VERSION")
    ));
    facts
}

/// Which of the pictures could be read; `None` without pictures.
fn pictures(join: &JoinReport) -> Option<Filed> {
    let n_unread = join.images.saturating_sub(join.decoded);
    match (join.images, n_unread) {
        (0, _) => None,
        (1, _) => Some(Filed::OnePicture {
            is_read: n_unread == 0,
        }),
        (n, 0) => Some(Filed::AllPicturesRead { n }),
        (n, n_unread) => Some(Filed::PicturesUnread { n, n_unread }),
    }
}

/// Tracks that lack what is compared by features; `None` where there is no such space or none lacks it.
fn left_out(context: &Context) -> Option<Filed> {
    let features = context.shown(SpaceName::Features)?;
    let n_samples = features.space.matrix.n_samples();
    let n = context.catalog().n_taking_part().saturating_sub(n_samples);
    let words = context.words(SpaceName::Features);
    (n > 0).then(|| Filed::LeftOutOf {
        n,
        lack: words.lack.into_owned(),
        by: words.by.into_owned(),
    })
}

pub(super) fn write(context: &Context) -> Written {
    let mut blocks = how_joined(context);
    blocks.extend(how_read(context));
    let n_remarks = by_reason(&context.analysis.warnings).len();
    let remarks_stand = match n_remarks {
        0 => Filed::NoRemarks,
        n => Filed::RemarksStand { n },
    };
    blocks.push(Block::Paragraph(remarks_stand.to_string()));
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
        let joined = Filed::JoinedBy {
            column: join.key_column.clone(),
            pattern: join.pattern.to_string(),
        };
        blocks.push(Block::Paragraph(joined.to_string()));
        blocks.extend(join.reason.clone().map(Block::Paragraph));
        blocks.push(Block::Table(steps(join)));
        blocks.extend(tables(join).map(Block::Table));
    } else if join.images == 0 {
        blocks.push(Block::Paragraph(Filed::NoPictures.to_string()));
    } else {
        blocks.push(Block::Paragraph(Filed::NoTable.to_string()));
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
            || {
                let encoding = names.encoding.clone();
                Filed::NamesReadAs { encoding }.to_string()
            },
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
        let n = remarks.len() - MOST_REMARKS;
        blocks.push(Block::Paragraph(Filed::MoreRemarks { n }.to_string()));
    }
    blocks
}
