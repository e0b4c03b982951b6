//! The report read back: what it says is what was computed, nothing in it runs, and it is small enough to send.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use roxmltree::{Document, Node};

use common::{
    add_pictures, add_table, add_text_table, collection_of, fixtures, json, picture, report_params,
    spectrogram,
};
use soundkin::analysis::{
    Analysis, Collection, Finding, Study, StudyFit, analyse, profiles, raw_clusters,
};
use soundkin::charts::Chart;
use soundkin::cluster::silhouette;
use soundkin::data::TextTable;
use soundkin::figures::{self, ClusterColors};
use soundkin::ingest::csv;
use soundkin::ingest::zip::Archive;
use soundkin::rank::{Order, Scope, TopParams};
use soundkin::report::{Block, Report, ReportParams, ReportSection, html, write_up};
use soundkin::sentences;
use soundkin::space::{ClusterOn, Layout, Settings, SpaceName};

const MOST_BYTES: usize = 5_000_000;

fn n40(settings: Settings) -> Analysis {
    analyse(&collection_of(&fixtures("n40")), settings).unwrap()
}

fn own_picture(analysis: &Analysis, track: usize) -> Option<Vec<u8>> {
    let file = &analysis.catalog.spectrogram(track)?.file;
    fs::read(fixtures("n40").join("spectrograms").join(file)).ok()
}

fn report(analysis: &Analysis, params: &ReportParams) -> Report {
    write_up(analysis, params, &mut |track| own_picture(analysis, track))
}

fn without_pictures(analysis: &Analysis) -> String {
    html(&write_up(analysis, &report_params(), &mut |_| None))
}

/// The body, which is XML too.
fn body(html: &str) -> &str {
    &html[html.find("<body>").unwrap()..html.find("</html>").unwrap()]
}

fn text(node: Node) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|text| text.text()).collect()
}

/// The cells of the table of that caption in the section of that heading, whatever its number; without a caption, of the
/// first.
fn table(document: &Document, heading: &str, caption: &str) -> Vec<Vec<String>> {
    let is = |node: &Node, tag: &str, words: &str| node.has_tag_name(tag) && text(*node) == words;
    let is_heading =
        |node: Node| matches!(node.tag_name().name(), "h2" | "h3") && unnumbered(node) == heading;
    let section = document
        .descendants()
        .filter(|node| node.has_tag_name("section"))
        .find(|section| section.descendants().any(is_heading))
        .unwrap_or_else(|| panic!("no section {heading}"));
    let table = section
        .descendants()
        .filter(|node| node.has_tag_name("table"))
        // Those below figures are their values.
        .filter(|table| !table.ancestors().any(|node| node.has_tag_name("details")))
        .find(|table| caption.is_empty() || table.children().any(|c| is(&c, "caption", caption)))
        .unwrap_or_else(|| panic!("no table {caption}"));
    let rows = table.descendants().filter(|node| node.has_tag_name("tr"));
    rows.map(|row| row.children().filter(Node::is_element).map(text).collect())
        .collect()
}

/// What a heading says, without its number.
fn unnumbered(heading: Node) -> String {
    let is_words = |node: &Node| !node.attributes().any(|a| a.value() == "number");
    let words = heading
        .children()
        .filter(is_words)
        .map(|node| match node.text() {
            Some(words) if node.is_text() => words.to_owned(),
            _ => text(node),
        });
    words.collect::<String>().trim_start().to_owned()
}

/// Rows for columns.
fn turned(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let column = |i: usize| rows.iter().map(|row| row[i].clone()).collect();
    (0..rows[0].len()).map(column).collect()
}

fn number(cell: &str) -> f64 {
    cell.replace(',', "")
        .replace('\u{2212}', "-")
        .parse()
        .unwrap()
}

/// What the elements of that name say.
fn texts(document: &Document, tag: &str) -> Vec<String> {
    let all = document.descendants();
    all.filter(|node| node.has_tag_name(tag))
        .map(text)
        .collect()
}

