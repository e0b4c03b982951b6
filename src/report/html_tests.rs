//! The report read back.

use super::html::{frame, section};
use super::numbering::{Numbering, Written};
use super::*;
use crate::charts::{
    BarAxis, Card, CardGroup, GroupedBars, Picture, PictureGrid, Series, data_uri,
};
use crate::data::TextTable;

const HOSTILE: &str =
    "</title></svg><script>alert(1)</script><img src=\"http://a.b\" onerror='x'>\u{0}";

fn bars(name: &str) -> GroupedBars {
    GroupedBars {
        title: name.to_owned(),
        group_title: "Track".to_owned(),
        groups: vec![name.to_owned(), "So What".to_owned()],
        series: vec![Series {
            name: "Energy".to_owned(),
            lo: 0.0,
            hi: 1.0,
        }],
        values: vec![vec![0.2], vec![f64::NAN]],
        axis: BarAxis::Scaled,
    }
}

fn pictures(name: &str) -> PictureGrid {
    PictureGrid {
        title: name.to_owned(),
        value_title: "Popularity".to_owned(),
        sections: vec![CardGroup {
            heading: name.to_owned(),
            cards: vec![Card {
                picture: Some(Picture::Address(data_uri(b"picture"))),
                title: name.to_owned(),
                artist: name.to_owned(),
                value: "97".to_owned(),
            }],
        }],
        n_columns: 5,
        aspect: 1.0,
    }
}

fn report(name: &str) -> Report {
    let mut table = TextTable::new(name, ["Track", "Energy", "Change"]);
    table.push([name, "1,204.5", "\u{2212}3.1 %"]);
    table.push(["b", "", "4 %"]);
    Report {
        title: format!("Report {name}"),
        date: "22 November 2026".to_owned(),
        findings: vec![format!("Nearest to {name}: nothing.")],
        opening: None,
        facts: vec![format!("100 tracks from {name}.")],
        sections: numbered(vec![
            ReportSection::new(Chapter::Maps, name, "Which tracks are popular?").with(vec![
                Block::Paragraph(name.to_owned()),
                Block::figure(bars(name), format!("Features of {name}.")),
                Block::figure(pictures(name), ""),
                Block::Table(table.clone()),
            ]),
            ReportSection::new(Chapter::Settings, "", name).with(vec![Block::Turned(table)]),
        ]),
    }
}

/// Each with its own part of the appendix.
fn numbered(sections: Vec<ReportSection>) -> Vec<ReportSection> {
    let mut numbering = Numbering::default();
    let (mut body, mut appendix) = (Vec::new(), Vec::new());
    for section in sections {
        let words = format!("{} in numbers", section.heading.words);
        let mut written = Written {
            body: Some(section),
            appendix: vec![ReportSection::new(Chapter::Appendix, words, "")],
            gist: Vec::new(),
        };
        numbering.number(&mut written);
        body.extend(written.body);
        appendix.extend(written.appendix);
    }
    [body, appendix].concat()
}

/// The body, which is written so that it is XML too.
fn body_of(html: &str) -> String {
    html[html.find("<body>").unwrap()..html.find("</html>").unwrap()].to_owned()
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    for name in ["Kind of Blue", HOSTILE] {
        let text = html(&report(name));
        let body = body_of(&text);
        let document = roxmltree::Document::parse(&body).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            assert!(!["script", "link", "iframe", "img", "base", "form"].contains(&tag));
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on"));
                if (tag, attribute.name()) == ("a", "href") {
                    assert!(attribute.value().starts_with('#'));
                } else if ["href", "src"].contains(&attribute.name()) {
                    assert!(attribute.value().starts_with("data:image/png"));
                }
            }
        }
        assert!(!text.contains("<script"));
        let head = &text[..text.find("<body>").unwrap()];
        assert!(!head.contains("url(") && !head.contains("@import") && !head.contains("<link"));
        assert!(!text.contains('\u{0}'));
    }
    let kind = html(&report("Kind of Blue"));
    let addresses = kind.matches("http").count();
    let known =
        kind.matches("http://www.w3.org/2000/svg").count() + kind.matches("http-equiv").count();
    assert_eq!(addresses, known);
}

