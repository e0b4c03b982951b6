//! The names of a table's columns. In: its first rows. Out: one name a column, as pandas' `read_csv` gives them, and the
//! rows without what stood above them.

use std::collections::{HashMap, HashSet, VecDeque};

use csv::StringRecord;

use super::notes::Notes;
use super::typing;
use crate::error::CsvError;

/// Lines above the header that may be titles or comments.
const MAX_TITLES: usize = 10;

/// Removes lines above the header that hold one cell only.
pub(super) fn drop_titles(head: &mut VecDeque<(u64, StringRecord)>, notes: &mut Notes) {
    let n_present = |record: &StringRecord| record.iter().filter(|cell| !cell.is_empty()).count();
    for _ in 0..MAX_TITLES {
        let [(line, first), (_, second)] = [head.front(), head.get(1)].map(|row| match row {
            Some((line, record)) => (*line, Some(record)),
            None => (0, None),
        });
        let (Some(first), Some(second)) = (first, second) else {
            return;
        };
        // Two columns of which one has no name are a header; a first cell without a name is an index.
        let is_title = n_present(first) == 1
            && first.len() != 2
            && first.get(0) != Some("")
            && n_present(second) > 1;
        // A comment may be followed by another.
        let is_comment = first.len() == 1 && first.get(0).is_some_and(|c| c.starts_with('#'));
        if !is_title && !is_comment {
            return;
        }
        notes.line(
            line,
            "This line stands above the header and was left out.".to_owned(),
        );
        head.pop_front();
    }
}

/// Takes the header off `head`: one name a column.
pub(super) fn header(
    head: &mut VecDeque<(u64, StringRecord)>,
    notes: &mut Notes,
) -> Result<Vec<String>, CsvError> {
    let (line, first) = head.front().ok_or(CsvError::Empty)?;
    if first.iter().all(|cell| typing::parse(cell).is_some()) {
        let reason = "There is no header: the columns are called Column 1, Column 2, and so on.";
        notes.line(*line, reason.to_owned());
        return Ok((1..=first.len()).map(|i| format!("Column {i}")).collect());
    }
    let mut names: Vec<String> = first.iter().map(|name| name.trim().to_owned()).collect();
    head.pop_front();
    if names.len() < 2 {
        return Err(CsvError::NoColumns);
    }
    // R writes row names without a header of their own.
    if head.len() > 2
        && head.iter().all(|(_, row)| row.len() == names.len() + 1)
        && head
            .iter()
            .any(|(_, row)| row.iter().next_back() != Some(""))
    {
        names.insert(0, String::new());
    }
    Ok(unique(names))
}

/// Names empty columns and tells repeated ones apart, as pandas does.
fn unique(mut names: Vec<String>) -> Vec<String> {
    let unnamed: HashSet<usize> = (0..names.len()).filter(|&i| names[i].is_empty()).collect();
    for (i, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("Unnamed: {i}");
        }
    }
    let given: HashSet<String> = names.iter().cloned().collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    // Columns with a name of their own come first, so that they keep it.
    let order = (0..names.len())
        .filter(|i| !unnamed.contains(i))
        .chain((0..names.len()).filter(|i| unnamed.contains(i)));
    for i in order {
        let base = names[i].clone();
        let mut name = base.clone();
        let mut count = counts.get(&base).copied().unwrap_or(0);
        while count > 0 {
            name = format!("{base}.{count}");
            counts.insert(base.clone(), count + 1);
            let taken = given.contains(&name) || counts.contains_key(&name);
            count = if taken { count + 1 } else { 0 };
        }
        *counts.entry(name.clone()).or_default() += 1;
        names[i] = name;
    }
    names
}
