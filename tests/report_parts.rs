//! First page, body and appendix of the report: what stands where, what it is called, and that it is true of the analysis.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use common::{
    add_pictures, add_table, add_text_table, collection_of, fixtures, picture, report_params,
};
use soundkin::analysis::{Analysis, Collection, Finding, Study, StudyFit, analyse, default_query};
use soundkin::charts::Chart;
use soundkin::cluster::number_by_size;
use soundkin::rank::{Order, Scope, TopParams};
use soundkin::report::{Block, Chapter, Report, ReportParams, ReportSection, html, write_up};
use soundkin::space::{Settings, SpaceName};
use soundkin::wording::{enumerate, fixed};

/// Rows and cards of a list in the body.
const MOST_IN_BODY: usize = 10;

fn report(analysis: &Analysis, params: &ReportParams) -> Report {
    write_up(analysis, params, &mut |_| None)
}

fn n40() -> Analysis {
    analyse(&collection_of(&fixtures("n40")), Settings::default()).unwrap()
}

fn of_pictures(n: usize) -> Collection {
    let mut collection = Collection::default();
    (0..n).for_each(|i| collection.add_picture(picture(&format!("{i}.png"), i)));
    collection
}

/// Pictures only, a table only, few tracks, nearly nothing, and many columns.
fn collections() -> Vec<(&'static str, Collection)> {
    let mut pictures = Collection::default();
    add_pictures(&mut pictures, &fixtures("n40").join("spectrograms"));
    let mut table = Collection::default();
    add_table(&mut table, &fixtures("n40").join("dataset.csv"));
    let mut three = of_pictures(3);
    add_text_table(&mut three, "id,title,energy\n0,A,0.1\n1,B,0.5\n2,C,0.9\n");
    let mut one = of_pictures(1);
    add_text_table(&mut one, "id,title,energy\n0,A,0.1\n");
    let mut words = Collection::default();
    add_text_table(&mut words, "id,name\nx,a\ny,b\n");
    let mut wide = of_pictures(20);
    let columns: Vec<String> = (0..58)
        .map(|i| format!("a_long_name_of_column_{i}"))
        .collect();
    let row = |row: usize| {
        let cells = (0..58).map(|column| ((row * 7 + column * 3) % 11) as f64 / 3.0);
        let cells: Vec<String> = cells.map(|cell| cell.to_string()).collect();
        format!("{row},{}\n", cells.join(","))
    };
    let rows: String = (0..20).map(row).collect();
    add_text_table(&mut wide, &format!("id,{}\n{rows}", columns.join(",")));
    vec![
        ("pictures only", pictures),
        ("a table only", table),
        ("three tracks", three),
        ("one picture", of_pictures(1)),
        ("one track", one),
        ("no numbers", words),
        ("58 columns", wide),
    ]
}

/// The body, which is XML too.
fn body(html: &str) -> &str {
    &html[html.find("<body>").unwrap()..html.find("</html>").unwrap()]
}

/// Contents lead to every heading, in the order of the document, and nowhere else.
fn assert_in_order(document: &Document) {
    let ids = |tags: &[&str]| -> Vec<String> {
        let is = |node: &Node| tags.contains(&node.tag_name().name());
        let ids = document.descendants().filter(is);
        ids.filter_map(|node| node.attribute("id").map(str::to_owned))
            .collect()
    };
    let headings = ids(&["h2", "h3"]);
    let all: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    assert_eq!(
        all.iter().collect::<BTreeSet<_>>().len(),
        all.len(),
        "ids twice: {all:?}"
    );
    let main = |node: &Node| node.ancestors().any(|node| node.has_tag_name("main"));
    let bare = document.descendants().filter(|node| {
        main(node)
            && ["h2", "h3"].contains(&node.tag_name().name())
            && node.attribute("id").is_none()
    });
    assert_eq!(bare.count(), 0, "a heading that nothing can lead to");
    let nav = document
        .descendants()
        .find(|node| node.has_tag_name("nav"))
        .unwrap();
    let links = nav.descendants().filter_map(|node| node.attribute("href"));
    let links: Vec<&str> = links.map(|link| &link[1..]).collect();
    assert_eq!(links, headings);
    // Body, then appendix.
    let appendix = headings.iter().position(|id| id == "appendix").unwrap();
    let is_of_appendix = |id: &String| id.starts_with("part-A");
    assert!(!headings[..appendix].iter().any(is_of_appendix));
    assert!(headings[appendix + 1..].iter().all(is_of_appendix));
    // What is said to be in the appendix is there.
    let links = document
        .descendants()
        .filter_map(|node| node.attribute("href"));
    let within = links.filter_map(|link| link.strip_prefix('#'));
    assert!(
        within
            .into_iter()
            .all(|id| headings.iter().any(|known| known == id))
    );
}

