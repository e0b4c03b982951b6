//! The join as the analysis document has it.

use serde::Serialize;

use crate::join::{Ambiguous, Candidate, JoinReport, KnownColumns, Step, StepCount, TableUse};

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
    tables: &'a [TableUse],
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
        tables: &join.tables,
    }
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
