//! The report as one HTML file.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::contents::{Block, Report, ReportFigure, ReportSection};
use crate::charts::{Sheet, is_text, svg_in_page};
use crate::data::TextTable;

const STYLE: &str = include_str!("style.css");
/// A browser enforces what this module promises: nothing runs and nothing is fetched.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Width of a figure on a wide screen and on A4, in CSS pixels.
const WIDE_PX: f64 = 680.0;
/// Width of a figure on a phone.
const NARROW_PX: f64 = 358.0;
/// A figure with more numbers than this is given without their table, to keep the file small.
const MOST_CELLS: usize = 2_000;

/// A table with more columns than this is set smaller in print.
const MANY_COLUMNS: usize = 9;
/// In print the words (not the numbers) of one with more than this may break anywhere.
const VERY_MANY_COLUMNS: usize = 13;

/// Stands for the sections while the frame is written. No text can be taken for it, because it is not escaped.
const SECTIONS: &str = "<!--sections-->";

/// A file that opens from disk: light, dark where the reader's screen is, always light in print; no figure is cut
/// between pages. Every text is escaped.
pub fn html(report: &Report) -> String {
    let [before, after] = frame(report);
    let sections: String = report.sections.iter().map(section).collect();
    [before, sections, after].concat()
}

/// What stands before and after the sections of the file.
pub(super) fn frame(report: &Report) -> [String; 2] {
    let whole = written(html! {
        (DOCTYPE) "\n"
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (report.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (report.title) }
                    @if !report.date.is_empty() { p.date { (report.date) } }
                    @if !report.facts.is_empty() {
                        ul.facts { @for fact in &report.facts { li { (fact) } } }
                    }
                }
                main {
                    "\n" (PreEscaped(SECTIONS))
                    @if !report.parameters.is_empty() { (section_markup(&parameters(&report.parameters))) }
                }
            }
        }
    });
    let (before, after) = whole.split_once(SECTIONS).unwrap_or((&whole, ""));
    [before.to_owned(), after.to_owned()]
}

fn parameters(parameters: &[(String, String)]) -> ReportSection {
    let mut table = TextTable::new("", ["Parameter", "Value"]);
    for (name, value) in parameters {
        table.push([name, value]);
    }
    ReportSection {
        heading: "Parameters".to_owned(),
        sentence: "With the same files, these settings give the same results.".to_owned(),
        blocks: vec![Block::Table(table)],
    }
}

/// A section with its figures.
pub(super) fn section(section: &ReportSection) -> String {
    written(section_markup(section))
}

/// Without the characters that neither HTML nor XML lets stand in a text, not even escaped.
fn written(markup: Markup) -> String {
    let mut text = markup.into_string();
    text.retain(is_text);
    text
}

fn section_markup(section: &ReportSection) -> Markup {
    html! {
        section {
            @if !section.heading.is_empty() { h2 { (section.heading) } }
            @if !section.sentence.is_empty() { p.lead { (section.sentence) } }
            @for block in &section.blocks {
                @match block {
                    Block::Paragraph(text) => @if !text.is_empty() { p { (text) } },
                    Block::Table(rows) => div.table { (table(rows)) },
                    Block::Figure(shown) => (figure(shown)),
                }
            }
        }
        "\n"
    }
}

/// A figure, drawn for wide and for narrow paper, with its values for those who cannot see it.
fn figure(figure: &ReportFigure) -> Markup {
    let chart = figure.chart.figure();
    let [wide, narrow] = [WIDE_PX, NARROW_PX].map(|width| chart.drawing(&Sheet::estimated(width)));
    let said = [figure.caption.as_str(), wide.caption.as_str()];
    let said: Vec<&str> = said.into_iter().filter(|s| !s.is_empty()).collect();
    let numbers = chart.numbers();
    let n_cells: usize = numbers.rows.iter().map(Vec::len).sum();
    html! {
        figure {
            div.wide { (PreEscaped(svg_in_page(&wide))) }
            div.narrow { (PreEscaped(svg_in_page(&narrow))) }
            @if !said.is_empty() { figcaption { (said.join(" ")) } }
            @if (1..=MOST_CELLS).contains(&n_cells) {
                details { summary { "Numbers" } (table(&numbers)) }
            }
        }
    }
}

fn table(table: &TextTable) -> Markup {
    let classes: Vec<Option<&str>> = (0..table.headers.len())
        .map(|column| table.holds_numbers(column).then_some("n"))
        .collect();
    let class = |column: usize| classes.get(column).copied().flatten();
    let many = match table.headers.len() {
        n if n > VERY_MANY_COLUMNS => Some("many broken"),
        n if n > MANY_COLUMNS => Some("many"),
        _ => None,
    };
    html! {
        table class=[many] {
            @if !table.title.is_empty() { caption { (table.title) } }
            thead {
                tr {
                    @for (column, header) in table.headers.iter().enumerate() {
                        th scope="col" class=[class(column)] { (header) }
                    }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (column, cell) in row.iter().enumerate() {
                            td class=[class(column)] { (cell.words()) }
                        }
                    }
                    "\n"
                }
            }
        }
    }
}
