//! Several tables to one. In: the tables, each with its path. Out: one table, and how each is used.
//!
//! Tables with the same columns are put one below the other, tables with a key in common side by side. What fits neither way
//! is left out and named.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::below::below;
use super::beside::{beside, common_key, key_of};
use super::labels::labels;
use super::nearest_folder::RowFolders;
use crate::data::{Column, Table};
use crate::sorting::{set_of, sort_by, sort_by_key};

/// A table as it was given.
#[derive(Clone, Debug)]
pub struct GivenTable {
    /// The path it came by.
    pub path: String,
    /// The same as it reads: otherwise where the names of an archive are read otherwise.
    pub called: String,
    /// With which drop it came.
    pub drop: u32,
    /// What was read.
    pub table: Rc<Table>,
}

/// What a table is used for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableRole {
    /// It is the one that pictures are looked for in.
    First,
    /// Its rows stand below those of that table.
    Below(String),
    /// Its columns stand beside those of that table; the second is the column both have.
    Beside(String, String),
    /// A newer one of the same rows is used.
    ReplacedBy(String),
    /// It has nothing in common with that table.
    Unrelated(String),
    /// The person does not want it.
    SetAside,
}

/// How one table is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableUse {
    /// What it is called: as much of its path as tells it from the others.
    pub file: String,
    /// Its whole path, by which it can be set aside.
    pub path: String,
    /// Its rows.
    pub rows: usize,
    /// What it is used for.
    pub role: TableRole,
}

impl fmt::Display for TableRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("Used."),
            Self::Below(other) => write!(
                f,
                "Used: it has the columns of {other}, and its rows stand below those."
            ),
            Self::Beside(other, key) => {
                write!(
                    f,
                    "Used: its columns stand beside those of {other}, by the key “{key}”."
                )
            }
            Self::ReplacedBy(other) => {
                write!(f, "Not used: {other} came later and has the same rows.")
            }
            Self::Unrelated(other) => {
                write!(
                    f,
                    "Not used: it has neither the columns of {other} nor a key in common with it."
                )
            }
            Self::SetAside => f.write_str("Set aside."),
        }
    }
}

/// One table of many.
#[derive(Clone, Debug, Default)]
pub struct Combined {
    /// The table; `None` where there is none.
    pub table: Option<Rc<Table>>,
    /// Where its rows come from.
    pub folders: RowFolders,
    /// How each table is used, by path.
    pub uses: Vec<TableUse>,
}

/// Tables with the same columns, one below the other.
struct Group {
    members: Vec<usize>,
    table: Rc<Table>,
    folders: RowFolders,
    drop: u32,
}

