//! Tables as HTML that fit a page: one that is too wide becomes several, each with the columns that name its rows.
//!
//! Letters on paper are never made smaller to let a table fit; see `style.css` for their size.

use maud::{Markup, html};

use crate::charts::estimated_width;
use crate::data::TextTable;

/// Width of the text on A4, in CSS pixels.
const PAPER_PX: f64 = 670.0;
/// Letters of tables on paper, in CSS pixels; a token of the style sheet: 8.25 pt.
const LETTERS_PX: f64 = 11.0;
/// Headings are bold.
const BOLD: f64 = 1.12;
/// Right of each cell; a token of the style sheet.
const GAP_PX: f64 = 10.0;
/// Words get this much room, if they need it, before they are broken into lines.
const WORDS_PX: f64 = 120.0;
/// Longer words are broken within.
const WORD_PX: f64 = 150.0;
/// A table of so few rows stays on one page.
const FEW_ROWS: usize = 8;
/// The same for one whose rows are one line each.
const FEW_LINES: usize = 16;

/// Part of a table: which columns, from left to right.
type Piece = Vec<usize>;

/// A table, in several where it is too wide.
pub(super) fn tables(table: &TextTable) -> Markup {
    let pieces = pieces(table);
    html! {
        @for (i, piece) in pieces.iter().enumerate() {
            div class=(class(table.rows.len(), FEW_ROWS)) {
                (printed(table, piece, &title(&table.title, i, pieces.len())))
            }
        }
    }
}

fn class(n_rows: usize, few: usize) -> &'static str {
    if n_rows <= few {
        "table short"
    } else {
        "table"
    }
}

fn title(title: &str, piece: usize, n_pieces: usize) -> String {
    match (title, n_pieces) {
        (_, 0 | 1) => title.to_owned(),
        ("", n) => format!("Part {} of {n}", piece + 1),
        (title, n) => format!("{title}: part {} of {n}", piece + 1),
    }
}

/// All columns as they are, for those who look it up on a screen.
pub(super) fn whole(table: &TextTable) -> Markup {
    let all: Piece = (0..table.headers.len()).collect();
    printed(table, &all, &table.title)
}

/// The same with rows for columns. The first column names the new columns.
pub(super) fn turned(table: &TextTable) -> Markup {
    let heads = std::iter::once(0).chain(1..table.headers.len());
    let of_row = |row: usize| {
        let cells = table.rows.get(row).map_or(&[][..], |row| &row[..]);
        let words = |column: usize| cells.get(column).map_or("", |cell| cell.words()).to_owned();
        heads.clone().map(words).collect::<Vec<String>>()
    };
    let columns: Vec<Vec<String>> = (0..table.rows.len()).map(of_row).collect();
    let named: f64 = table
        .headers
        .iter()
        .map(|words| width(words, 1.0))
        .fold(0.0, f64::max);
    let lead = named.min(WORDS_PX * 2.0) + GAP_PX;
    // Headings of several words are broken into lines.
    let need = |cells: &Vec<String>| {
        let head = cells.first().map_or("", String::as_str);
        let rest = cells
            .iter()
            .skip(1)
            .map(|words| width(words, 1.0).min(WORDS_PX));
        rest.fold(
            longest_word(head, BOLD).max(width(head, BOLD).min(70.0)),
            f64::max,
        ) + GAP_PX
    };
    let needs: Vec<f64> = columns.iter().map(need).collect();
    let pieces = spread(&needs, PAPER_PX - lead);
    html! {
        @for (i, piece) in pieces.iter().enumerate() {
            div class=(class(table.headers.len(), FEW_LINES)) {
                table {
                    (caption(&title(&table.title, i, pieces.len())))
                    thead { tr {
                        th scope="col" style=(least_em(lead)) { (table.headers.first().map_or("", String::as_str)) }
                        @for &column in piece {
                            th.r scope="col" { (columns[column].first().map_or("", String::as_str)) }
                        }
                    } }
                    tbody { @for row in 1..table.headers.len() {
                        tr {
                            th scope="row" { (table.headers[row]) }
                            @for &column in piece {
                                td class=(if table.holds_numbers(row) { "n" } else { "r" }) {
                                    (columns[column].get(row).map_or("", String::as_str))
                                }
                            }
                        }
                        "\n"
                    } }
                }
            }
        }
    }
}