/// What must hold of every report.
fn assert_harmless(text: &str) {
    let document = Document::parse(body(text)).unwrap();
    for node in document.descendants().filter(Node::is_element) {
        let tag = node.tag_name().name();
        assert!(!["script", "link", "iframe", "img", "form"].contains(&tag));
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            if tag == "a" {
                assert!(attribute.name() != "href" || attribute.value().starts_with('#'));
            } else if ["href", "src"].contains(&attribute.name()) {
                assert!(attribute.value().starts_with("data:image/png;base64,"));
            }
        }
    }
    assert!(!text.contains("<script"));
    let known =
        text.matches("http://www.w3.org/2000/svg").count() + text.matches("http-equiv").count();
    assert_eq!(text.matches("http").count(), known, "an address");
    assert!(text.len() < MOST_BYTES, "{} bytes", text.len());
}

#[test]
fn it_says_what_was_computed() {
    for settings in [Settings::default(), Settings::default().as_reference()] {
        let analysis = n40(settings);
        let text = html(&report(&analysis, &report_params()));
        assert_harmless(&text);
        let document = Document::parse(body(&text)).unwrap();
        let raw = raw_clusters(&analysis).unwrap().unwrap();
        let in_file = "in the units of the file";
        let mut groups = vec![(
            "Clusters of the raw columns",
            format!("Means of the clusters of the raw columns, {in_file}"),
            raw.profiles,
            None,
        )];
        for (heading, space, units) in [
            (
                "Clusters by pixels",
                SpaceName::Pixels,
                "in percent of white",
            ),
            ("Clusters by features", SpaceName::Features, in_file),
        ] {
            let title = format!("Means of the clusters, {units}");
            let sizes = table(&document, heading, "");
            let want = profiles(&analysis, space).unwrap().unwrap();
            assert_eq!(sizes.len(), want.profiles.len() + 1);
            for (row, profile) in sizes[1..].iter().zip(&want.profiles) {
                assert_eq!(row[1], profile.size.to_string());
            }
            let in_numbers = match space {
                SpaceName::Pixels => "Clusters by pixels in numbers",
                _ => "Clusters by features in numbers",
            };
            let fitted = analysis.space(space).unwrap();
            let of_all = silhouette(&fitted.matrix, &fitted.clusters.fitted.labels);
            groups.push((in_numbers, title, want, of_all));
        }
        for (heading, title, want, of_all) in groups {
            let means = turned(&table(&document, heading, &title));
            assert_eq!(means.len(), want.profiles.len() + 1);
            for (i, profile) in want.profiles.iter().enumerate() {
                assert_eq!(means[i + 1][0], want.names[i].name);
                assert_eq!(means[i + 1][1], profile.size.to_string());
                let shown: Vec<f64> = means[i + 1][3..means[0].len() - 1]
                    .iter()
                    .map(|c| number(c))
                    .collect();
                assert_eq!(shown, profile.means_rounded);
            }
            let called: Vec<String> = want.names.iter().map(|n| n.name.clone()).collect();
            let said = sentences::text(want.meaning(&called, of_all));
            assert!(texts(&document, "p").iter().any(|p| p.contains(&said)));
        }
        for space in [SpaceName::Pixels, SpaceName::Features] {
            let space = analysis.space(space).unwrap();
            let inertia = format!("{:.2}", space.clusters.fitted.inertia);
            assert!(
                text.replace(',', "")
                    .contains(&format!("inertia {inertia}"))
            );
            let percent = space.pca.explained_variance_ratio[0] * 100.0;
            assert!(text.contains(&format!("PC1 ({percent:.1} % of the variance)")));
        }
        let query = soundkin::analysis::default_query(&analysis.catalog).unwrap();
        let lists = analysis.recommend(query).unwrap();
        let captions = [
            ("By pixels", SpaceName::Pixels),
            ("By features", SpaceName::Features),
        ];
        for (caption, space) in captions {
            let rows = table(&document, caption, caption);
            let list = lists[space].as_ref().unwrap();
            assert_eq!(rows.len(), list.items.len() + 1);
            for (row, item) in rows[1..].iter().zip(&list.items) {
                assert_eq!(row[1], analysis.catalog.title(item.track).unwrap());
                assert!((number(&row[3]) - item.score).abs() < 6e-4);
                assert_eq!(row[4], item.reason);
            }
        }
    }
}

/// Clusters may be found on the map by t-SNE while the other one is in view.
#[test]
fn the_map_in_view_is_the_one_that_is_written() {
    let mut settings = Settings::default();
    settings.spaces[SpaceName::Pixels].on = ClusterOn::Tsne;
    let analysis = n40(settings);
    let text = without_pictures(&analysis);
    let document = Document::parse(body(&text)).unwrap();
    let said = texts(&document, "p").concat();
    assert!(said.contains("The two principal components of the 4,096 pixels"));
    assert!(said.contains("Colours: k-means (k = 4) on the map by t-SNE"));
    assert!(!text.contains("t-SNE 1"));
}

