//! The report as one HTML file.

use super::contents::{Block, Report, ReportFigure, ReportSection};
use crate::data::TextTable;
use crate::plot::charts::{escaped, svg_in_page};

const STYLE: &str = include_str!("style.css");
/// A browser enforces what this module promises: nothing runs and nothing is fetched.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// A table with more columns than this is set smaller in print.
const MANY_COLUMNS: usize = 9;
/// In print the words (not the numbers) of one with more than this may break anywhere.
const VERY_MANY_COLUMNS: usize = 13;

/// A file that opens from disk: light, dark where the reader's screen is, always light in print; no figure is cut
/// between pages. Every text is escaped.
pub fn html(report: &Report) -> String {
    let title = escaped(&report.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    );
    element(&mut out, "p", " class=\"date\"", &report.date);
    if !report.facts.is_empty() {
        out.push_str("<ul class=\"facts\">\n");
        for fact in &report.facts {
            element(&mut out, "li", "", fact);
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</header>\n<main>\n");
    for part in &report.sections {
        section(&mut out, part);
    }
    if !report.parameters.is_empty() {
        section(&mut out, &parameters(&report.parameters));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
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

fn section(out: &mut String, section: &ReportSection) {
    out.push_str("<section>\n");
    element(out, "h2", "", &section.heading);
    element(out, "p", " class=\"lead\"", &section.sentence);
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) => element(out, "p", "", text),
            Block::Table(rows) => {
                out.push_str("<div class=\"table\">\n");
                table(out, rows);
                out.push_str("</div>\n");
            }
            Block::Figure(shown) => figure(out, shown),
        }
    }
    out.push_str("</section>\n");
}

fn figure(out: &mut String, figure: &ReportFigure) {
    out.push_str("<figure>\n");
    for (class, drawing) in [("wide", &figure.wide), ("narrow", &figure.narrow)] {
        let drawn = svg_in_page(drawing);
        out.extend(["<div class=\"", class, "\">", drawn.as_str(), "</div>\n"]);
    }
    let said = [figure.caption.as_str(), figure.wide.caption.as_str()];
    let said: Vec<&str> = said.into_iter().filter(|s| !s.is_empty()).collect();
    element(out, "figcaption", "", &said.join(" "));
    if let Some(numbers) = &figure.numbers {
        out.push_str("<details><summary>Numbers</summary>\n");
        table(out, numbers);
        out.push_str("</details>\n");
    }
    out.push_str("</figure>\n");
}

fn table(out: &mut String, table: &TextTable) {
    let is_number: Vec<bool> = (0..table.headers.len())
        .map(|column| table.holds_numbers(column))
        .collect();
    let class = |column: usize| {
        if is_number.get(column) == Some(&true) {
            " class=\"n\""
        } else {
            ""
        }
    };
    let many = match table.headers.len() {
        n if n > VERY_MANY_COLUMNS => " class=\"many broken\"",
        n if n > MANY_COLUMNS => " class=\"many\"",
        _ => "",
    };
    out.extend(["<table", many, ">\n"]);
    element(out, "caption", "", &table.title);
    out.push_str("<thead><tr>");
    for (column, header) in table.headers.iter().enumerate() {
        let header = escaped(header);
        out.extend(["<th scope=\"col\"", class(column), ">", &header, "</th>"]);
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            out.extend(["<td", class(column), ">", &escaped(cell.words()), "</td>"]);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// An element with escaped text; nothing where there is no text.
fn element(out: &mut String, name: &str, attributes: &str, text: &str) {
    if !text.is_empty() {
        let text = escaped(text);
        out.extend(["<", name, attributes, ">", &text, "</", name, ">\n"]);
    }
}