/// Makes one table of those that are not in `aside` (paths). `fits` says how many pictures a table names: the one that
/// fits best comes first, of equals that of the latest drop, with most rows, whose path is first.
pub fn combine(
    given: &[GivenTable],
    aside: &[String],
    fits: &dyn Fn(&Table, &RowFolders) -> usize,
) -> Combined {
    let mut given: Vec<&GivenTable> = given.iter().collect();
    sort_by(&mut given, |a, b| {
        (&a.called, &a.path).cmp(&(&b.called, &b.path))
    });
    let paths: Vec<&str> = given.iter().map(|given| given.called.as_str()).collect();
    let labels = labels(&paths);
    let mut roles: Vec<Option<TableRole>> = vec![None; given.len()];
    for (role, given) in roles.iter_mut().zip(&given) {
        if aside.contains(&given.path) {
            *role = Some(TableRole::SetAside);
        }
    }
    for older in 0..given.len() {
        let is_free = |at: usize, roles: &[Option<TableRole>]| roles[at].is_none();
        let newer = (0..given.len())
            .filter(|&at| is_free(at, &roles) && given[at].drop > given[older].drop);
        let newest = newer
            .filter(|&at| has_same_rows(&given[older].table, &given[at].table))
            .max_by_key(|&at| given[at].drop);
        if let Some(newest) = newest.filter(|_| is_free(older, &roles)) {
            roles[older] = Some(TableRole::ReplacedBy(labels[newest].clone()));
        }
    }
    let mut groups = groups(&given, &roles);
    let best = (0..groups.len()).max_by_key(|&at| {
        let group = &groups[at];
        let fit = if groups.len() > 1 {
            fits(&group.table, &group.folders)
        } else {
            0
        };
        (fit, group.drop, group.table.n_rows, std::cmp::Reverse(at))
    });
    let mut combined = Combined::default();
    if let Some(best) = best {
        let mut first = groups.remove(best);
        let lead = labels[first.members[0]].clone();
        roles[first.members[0]] = Some(TableRole::First);
        note_below(&mut roles, &first, &labels);
        // One that fits may bring the key of the next.
        while let Some((at, key)) = (0..groups.len())
            .find_map(|at| Some((at, common_key(&first.table, &groups[at].table)?)))
        {
            let group = groups.remove(at);
            let label = &labels[group.members[0]];
            let n_before = first.table.n_rows;
            let table = beside(&first.table, &group.table, &key, label);
            if table.n_rows > n_before {
                let folder = folder(&given[group.members[0]].called).to_owned();
                first.folders.0.push((table.n_rows, folder));
            }
            roles[group.members[0]] = Some(TableRole::Beside(lead.clone(), key.name));
            note_below(&mut roles, &group, &labels);
            first.table = Rc::new(table);
        }
        combined.table = Some(first.table);
        combined.folders = first.folders;
        for role in roles.iter_mut().filter(|role| role.is_none()) {
            *role = Some(TableRole::Unrelated(lead.clone()));
        }
    }
    let uses = given.iter().zip(labels).zip(roles);
    combined.uses = uses
        .map(|((given, file), role)| TableUse {
            file,
            path: given.path.clone(),
            rows: given.table.n_rows,
            role: role.unwrap_or(TableRole::SetAside),
        })
        .collect();
    combined
}

fn note_below(roles: &mut [Option<TableRole>], group: &Group, labels: &[String]) {
    let (first, rest) = group.members.split_first().unwrap_or((&0, &[]));
    for &member in rest {
        roles[member] = Some(TableRole::Below(labels[*first].clone()));
    }
}

fn groups(given: &[&GivenTable], roles: &[Option<TableRole>]) -> Vec<Group> {
    let mut by_columns: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for at in (0..given.len()).filter(|&at| roles[at].is_none()) {
        let mut names: Vec<&str> = given[at]
            .table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        sort_by_key(&mut names, |name| *name);
        by_columns.entry(names).or_default().push(at);
    }
    let mut groups: Vec<Group> = by_columns
        .into_values()
        .map(|members| {
            let tables: Vec<&Rc<Table>> = members.iter().map(|&at| &given[at].table).collect();
            let mut n_rows = 0;
            let folders = members.iter().map(|&at| {
                n_rows += given[at].table.n_rows;
                (n_rows, folder(&given[at].called).to_owned())
            });
            Group {
                folders: RowFolders(folders.collect()),
                table: below(&tables),
                drop: members.iter().map(|&at| given[at].drop).max().unwrap_or(0),
                members,
            }
        })
        .collect();
    sort_by_key(&mut groups, |group| group.members.first().copied());
    groups
}

/// Have both the same columns, and at least half of the smaller one's keys?
fn has_same_rows(older: &Table, newer: &Table) -> bool {
    let names = [older, newer].map(|table| {
        let columns = table.columns.iter();
        set_of(columns.map(|column| column.name.as_str()))
    });
    if names[0] != names[1] {
        return false;
    }
    let keys = |column: &Column| -> Option<BTreeSet<String>> {
        let keys: Vec<String> = column.text.iter().map(key_of).collect();
        let distinct = set_of(keys.iter().cloned());
        (distinct.len() == keys.len()).then_some(distinct)
    };
    let shared = older.columns.iter().find_map(|column| {
        let (a, b) = (keys(column)?, keys(newer.column(&column.name)?)?);
        Some(a.intersection(&b).count())
    });
    shared.is_some_and(|n| n * 2 >= older.n_rows.min(newer.n_rows))
}

/// The folder of a path, with its last slash.
fn folder(path: &str) -> &str {
    path.rfind('/')
        .and_then(|slash| path.get(..=slash))
        .unwrap_or_default()
}

#[cfg(test)]
#[path = "tables_tests.rs"]
mod tests;