#[test]
fn every_text_is_read_back_as_it_was_given() {
    let text = html(&report(HOSTILE));
    let body = body_of(&text);
    let document = roxmltree::Document::parse(&body).unwrap();
    // XML has no place for the last of its characters, which says nothing.
    let read = HOSTILE.trim_end_matches('\u{0}');
    let said = |tag: &str| -> Vec<String> {
        let is = |node: &roxmltree::Node| node.has_tag_name(tag);
        let text = |node: roxmltree::Node| node.text().unwrap_or_default().to_owned();
        document.descendants().filter(is).map(text).collect()
    };
    assert_eq!(said("h1"), [format!("Report {read}")]);
    let words = |tag: &str| -> Vec<String> {
        let is = |node: &roxmltree::Node| node.has_tag_name(tag);
        let tail = |node: roxmltree::Node| node.tail().unwrap_or_default().trim().to_owned();
        let all = document.descendants().filter(is);
        all.flat_map(|node| node.children().filter(roxmltree::Node::is_element))
            .map(tail)
            .collect()
    };
    let in_numbers = format!("{read} in numbers");
    assert_eq!(words("h2"), ["Maps", "Settings"]);
    assert_eq!(words("h3"), [read, in_numbers.as_str(), "in numbers"]);
    assert_eq!(
        said("li")[..2],
        [
            format!("Nearest to {read}: nothing."),
            format!("100 tracks from {read}.")
        ]
    );
    assert!(said("p").contains(&read.to_owned()));
    assert!(said("figcaption")[0].starts_with(&format!("Features of {read}.")));
    assert!(said("caption").contains(&read.to_owned()));
    let n_cells = said("td").iter().filter(|cell| *cell == read).count();
    // In the numbers of both figures and in the table.
    assert!(n_cells >= 3, "{n_cells}");
}

#[test]
fn no_title_is_taken_for_the_place_of_the_sections() {
    let title = "<!--sections-->";
    let [before, after] = frame(&report(title));
    assert!(before.ends_with("<main>\n"));
    assert!(after.starts_with("</main>") && !after.contains("</header>"));
}

#[test]
fn all_that_was_given_is_in_it() {
    let text = html(&report("Kind of Blue"));
    let body = body_of(&text);
    let document = roxmltree::Document::parse(&body).unwrap();
    let count = |tag: &str| {
        let is = |node: &roxmltree::Node| node.tag_name().name() == tag;
        document.descendants().filter(is).count()
    };
    // Two figures for wide and narrow, a table, the same turned, and the numbers of two figures.
    assert_eq!((count("figure"), count("svg"), count("table")), (2, 4, 4));
    for words in [
        "22 November 2026",
        "100 tracks from Kind of Blue.",
        "Features of Kind of Blue. 1 of 2 values is missing and leaves a gap.",
        "<a href=\"#part-1\"><span class=\"number\">1</span> Maps</a>",
        "<h3 id=\"part-1.1\"><span class=\"number\">1.1</span> Kind of Blue</h3>",
        "<h2 id=\"appendix\">Appendix</h2>",
        "<td class=\"n\">1,204.5</td><td class=\"n\">\u{2212}3.1 %</td>",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn figures_take_the_colors_of_the_page_and_are_not_cut_in_print() {
    let text = html(&report("Kind of Blue"));
    assert!(text.contains("fill=\"var(--ink)\""));
    assert!(text.contains("break-inside: avoid") && text.contains("size: A4"));
    assert!(text.contains("@media screen and (prefers-color-scheme: dark)"));
}

#[test]
fn a_figure_with_very_many_numbers_comes_without_their_table() {
    let written = |n_groups: usize| {
        let mut figure = bars("x");
        figure.groups = vec!["x".to_owned(); n_groups];
        figure.values = vec![vec![0.5]; n_groups];
        section(&ReportSection {
            blocks: vec![Block::figure(figure, "")],
            ..ReportSection::default()
        })
    };
    assert!(written(1000).contains("<summary>Numbers</summary>"));
    assert!(!written(1001).contains("<summary>"));
    assert!(html(&Report::default()).contains("<main>\n</main>"));
}

#[test]
fn the_contents_of_a_report_need_its_headings_alone() {
    let whole = report("Kind of Blue");
    let outline = Report {
        sections: whole.sections.iter().map(ReportSection::outline).collect(),
        ..whole.clone()
    };
    assert!(
        outline
            .sections
            .iter()
            .all(|section| section.blocks.is_empty())
    );
    assert_eq!(frame(&outline), frame(&whole));
}

#[test]
fn no_letters_on_paper_are_smaller_than_8_pt() {
    let style = include_str!("style.css");
    let sizes = style
        .split("font-size:")
        .skip(1)
        .chain(style.split("font:").skip(1));
    let sizes: Vec<f64> = sizes
        .map(|after| {
            let words = after.trim_start();
            let end = words
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap();
            let points = if words[end..].starts_with("pt") {
                1.0
            } else {
                0.75
            };
            words[..end].parse::<f64>().unwrap() * points
        })
        .collect();
    assert!(
        sizes.len() > 10 && sizes.iter().all(|&size| size >= 8.0),
        "{sizes:?}"
    );
}
