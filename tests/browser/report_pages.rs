//! The report on paper: printed by the browser, its pages counted and measured.

use std::path::Path;

use serde_json::json;

use crate::browsers::Browser;
use crate::page::Page;
use crate::paper::Sheet;
use crate::sets::write_pictures;
use crate::temp_dir::TempDir;
use crate::visit::{run, visit};

/// Pages of the body, the first page among them.
const MOST_PAGES: usize = 8;
/// Letters on paper, in points; a printer's rounding is allowed.
const LEAST_LETTERS: f64 = 8.0 - 0.005;
/// No page is emptier, but the last of the body and the last of all.
const LEAST_FILL: f64 = 0.5;
/// Below a heading stand its question and what begins to answer it, in points.
const LEAST_BELOW_HEADING: f64 = 36.0;
/// Heading of the last part; the body only speaks of "the appendix".
const APPENDIX: &str = "Appendix";

/// The report of what the page shows.
async fn exported(page: &Page) -> String {
    let file = page.download("#export-report").await;
    assert_eq!(file.name, "soundkin-report.html");
    String::from_utf8(file.bytes).unwrap()
}

/// A report on paper. It is opened from disk, beside the page, which must still be quiet in the end.
async fn printed(page: &Page, report: &str) -> Vec<Sheet> {
    let folder = TempDir::new();
    let path = folder.0.join("report.html");
    std::fs::write(&path, report).unwrap();
    let own = page.driver.window().await.unwrap();
    let tab = page.driver.new_tab().await.unwrap();
    page.driver.switch_to_window(tab).await.unwrap();
    page.goto(&format!("file://{}", path.display())).await;
    let sheets = page.print().await;
    page.driver.close_window().await.unwrap();
    page.driver.switch_to_window(own).await.unwrap();
    sheets
}

/// What is wrong with a report on paper.
fn faults(sheets: &[Sheet]) -> Vec<String> {
    let mut faults = Vec::new();
    // The first page has it among the contents.
    let later = sheets.iter().skip(1);
    let of_body = later.take_while(|sheet| !sheet.words.contains(APPENDIX));
    let n_body = 1 + of_body.count();
    if !(2..=MOST_PAGES).contains(&n_body) {
        faults.push(format!("a body of {n_body} pages"));
    }
    for (number, sheet) in (1..).zip(sheets) {
        let full = format!("{:.0} % full", sheet.fill * 100.0);
        let may_end_early = number == n_body || number == sheets.len();
        let checks = [
            (
                sheet.smallest < LEAST_LETTERS,
                format!("letters of {:.2} pt", sheet.smallest),
            ),
            (sheet.fill < LEAST_FILL && !may_end_early, full.clone()),
            (sheet.fill > 1.01, full),
            (
                sheet.below_heading < LEAST_BELOW_HEADING,
                format!("ends {:.0} pt below a heading", sheet.below_heading),
            ),
        ];
        let found = checks.into_iter().filter(|(is_wrong, _)| *is_wrong);
        faults.extend(found.map(|(_, words)| format!("page {number}: {words}")));
    }
    faults
}

fn assert_well_printed(sheets: &[Sheet], what: &str) {
    let measured: Vec<String> = sheets
        .iter()
        .map(|sheet| format!("{:.0} % at {:.2} pt", sheet.fill * 100.0, sheet.smallest))
        .collect();
    println!("{what}: {} pages: {}", sheets.len(), measured.join(", "));
    assert_eq!(faults(sheets), Vec::<String>::new(), "{what}");
    assert!(sheets[0].words.contains("What was found") && sheets[0].words.contains("Contents"));
}

/// Has each page its number in the margin? How words are spaced is the browser's.
fn numbered(sheets: &[Sheet]) -> bool {
    let n = sheets.len();
    (1..).zip(sheets).all(|(number, sheet): (usize, _)| {
        let letters: String = sheet.words.split_whitespace().collect();
        letters.contains(&format!("{number}of{n}"))
    })
}

/// The demo, and a table of 58 columns with square pictures.
async fn the_report_on_paper(page: Page) {
    page.goto(&page.server.url()).await;
    page.wait_for_state("empty").await;
    page.click("#try-demo").await;
    page.wait_for_rest().await;
    let sheets = printed(&page, &exported(&page).await).await;
    assert_well_printed(&sheets, "the demo");
    assert!(sheets[0].words.contains("120 tracks"));
    // Firefox knows no boxes in the margin.
    assert!(numbered(&sheets) || page.browser != Browser::Chromium);

    let folder = TempDir::new();
    wide(&folder.0);
    page.open_as_usual(&folder.0).await;
    let sheets = printed(&page, &exported(&page).await).await;
    assert_well_printed(&sheets, "58 columns");
}

