//! The report read back.

use super::html::{frame, section};
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
        facts: vec![format!("100 tracks from {name}.")],
        sections: vec![ReportSection {
            heading: name.to_owned(),
            sentence: "Which tracks are popular?".to_owned(),
            blocks: vec![
                Block::Paragraph(name.to_owned()),
                Block::figure(bars(name), format!("Features of {name}.")),
                Block::figure(pictures(name), ""),
                Block::Table(table),
            ],
        }],
        parameters: vec![
            ("Seed".to_owned(), "42".to_owned()),
            (name.to_owned(), name.to_owned()),
        ],
    }
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
            assert!(!["script", "link", "iframe", "img", "a", "base", "form"].contains(&tag));
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on"));
                if ["href", "src"].contains(&attribute.name()) {
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
    assert_eq!(said("h2"), [read, "Parameters"]);
    assert_eq!(said("li"), [format!("100 tracks from {read}.")]);
    assert!(said("p").contains(&read.to_owned()));
    assert!(said("figcaption")[0].starts_with(&format!("Features of {read}.")));
    assert!(said("caption").contains(&read.to_owned()));
    let n_cells = said("td").iter().filter(|cell| *cell == read).count();
    // In the numbers of both figures, in the table and twice among the parameters.
    assert!(n_cells >= 5, "{n_cells}");
}

#[test]
fn no_title_is_taken_for_the_place_of_the_sections() {
    let title = "<!--sections-->";
    let [before, after] = frame(&report(title));
    assert!(before.ends_with("<main>\n"));
    assert!(after.starts_with("<section>") && !after.contains("</header>"));
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
    // Two figures for wide and narrow, a table, the numbers of two figures, and the parameters.
    assert_eq!((count("figure"), count("svg"), count("table")), (2, 4, 4));
    for words in [
        "22 November 2026",
        "100 tracks from Kind of Blue.",
        "Features of Kind of Blue. 1 of 2 values is missing and leaves a gap.",
        "<td>Seed</td><td>42</td>",
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
fn a_table_of_many_columns_is_set_smaller_in_print() {
    let table = |n: usize| {
        let block = Block::Table(TextTable::new("", (0..n).map(|i| format!("column {i}"))));
        html(&Report {
            sections: vec![ReportSection {
                blocks: vec![block],
                ..ReportSection::default()
            }],
            ..Report::default()
        })
    };
    assert!(table(20).contains("<table class=\"many broken\">"));
    assert!(table(11).contains("<table class=\"many\">"));
    assert!(table(7).contains("<table>"));
}