#[test]
fn contents_lead_to_every_heading() {
    for (what, collection) in collections() {
        let analysis = analyse(&collection, Settings::default()).unwrap();
        let text = html(&report(&analysis, &report_params()));
        println!("{what}");
        assert_in_order(&Document::parse(body(&text)).unwrap());
    }
    let text = html(&report(&n40(), &report_params()));
    assert_in_order(&Document::parse(body(&text)).unwrap());
}

fn found(analysis: &Analysis, study: Study) -> Option<Finding> {
    let mut fit = StudyFit::new(study, analysis).unwrap()?;
    while !fit.step(analysis).unwrap() {}
    fit.finish(analysis).unwrap()
}

#[test]
fn the_first_page_says_what_was_computed() {
    let analysis = n40();
    let report = report(&analysis, &report_params());
    let findings = report.findings.join("\n");
    let title = |track: usize| format!("“{}”", analysis.catalog.title(track).unwrap());
    for (space, by) in [
        (SpaceName::Pixels, "by pixels"),
        (SpaceName::Features, "by features"),
    ] {
        let clusters = &analysis.space(space).unwrap().clusters;
        let k = clusters.params.n_clusters;
        let labels = number_by_size(&clusters.fitted.labels, k);
        let size = |cluster| {
            labels
                .iter()
                .filter(|&&label| label == cluster)
                .count()
                .to_string()
        };
        let sizes: Vec<String> = (0..k).map(size).collect();
        let said = format!(
            "Compared {by}: {} tracks in {k} clusters of {}.",
            labels.len(),
            enumerate(&sizes).unwrap()
        );
        assert!(findings.contains(&said), "{said} is not in {findings}");
        let Some(Finding::Quality(quality)) = found(&analysis, Study::Quality(space)) else {
            panic!("no quality");
        };
        let trust = fixed(quality.trustworthiness.unwrap().value, 3);
        let line = report
            .findings
            .iter()
            .find(|line| line.starts_with(&said))
            .unwrap();
        assert!(
            line.contains(&format!("Trustworthiness of the map: {trust}")),
            "{line}"
        );
        let query = default_query(&analysis.catalog).unwrap();
        let list = analysis.recommend(query).unwrap()[space].clone().unwrap();
        let first: Vec<String> = list
            .items
            .iter()
            .take(3)
            .map(|item| title(item.track))
            .collect();
        let nearest = format!(
            "Nearest to {} {by}: {}.",
            title(query),
            enumerate(&first).unwrap()
        );
        assert!(
            findings.contains(&nearest),
            "{nearest} is not in {findings}"
        );
    }
    assert!(report.facts[0].starts_with("40 tracks"));
    // The query and its first recommendations, as pictures.
    let Chart::Grid(grid) = &report.opening.as_ref().unwrap().chart else {
        panic!("no pictures");
    };
    let query = default_query(&analysis.catalog).unwrap();
    let list = analysis.recommend(query).unwrap()[SpaceName::Pixels]
        .clone()
        .unwrap();
    let tracks = std::iter::once(query).chain(list.items.iter().map(|item| item.track));
    let shown: Vec<String> = grid.sections[0]
        .cards
        .iter()
        .map(|card| format!("“{}”", card.title))
        .collect();
    assert_eq!(shown, tracks.take(5).map(title).collect::<Vec<_>>());
}

