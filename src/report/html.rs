//! The report as one HTML file.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::contents::{Block, Chapter, Heading, Report, ReportFigure, ReportSection};
use super::tables::{tables, turned, whole};
use crate::charts::{Chart, Sheet, is_text, svg_in_page};

const STYLE: &str = include_str!("style.css");
/// A browser enforces what this module promises: nothing runs and nothing is fetched.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Width of a figure on a wide screen and on A4, in CSS pixels.
const WIDE_PX: f64 = 680.0;
/// Width of a figure on a phone.
const NARROW_PX: f64 = 358.0;
/// A figure with more numbers than this is given without their table, to keep the file small.
const MOST_CELLS: usize = 2_000;

/// Stands for the sections while the frame is written. No text can be taken for it, because it is not escaped.
const SECTIONS: &str = "<!--sections-->";

/// A file that opens from disk: light, dark where the reader's screen is, always light in print; no figure is cut
/// between pages. Every text is escaped.
pub fn html(report: &Report) -> String {
    let [before, after] = frame(report);
    let sections: String = report.sections.iter().map(section).collect();
    [before, sections, after].concat()
}

/// What stands before and after the sections of the file: of these, the headings are enough.
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
                    (list("What was found", &report.findings))
                    @if let Some(opening) = &report.opening { (figure(opening)) }
                    (list("What it was made from", &report.facts))
                    (contents(&report.sections))
                }
                main { "\n" (PreEscaped(SECTIONS)) }
            }
        }
    });
    let (before, after) = whole.split_once(SECTIONS).unwrap_or((&whole, ""));
    [before.to_owned(), after.to_owned()]
}

fn list(heading: &str, sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            h2.small { (heading) }
            ul.facts { @for sentence in sentences { li { (sentence) } } }
        }
    }
}

/// All headings, as links.
fn contents(sections: &[ReportSection]) -> Markup {
    let chapters = sections.chunk_by(|_, next| next.opens.is_none());
    html! {
        @if !sections.is_empty() {
            nav aria-label="Contents" {
                h2.small { "Contents" }
                ol {
                    @for chapter in chapters {
                        li {
                            @if let Some(opens) = &chapter[0].opens { (link(opens)) }
                            (parts(chapter))
                        }
                    }
                }
            }
        }
    }
}

fn parts(chapter: &[ReportSection]) -> Markup {
    let parts: Vec<&Heading> = chapter
        .iter()
        .map(|section| &section.heading)
        .filter(|heading| !heading.words.is_empty())
        .collect();
    html! { @if !parts.is_empty() { ol { @for heading in parts { li { (link(heading)) } } } } }
}

fn link(to: &Heading) -> Markup {
    html! { a href={ "#" (to.id()) } { (numbered(to)) } }
}

fn numbered(heading: &Heading) -> Markup {
    html! {
        @if !heading.number.is_empty() { span.number { (heading.number) } " " }
        (heading.words)
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

/// A heading stays on the page of what it names: a figure, or the sentences before it.
fn section_markup(section: &ReportSection) -> Markup {
    let is_paragraph = |block: &&Block| matches!(block, Block::Paragraph(_));
    let (n_kept, is_beside) = match section.blocks.first() {
        Some(Block::Figure(figure)) if figure.beside => {
            let after = section.blocks.iter().skip(1);
            (1 + after.take_while(is_paragraph).count(), true)
        }
        Some(Block::Paragraph(_) | Block::Figure(_)) => (1, false),
        _ => (0, false),
    };
    let (kept, rest) = section.blocks.split_at(n_kept);
    let is_appendix = section.chapter == Chapter::Appendix && section.opens.is_some();
    let class = is_appendix.then_some("appendix");
    html! {
        section class=[class] {
            div class=(if is_beside { "keep beside" } else { "keep" }) {
                @if let Some(opens) = &section.opens { h2 id=(opens.id()) { (numbered(opens)) } }
                @if !section.heading.words.is_empty() {
                    h3 id=(section.heading.id()) { (numbered(&section.heading)) }
                }
                @if !section.sentence.is_empty() { p.lead { (section.sentence) } }
                @for shown in kept { (block(shown)) }
            }
            @for shown in rest { (block(shown)) }
            @if !section.more.is_empty() {
                p.more {
                    "More in the appendix: "
                    @for (i, heading) in section.more.iter().enumerate() {
                        @if i > 0 { "; " }
                        (link(heading))
                    }
                }
            }
        }
        "\n"
    }
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Paragraph(text) => @if !text.is_empty() { p { (text) } },
            Block::Table(rows) => (tables(rows)),
            Block::Turned(rows) => (turned(rows)),
            Block::Figure(shown) => (figure(shown)),
        }
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
    let class = match (&figure.chart, figure.beside) {
        (_, true) => Some("half"),
        (Chart::Map(_), false) => Some("map"),
        _ => None,
    };
    html! {
        figure class=[class] {
            div.wide { (PreEscaped(svg_in_page(&wide))) }
            div.narrow { (PreEscaped(svg_in_page(&narrow))) }
            @if !said.is_empty() { figcaption { (said.join(" ")) } }
            @if (1..=MOST_CELLS).contains(&n_cells) {
                details { summary { "Numbers" } (whole(&numbers)) }
            }
        }
    }
}
