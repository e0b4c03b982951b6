//! The table of the data view, a page at a time: what is wanted, what was asked for, what has come.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::analysis::{Rows, RowsParams, TableRow};
use crate::sentences::Lacking;

/// Rows of a page.
pub(super) const PAGE_ROWS: usize = 100;
/// Pages kept: more than anyone sees at once, and little memory.
const MOST_PAGES: usize = 60;
/// Widths of a column, in characters.
const WIDTHS: Range<usize> = 6..32;

/// What the page has of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TablePages {
    /// Order and search that the person wants; no piece in particular.
    wanted: RowsParams,
    /// Pages of `wanted` that were asked for, come or not.
    asked: BTreeSet<usize>,
    /// Order and search of `pages`: those wanted, or while nothing has come yet those before.
    shown: RowsParams,
    pages: BTreeMap<usize, Rc<Rows>>,
    /// Are `pages` of what stood before? They are shown until the first one comes of what stands now.
    is_outdated: bool,
    columns: Vec<String>,
    widths: Vec<usize>,
    found: usize,
    found_left_out: usize,
    total: usize,
}

impl TablePages {
    /// Order and search that the person wants; no piece in particular.
    pub fn wanted(&self) -> &RowsParams {
        &self.wanted
    }

    /// Has nothing come yet of what is wanted?
    pub fn is_waiting(&self) -> bool {
        self.pages.is_empty() || self.is_outdated || self.shown != self.wanted
    }

    /// The words that the rows found hold; empty when nothing is searched.
    pub fn search(&self) -> &str {
        &self.shown.search
    }

    /// Names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Widths of the columns in characters: those of the first rows that came, so that nothing moves afterwards.
    pub fn widths(&self) -> &[usize] {
        &self.widths
    }

    /// Rows found.
    pub fn found(&self) -> usize {
        self.found
    }

    /// Rows found of tracks that are left out.
    pub fn found_left_out(&self) -> usize {
        self.found_left_out
    }

    /// Why no row is found; `None` where some are.
    pub fn none_found(&self) -> Option<Lacking> {
        let is_empty = self.found == 0 && !self.is_waiting();
        is_empty.then(|| Lacking::Row {
            is_pictured: self.shown.pictured,
            is_left_out: self.shown.left_out,
            has_words: !self.shown.search.trim().is_empty(),
        })
    }

    /// Rows of the table.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The row at a place in the wanted order, if it is there.
    pub fn row(&self, place: usize) -> Option<&TableRow> {
        let page = self.pages.get(&(place / PAGE_ROWS))?;
        page.rows.get(place % PAGE_ROWS)
    }

    /// What to ask for, to show the rows at `places`.
    pub fn lacking(&self, places: &Range<usize>) -> Vec<RowsParams> {
        // Of an order that is still to come, the first page tells how much there is.
        let places = if self.is_waiting() {
            0..1
        } else {
            places.start..places.end.min(self.found)
        };
        let pages = places.start / PAGE_ROWS..places.end.div_ceil(PAGE_ROWS);
        pages
            .filter(|page| !self.asked.contains(page))
            .map(|page| RowsParams {
                first: page * PAGE_ROWS,
                count: PAGE_ROWS,
                ..self.wanted.clone()
            })
            .collect()
    }

    /// Notes that `params` are asked for; `None` when that was done before.
    pub(super) fn ask(&mut self, params: &RowsParams) -> Option<RowsParams> {
        let order = order_of(params);
        if self.wanted != order {
            self.wanted = order;
            self.asked.clear();
            if self.shown == self.wanted && !self.is_outdated {
                // Back to what is still there.
                self.asked.extend(self.pages.keys());
            }
        }
        let page = params.first / PAGE_ROWS;
        self.asked.insert(page).then(|| RowsParams {
            first: page * PAGE_ROWS,
            count: PAGE_ROWS,
            ..self.wanted.clone()
        })
    }

    /// The rows are no longer what they were: they are asked for again.
    pub(super) fn renew(&mut self) {
        self.asked.clear();
        self.is_outdated = !self.pages.is_empty();
    }

    /// Takes what has come; what is no longer wanted is dropped.
    pub(super) fn keep(&mut self, rows: Rows) {
        let order = order_of(&rows.params);
        if order != self.wanted || !rows.params.first.is_multiple_of(PAGE_ROWS) {
            return;
        }
        if self.shown != order || self.is_outdated {
            self.pages.clear();
            self.is_outdated = false;
            self.shown = order;
        }
        if self.columns != rows.columns {
            self.widths = widths(&rows);
            self.columns.clone_from(&rows.columns);
        }
        self.found = rows.found;
        self.found_left_out = rows.found_left_out;
        self.total = rows.total;
        let page = rows.params.first / PAGE_ROWS;
        self.asked.insert(page);
        self.pages.insert(page, Rc::new(rows));
        if self.pages.len() > MOST_PAGES {
            self.forget_farthest(page);
        }
    }