fn caption(title: &str) -> Markup {
    html! { @if !title.is_empty() { caption { (title) } } }
}

fn printed(table: &TextTable, piece: &[usize], title: &str) -> Markup {
    let numbers: Vec<bool> = piece
        .iter()
        .map(|&column| table.holds_numbers(column))
        .collect();
    let class = |is_number: bool| is_number.then_some("n");
    html! {
        table {
            (caption(title))
            thead {
                tr {
                    @for (&column, &is_number) in piece.iter().zip(&numbers) {
                        th scope="col" class=[class(is_number)] style=[least_width(table, column, is_number)] {
                            (table.headers[column])
                        }
                    }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (&column, &is_number) in piece.iter().zip(&numbers) {
                            @if let Some(cell) = row.get(column) {
                                td class=[class(is_number)] { (cell.words()) }
                            }
                        }
                    }
                    "\n"
                }
            }
        }
    }
}

/// What keeps a column of words from being squeezed by numbers, which stay whole.
fn least_width(table: &TextTable, column: usize, is_number: bool) -> Option<String> {
    (!is_number).then(|| least_em(needed(table, column)))
}

fn least_em(need_px: f64) -> String {
    format!("min-width:{:.1}em", (need_px - GAP_PX) / LETTERS_PX)
}

/// Width of words in a table on paper, in CSS pixels.
fn width(words: &str, weight: f64) -> f64 {
    weight * estimated_width(words, LETTERS_PX)
}

fn longest_word(words: &str, weight: f64) -> f64 {
    let words = words.split_whitespace().map(|word| width(word, weight));
    words.fold(0.0, f64::max).min(WORD_PX)
}

/// The room that a column cannot do without, in CSS pixels.
fn needed(table: &TextTable, column: usize) -> f64 {
    let head = longest_word(&table.headers[column], BOLD);
    let is_number = table.holds_numbers(column);
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let cells = cells.map(|cell| {
        let whole = width(cell.words(), 1.0);
        if is_number {
            whole
        } else {
            whole.min(WORDS_PX).max(longest_word(cell.words(), 1.0))
        }
    });
    cells.fold(head, f64::max) + GAP_PX
}

/// The columns of each part; one part where all fit.
fn pieces(table: &TextTable) -> Vec<Piece> {
    let n = table.headers.len();
    let needs: Vec<f64> = (0..n).map(|column| needed(table, column)).collect();
    if needs.iter().sum::<f64>() <= PAPER_PX {
        return vec![(0..n).collect()];
    }
    // A number alone names no row to a person.
    let n_lead = if table.holds_numbers(0) { 2 } else { 1 }.min(n);
    let lead: f64 = needs[..n_lead].iter().sum();
    let spread = spread(&needs[n_lead..], PAPER_PX - lead);
    let with_lead = |piece: Piece| {
        (0..n_lead)
            .chain(piece.into_iter().map(|c| c + n_lead))
            .collect()
    };
    spread.into_iter().map(with_lead).collect()
}

/// Columns that need so much, in as few parts of `room_px` as can be, about equally many in each.
fn spread(needs: &[f64], room_px: f64) -> Vec<Piece> {
    let fits = |n_each: usize| {
        let sums = needs.chunks(n_each).map(|part| part.iter().sum::<f64>());
        n_each == 1 || sums.fold(0.0, f64::max) <= room_px
    };
    let n = needs.len().max(1);
    // From one part to one for each column: the first that fits.
    let each = (1..=n)
        .map(|n_parts| n.div_ceil(n_parts))
        .find(|&each| fits(each))
        .unwrap_or(1);
    let all: Piece = (0..needs.len()).collect();
    if all.is_empty() {
        return vec![all];
    }
    all.chunks(each).map(<[usize]>::to_vec).collect()
}

#[cfg(test)]
#[path = "tables_tests.rs"]
mod tests;
