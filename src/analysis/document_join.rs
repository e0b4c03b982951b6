//! The join as the analysis document has it.

use serde::Serialize;

use super::collection::common_folder;
use crate::join::{
    Ambiguous, Candidate, JoinReport, KnownColumns, Step, StepCount, TableRole, TableUse,
};

/// Numbers, names and steps of the join.
#[derive(Serialize)]
pub(super) struct JoinNumbers<'a> {
    images: usize,
    decoded: usize,
    rows: usize,
    matched: usize,
    rows_with_picture: usize,
    rows_without_picture: usize,
    orphan_images: &'a [String],
    duplicate_ids: &'a [String],
    key_column: &'a str,
    pattern: String,
    steps: Vec<StepEntry<'a>>,
    ambiguous: &'a [Ambiguous],
    /// Why little or nothing was joined.
    reason: Option<&'a str>,
    /// A key that would join more.
    proposal: Option<&'a Candidate>,
    columns: &'a KnownColumns,
    /// How each of several tables is used.
    tables: Vec<TableEntry<'a>>,
}

/// How one of several tables is used.
#[derive(Serialize)]
struct TableEntry<'a> {
    file: &'a str,
    /// Below the folder that all tables share: what is above it differs between a folder that is dropped, its files alone,
    /// and the command line.
    path: &'a str,
    rows: usize,
    role: &'a TableRole,
}

#[derive(Serialize)]
struct StepEntry<'a> {
    step: Step,
    matched: usize,
    examples: Vec<ExampleEntry<'a>>,
}

#[derive(Serialize)]
struct ExampleEntry<'a> {
    file: &'a str,
    key: &'a str,
}

/// The join of a report.
pub(super) fn join_numbers(join: &JoinReport) -> JoinNumbers<'_> {
    JoinNumbers {
        images: join.images,
        decoded: join.decoded,
        rows: join.rows,
        matched: join.matched,
        rows_with_picture: join.rows_with_picture,
        rows_without_picture: join.rows_without_picture,
        orphan_images: &join.orphan_images,
        duplicate_ids: &join.duplicate_ids,
        key_column: &join.key_column,
        pattern: join.pattern.to_string(),
        steps: join.steps.iter().map(step_entry).collect(),
        ambiguous: &join.ambiguous,
        reason: join.reason.as_deref(),
        proposal: join.proposal.as_ref(),
        columns: &join.columns,
        tables: tables(&join.tables),
    }
}

fn tables(uses: &[TableUse]) -> Vec<TableEntry<'_>> {
    let root = common_folder(uses.iter().map(|used| used.path.as_str()));
    uses.iter()
        .map(|used| TableEntry {
            file: &used.file,
            path: used.path.strip_prefix(&root).unwrap_or(&used.path),
            rows: used.rows,
            role: &used.role,
        })
        .collect()
}

fn step_entry(count: &StepCount) -> StepEntry<'_> {
    let examples = count.examples.iter();
    StepEntry {
        step: count.step,
        matched: count.matched,
        examples: examples
            .map(|(file, key)| ExampleEntry { file, key })
            .collect(),
    }
}