/// A report whose style is spoilt has faults, each of its kind.
async fn what_is_badly_set(page: Page) {
    page.goto(&page.server.url()).await;
    page.wait_for_state("empty").await;
    page.click("#try-demo").await;
    page.wait_for_rest().await;
    let report = exported(&page).await;
    for (style, fault) in [
        ("table { font-size: 7pt }", "letters of 7.00 pt"),
        (".wide svg { width: 400px !important }", "letters of 5."),
        ("section { break-before: page }", "% full"),
        ("figure { height: 150mm }", "a body of"),
        (".table { width: 300mm }", "letters of "),
        (".lead { break-after: page }", "pt below a heading"),
    ] {
        let spoilt = report.replacen(
            "</style>",
            &format!("@media print {{ {style} }}</style>"),
            1,
        );
        let found = faults(&printed(&page, &spoilt).await);
        assert!(
            found.iter().any(|it| it.contains(fault)),
            "{style}: {found:?}"
        );
        println!("{style}: {} faults, the first: {}", found.len(), found[0]);
    }
}

/// A hundred square pictures and a table of 58 columns of numbers.
fn wide(folder: &Path) {
    write_pictures(folder, 0..100, 192, 192, |i| format!("clip_{i}.png"));
    let names: Vec<String> = (0..58)
        .map(|column| format!("measure_{column}_mean"))
        .collect();
    let row = |i: usize| {
        let cell = |column: usize| ((i * (column + 7) * 2_654_435_761) % 1_000_003) as f64 / 7.0;
        let cells: Vec<String> = (0..58).map(|column| cell(column).to_string()).collect();
        format!("{i},Track {i},{}\n", cells.join(","))
    };
    let rows: String = (0..100).map(row).collect();
    let table = format!("id,title,{}\n{rows}", names.join(","));
    std::fs::write(folder.join("dataset.csv"), table).unwrap();
}

/// What a browser of its own kind prints is measured rightly.
async fn a_measured_page(page: Page) {
    let print = async |style: &str, body: &str| -> Vec<Sheet> {
        let own = page.driver.window().await.unwrap();
        let tab = page.driver.new_tab().await.unwrap();
        page.driver.switch_to_window(tab).await.unwrap();
        page.goto("about:blank").await;
        let html = format!(
            "<style>@page {{ margin: 16mm }} body {{ margin: 0; font: 12pt sans-serif }} {style}</style>{body}"
        );
        page.run_with(
            "document.documentElement.innerHTML = arguments[0]",
            vec![json!(html)],
        )
        .await;
        let sheets = page.print().await;
        page.driver.close_window().await.unwrap();
        page.driver.switch_to_window(own).await.unwrap();
        sheets
    };
    let lines = print("", "<p>One</p><p style='font-size: 7pt'>Two</p>").await;
    assert_eq!(lines.len(), 1);
    assert!(
        (lines[0].smallest - 7.0).abs() < 0.01 && lines[0].fill < 0.1,
        "{lines:?}"
    );
    // A box of half of the page, and then a page of its own.
    let half = "<div style='height: 132.5mm; border-bottom: 1pt solid'></div>";
    let two = print(
        "",
        &format!("<p>One</p>{half}<p style='break-before: page'>Two</p>"),
    )
    .await;
    assert_eq!(two.len(), 2, "{two:?}");
    assert!(
        (0.5..0.6).contains(&two[0].fill) && two[1].fill < 0.1,
        "{two:?}"
    );
    // Words in a drawing that is made smaller.
    let svg = "<svg viewBox='0 0 200 100' width='100' height='50'><text y='50' font-size='16'>Three</text></svg>";
    let drawn = print("", svg).await;
    assert!((drawn[0].smallest - 6.0).abs() < 0.01, "{drawn:?}");
}

#[test]
fn the_report_on_paper_chromium() {
    run(visit(
        Browser::Chromium,
        "report-pages-chromium",
        the_report_on_paper,
    ));
}

#[test]
fn what_is_badly_set_on_paper_is_noticed() {
    run(visit(
        Browser::Chromium,
        "badly-set-chromium",
        what_is_badly_set,
    ));
}

#[test]
fn the_report_on_paper_firefox() {
    run(visit(
        Browser::Firefox,
        "report-pages-firefox",
        the_report_on_paper,
    ));
}

#[test]
fn a_printed_page_is_measured_rightly_chromium() {
    run(visit(
        Browser::Chromium,
        "measured-chromium",
        a_measured_page,
    ));
}

#[test]
fn a_printed_page_is_measured_rightly_firefox() {
    run(visit(Browser::Firefox, "measured-firefox", a_measured_page));
}