    fn forget_farthest(&mut self, from: usize) {
        let farthest = self.pages.keys().copied();
        if let Some(page) = farthest.max_by_key(|page| page.abs_diff(from)) {
            self.pages.remove(&page);
            self.asked.remove(&page);
        }
    }
}

fn order_of(params: &RowsParams) -> RowsParams {
    RowsParams {
        first: 0,
        count: 0,
        ..params.clone()
    }
}

fn widths(rows: &Rows) -> Vec<usize> {
    let n_chars = |text: &str| text.chars().take(WIDTHS.end).count();
    let cells = |column: usize| {
        rows.rows
            .iter()
            .filter_map(move |row| row.cells.get(column))
    };
    (0..)
        .zip(&rows.columns)
        .map(|(column, name)| {
            let widest = cells(column).map(|cell| n_chars(cell)).max().unwrap_or(0);
            // The heading has an arrow beside it.
            widest
                .max(n_chars(name) + 2)
                .clamp(WIDTHS.start, WIDTHS.end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(search: &str, first: usize) -> RowsParams {
        RowsParams {
            search: search.into(),
            first,
            count: PAGE_ROWS,
            ..RowsParams::default()
        }
    }

    fn rows(search: &str, first: usize, found: usize) -> Rows {
        let row = |row| TableRow {
            row,
            track: None,
            pictured: false,
            left_out: false,
            cells: vec![
                row.to_string(),
                "a title of some length, and more of it".into(),
            ],
        };
        Rows {
            params: params(search, first),
            columns: vec!["id".into(), "title".into()],
            found,
            found_left_out: 0,
            total: 1_000_000,
            rows: (first..(first + PAGE_ROWS).min(found)).map(row).collect(),
        }
    }

    #[test]
    fn a_page_is_asked_for_once() {
        let mut table = TablePages::default();
        assert_eq!(table.lacking(&(0..0)), [params("", 0)]);
        assert_eq!(table.ask(&params("", 0)), Some(params("", 0)));
        assert_eq!(table.ask(&params("", 7)), None);
        assert!(table.lacking(&(0..40)).is_empty() && table.is_waiting());
        table.keep(rows("", 0, 250));
        assert!(!table.is_waiting() && table.lacking(&(60..100)).is_empty());
        assert_eq!(
            table.lacking(&(90..900)),
            [params("", 100), params("", 200)]
        );
        assert_eq!(table.row(42).unwrap().row, 42);
        assert_eq!(table.row(100), None);
        assert_eq!(table.widths(), [6, 32]);
    }

    #[test]
    fn another_search_stands_once_it_has_come_and_late_answers_are_dropped() {
        let mut table = TablePages::default();
        table.ask(&params("", 0));
        table.keep(rows("", 0, 500));
        table.ask(&params("lo", 0));
        table.ask(&params("love", 0));
        // What was there stays until the new comes.
        assert_eq!((table.found(), table.is_waiting()), (500, true));
        table.keep(rows("lo", 0, 90));
        assert_eq!((table.found(), table.is_waiting()), (500, true));
        table.keep(rows("love", 0, 9));
        assert_eq!((table.found(), table.is_waiting()), (9, false));
        assert_eq!(table.row(9), None);
        // Back, before anything came: what is there is not asked for again.
        table.ask(&params("other", 0));
        assert_eq!(table.ask(&params("love", 0)), None);
        assert!(!table.is_waiting());
    }

    #[test]
    fn rows_that_are_outdated_stand_until_the_new_ones_come() {
        let mut table = TablePages::default();
        table.ask(&params("", 0));
        table.keep(rows("", 0, 150));
        table.renew();
        assert!(table.is_waiting() && table.row(42).is_some());
        assert_eq!(table.lacking(&(0..40)), [params("", 0)]);
        assert_eq!(table.ask(&params("", 0)), Some(params("", 0)));
        table.keep(rows("", 0, 90));
        assert_eq!((table.found(), table.is_waiting()), (90, false));
    }

    #[test]
    fn a_long_way_through_the_table_keeps_what_is_near() {
        let mut table = TablePages::default();
        let last = 20_000 - PAGE_ROWS;
        for first in (0..20_000).step_by(PAGE_ROWS) {
            table.ask(&params("", first));
            table.keep(rows("", first, 20_000));
        }
        assert!(table.pages.len() <= MOST_PAGES);
        assert!(table.row(last).is_some() && table.row(0).is_none());
        assert_eq!(table.lacking(&(0..10)), [params("", 0)]);
    }
}