#[test]
fn lists_in_the_body_stay_short_and_the_appendix_has_the_others() {
    let settings = Settings {
        top_n: 30,
        ..Settings::default()
    };
    let analysis = analyse(&collection_of(&fixtures("n40")), settings).unwrap();
    let top = TopParams {
        column: "tempo".into(),
        n: 40,
        order: Order::Ascending,
        scope: Scope::All,
        drawn: None,
    };
    let params = ReportParams {
        top: Some(top),
        ..report_params()
    };
    let report = report(&analysis, &params);
    let is_list = |section: &&ReportSection| {
        matches!(
            section.chapter,
            Chapter::Recommendations | Chapter::Comparison
        )
    };
    let mut n_lists = 0;
    for section in report.sections.iter().filter(is_list) {
        for block in &section.blocks {
            let n = match block {
                Block::Table(table) => table.rows.len(),
                Block::Figure(figure) => match &figure.chart {
                    Chart::Grid(grid) => grid.sections.iter().map(|group| group.cards.len()).sum(),
                    _ => 0,
                },
                _ => 0,
            };
            assert!(n <= MOST_IN_BODY, "{n} in {}", section.heading.words);
            n_lists += usize::from(n > 0);
        }
    }
    assert!(n_lists >= 4);
    let rest = report
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) if table.title == "By pixels, the others" => Some(table.rows.len()),
            _ => None,
        });
    assert_eq!(rest.sum::<usize>(), 20);
    // All forty of the ranking, in rows.
    let cards = report
        .sections
        .iter()
        .filter(|section| section.heading.words.contains("by tempo"));
    let cards = cards
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Figure(figure) => match &figure.chart {
                Chart::Grid(grid) => Some(
                    grid.sections
                        .iter()
                        .map(|group| group.cards.len())
                        .sum::<usize>(),
                ),
                _ => None,
            },
            _ => None,
        });
    assert_eq!(cards.sum::<usize>(), 40);
}

#[test]
fn one_of_a_thing_is_not_called_many() {
    for (what, collection) in collections() {
        let analysis = analyse(&collection, Settings::default()).unwrap();
        let text = html(&report(&analysis, &report_params()));
        let document = Document::parse(body(&text)).unwrap();
        let leaves = document
            .descendants()
            .filter(Node::is_text)
            .filter_map(|node| node.text());
        for sentence in leaves {
            for many in [
                "tracks",
                "clusters",
                "rows",
                "columns",
                "pictures",
                "lists",
                "iterations",
                "remarks",
                "spectrograms",
                "others",
            ] {
                let wrong = format!("1 {many}");
                let is_one = |at: usize| {
                    !sentence[..at].ends_with(|c: char| c.is_alphanumeric() || ",.-".contains(c))
                };
                let found = sentence.match_indices(&wrong).any(|(at, _)| is_one(at));
                assert!(!found, "{what}: {sentence}");
            }
        }
    }
}

#[test]
fn a_count_of_lists_says_in_which_space() {
    for space in [SpaceName::Pixels, SpaceName::Features] {
        let params = ReportParams {
            space,
            ..report_params()
        };
        let analysis = n40();
        let text = html(&report(&analysis, &params));
        let Some(Finding::Exposure(exposure)) = found(&analysis, Study::Exposure(space)) else {
            panic!("no lists were counted");
        };
        let by = space.words_in(&analysis.catalog).by;
        let counted = exposure.counted(&by).to_string();
        assert!(text.contains(&counted) && counted.contains(&*by));
    }
}