#[test]
fn the_notebooks_own_numbers_are_in_it() {
    let want = json(&fixtures("n40/n40.json"));
    let text = html(&report(&n40(Settings::default()), &report_params()));
    let document = Document::parse(body(&text)).unwrap();
    let caption = "By features: cosine of raw values";
    let rows = table(&document, "Cosine of the raw columns", caption);
    let top5 = want["table"]["cosine_top5"].as_array().unwrap();
    assert_eq!(rows.len(), 6);
    for (row, want) in rows[1..].iter().zip(top5) {
        assert_eq!(row[1], want["name"].as_str().unwrap());
        assert!((number(&row[3]) - want["similarity"].as_f64().unwrap()).abs() < 6e-7);
    }
    // Row 5: the ten most popular, on their cards; row 7: both halves.
    let name = want["table"]["query"]["name"].as_str().unwrap();
    assert!(text.contains(name) && text.contains("popularity 69"));
    let sides = table(
        &document,
        "Low and high energy in numbers",
        "Both sides of energy, in numbers",
    );
    assert_eq!((&*sides[1][2], &*sides[2][2]), ("20", "20"));
    assert_eq!(sides[1][1], "energy below 0.547");
}

#[test]
fn every_part_is_there_and_all_parameters() {
    let analysis = n40(Settings::default());
    let report = report(
        &analysis,
        &ReportParams {
            cluster_names: vec![(SpaceName::Pixels, 1, "My own name".into())],
            query: Some(3),
            ..report_params()
        },
    );
    let text = html(&report);
    let document = Document::parse(body(&text)).unwrap();
    assert_eq!(
        [texts(&document, "h2"), texts(&document, "h3")].concat(),
        [
            "What was found",
            "What it was made from",
            "Contents",
            "1 Files",
            "2 Maps",
            "3 Clusters",
            "4 Recommendations",
            "5 Comparison",
            "6 Settings",
            "Appendix",
            "2.1 Map by pixels",
            "2.2 Map by features",
            "3.1 Clusters by pixels",
            "3.2 Clusters by features",
            "4.1 By pixels",
            "4.2 By features",
            "5.1 Which space hears what you mean?",
            "5.2 The first tracks by popularity",
            "5.3 Low and high energy",
            "A1 Files in numbers",
            "A2 Clusters by pixels in numbers",
            "A3 Clusters by features in numbers",
            "A4 Clusters of the raw columns",
            "A5 Recommendations by pixels in numbers",
            "A6 Recommendations by features in numbers",
            "A7 Cosine of the raw columns",
            "A8 The spaces in numbers",
            "A9 The first tracks by popularity in numbers",
            "A10 Low and high energy in numbers",
            "A11 Common claims",
            "A12 Settings of files and lists",
            "A13 All tracks",
        ]
    );
    assert!(text.contains("2: My own name") && text.contains("22 November 2026"));
    let title = analysis.catalog.title(3).unwrap();
    assert!(text.contains(&format!("What is like “{title}”, and why?")));
    let parameters = [
        table(&document, "Settings", ""),
        table(&document, "Settings of files and lists", ""),
    ];
    let parameters = parameters.concat();
    let value = |name: &str| -> &str {
        let row = parameters.iter().find(|row| row[0] == name);
        &row.unwrap_or_else(|| panic!("{name}"))[1]
    };
    assert_eq!(value("Soundkin"), env!("CARGO_PKG_VERSION"));
    assert_eq!(value("Seed of k-means and t-SNE"), "42");
    // Read back, the settings are those that were used.
    let settings: Settings = serde_json::from_str(value("Settings as JSON")).unwrap();
    assert_eq!(settings, analysis.settings);
    // Twelve figures and more, for wide and for narrow paper.
    let count = |tag: &str| {
        let is = |node: &Node| node.has_tag_name(tag);
        document.descendants().filter(is).count()
    };
    assert!(count("figure") >= 15, "{}", count("figure"));
    assert_eq!(count("svg"), 2 * count("figure"));
}

#[test]
fn the_person_gets_the_view_they_had() {
    let analysis = n40(Settings::default());
    let top = TopParams {
        column: "tempo".into(),
        n: 3,
        order: Order::Ascending,
        scope: Scope::All,
        drawn: None,
    };
    let params = ReportParams {
        top: Some(top),
        space: SpaceName::Features,
        ..report_params()
    };
    let headed: Vec<String> = report(&analysis, &params)
        .sections
        .into_iter()
        .map(|section| section.heading.words)
        .collect();
    assert_eq!(headed[1], "Map by features");
    assert!(headed.contains(&"The first tracks by tempo".to_string()));
    // A column that is gone leaves a sentence, not no report.
    let gone = TopParams {
        column: "gone".into(),
        ..params.top.clone().unwrap()
    };
    let report = report(
        &analysis,
        &ReportParams {
            top: Some(gone),
            ..params
        },
    );
    let said = report.sections.iter().map(|section| &*section.sentence);
    assert!(
        said.into_iter()
            .any(|s| s == "The table has no numeric column \"gone\".")
    );
}

#[test]
fn the_scorecard_is_that_of_the_page() {
    for label in [Some("explicit".to_owned()), None] {
        let settings = Settings {
            label,
            ..Settings::default()
        };
        let analysis = n40(settings);
        let mut fit = StudyFit::new(Study::Scorecard, &analysis).unwrap().unwrap();
        while !fit.step(&analysis).unwrap() {}
        let Some(Finding::Scorecard(found)) = fit.finish(&analysis).unwrap() else {
            panic!("no scorecard");
        };
        let what = |name: SpaceName| name.words_in(&analysis.catalog).what.into_owned();
        // Many rows stand in the appendix.
        let (wanted, want) = if found.rows.is_empty() {
            let table = figures::scorecard::neighborhoods(&found, what);
            (figures::scorecard::HEADING, table)
        } else {
            (
                "The spaces in numbers",
                figures::scorecard::agreement(&found, what),
            )
        };
        assert!(want.rows.len() > 1);
        let report = report(&analysis, &report_params());
        let headed = |section: &&ReportSection| section.heading.words == wanted;
        let section = report.sections.iter().find(headed).unwrap();
        assert!(section.blocks.contains(&Block::Table(want)), "{section:?}");
    }
}

#[test]
fn a_map_by_t_sne_says_so() {
    let mut settings = Settings::default();
    settings.spaces[SpaceName::Pixels].layout = Layout::Tsne;
    let text = html(&report(&n40(settings), &report_params()));
    assert_harmless(&text);
    assert!(text.contains("t-SNE 1") && text.contains("t-SNE 2") && text.contains("PC2 ("));
    assert!(text.contains("distances far apart mean nothing"));
}

#[test]
fn what_is_not_there_is_left_out_in_a_sentence() {
    let mut pictures_only = Collection::default();
    add_pictures(&mut pictures_only, &fixtures("n40").join("spectrograms"));
    let mut table_only = Collection::default();
    add_table(&mut table_only, &fixtures("n40").join("dataset.csv"));
    for (collection, missing, present) in [
        (
            &pictures_only,
            "there is no numeric column",
            "Clusters by pixels",
        ),
        (
            &table_only,
            "Left out: there is no picture.",
            "Clusters by features",
        ),
    ] {
        let analysis = analyse(collection, Settings::default()).unwrap();
        let text = without_pictures(&analysis);
        assert_harmless(&text);
        assert!(
            text.contains(missing) && text.contains(present),
            "{missing}"
        );
    }
    // As little as there can be.
    let mut one = Collection::default();
    one.add_picture(picture("a.png", 1));
    let alone = without_pictures(&analyse(&one, Settings::default()).unwrap());
    assert!(!alone.contains("most popular"));
    assert_harmless(&without_pictures(
        &analyse(&one, Settings::default()).unwrap(),
    ));
    let mut words = Collection::default();
    add_text_table(&mut words, "id,name\nx,a\ny,b\n");
    assert_harmless(&without_pictures(
        &analyse(&words, Settings::default()).unwrap(),
    ));
}

#[test]
fn hostile_names_stay_words() {
    let mut collection = Collection::default();
    let bad = "</title></svg><script>alert(1)</script><b onclick='x'>&\u{1}";
    let mut rows = String::from("id,track_name,artists,energy,popularity\n");
    for i in 0..12 {
        collection.add_picture(picture(&format!("clip_{i}.png"), i));
        let row = format!("{i},{bad}{i},\"=1+1,{bad}\",0.{i:02},{i}\n");
        rows.push_str(&row);
    }
    add_text_table(&mut collection, &rows);
    collection.add_broken_picture(&format!("{bad}.png"), "The file is empty.");
    let analysis = analyse(&collection, Settings::default()).unwrap();
    let text = without_pictures(&analysis);
    assert_harmless(&text);
    assert!(text.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn the_demo_is_small_enough_to_send() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/demo/soundkin-demo.zip");
    let mut archive = Archive::open(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut collection = Collection::default();
    let mut files = Vec::new();
    for entry in archive.entries() {
        let bytes = archive.read(entry.index).unwrap();
        if bytes.starts_with(b"\x89PNG") {
            collection.add_picture(spectrogram(&entry.name, &bytes).unwrap());
            files.push((entry.name, bytes));
        } else {
            let (table, warnings) = csv::read(&entry.name, &bytes).unwrap();
            collection.add_table(table, warnings);
        }
    }
    let analysis = analyse(&collection, Settings::default()).unwrap();
    assert_eq!(analysis.catalog.tracks.len(), 120);
    let bytes_of = |track: usize| {
        let file = &analysis.catalog.spectrogram(track)?.file;
        let found = files.iter().find(|(name, _)| name.ends_with(file.as_str()));
        found.map(|(_, bytes)| bytes.clone())
    };
    let whole = write_up(&analysis, &report_params(), &mut |track| bytes_of(track));
    assert_harmless(&html(&whole));
    assert!(!captions(&whole).contains("64 x 64 pixels, to keep"));
    // Pictures of half a megabyte each do not fit; a hundred of them are asked for.
    let top = TopParams {
        column: "popularity".into(),
        n: 100,
        order: Order::Descending,
        scope: Scope::Pictured,
        drawn: None,
    };
    let params = ReportParams {
        top: Some(top),
        ..report_params()
    };
    let large = write_up(&analysis, &params, &mut |track| {
        let mut bytes = bytes_of(track)?;
        bytes.resize(500_000, 0);
        Some(bytes)
    });
    assert_harmless(&html(&large));
    assert!(captions(&large).contains("64 x 64 pixels, to keep"));
}

fn captions(report: &Report) -> String {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Figure(figure) => Some(figure.caption.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn its_tables_and_figures_are_those_of_the_page() {
    let analysis = n40(Settings::default());
    let report = report(&analysis, &report_params());
    let blocks: Vec<&Block> = report.sections.iter().flat_map(|s| &s.blocks).collect();
    let has_table = |table: TextTable| blocks.contains(&&Block::Turned(table));
    let has_chart = |chart: Chart| {
        let is_it =
            |block: &&Block| matches!(block, Block::Figure(figure) if figure.chart == chart);
        blocks.iter().any(is_it)
    };
    let catalog = &analysis.catalog;
    let title = |track: usize| catalog.title(track).unwrap().to_owned();
    for space in [SpaceName::Pixels, SpaceName::Features] {
        // What the page is answered, and what it makes of it.
        let found = profiles(&analysis, space).unwrap().unwrap();
        let names: Vec<String> = found.names.iter().map(|name| name.name.clone()).collect();
        let typical: Vec<String> = found.typical.iter().map(|&track| title(track)).collect();
        let words = space.words_in(&analysis.catalog);
        let of = figures::clusters::Means::of_space(&words.units);
        let means = figures::clusters::means(&found, &names, &typical, of);
        assert!(has_table(means));
        assert!(has_table(figures::clusters::z_means(&found, &names, of)));
    }
    let raw = raw_clusters(&analysis).unwrap().unwrap();
    let samples = &analysis.space(SpaceName::Features).unwrap().samples.tracks;
    let palette = ClusterColors::default().palette(SpaceName::Features);
    let map = figures::clusters::raw_map(&raw, |sample| title(samples[sample]), palette);
    assert!(has_chart(map.into()));
    let other = ClusterColors::Reference.palette(SpaceName::Features);
    let map = figures::clusters::raw_map(&raw, |sample| title(samples[sample]), other);
    assert!(!has_chart(map.into()), "another palette is another figure");
}
