//! The views beside the map, from files on disk to the words on the page, against the notebook's numbers (n40.json); the
//! map by t-SNE; the report, written and read back.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::page::Page;
use crate::sets::{answers, assert_close, n40};
use crate::temp_dir::TempDir;
use crate::visit::{run, visit};

/// Ids of the cards of a list, in order.
async fn ids(page: &Page, list: &str) -> Vec<String> {
    let ids = page
        .run(&format!(
            "return [...document.querySelectorAll('{list} [data-id]')].map(card => card.dataset.id)"
        ))
        .await;
    serde_json::from_value(ids).unwrap()
}

fn as_texts(list: &Value) -> Vec<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(Value::to_string)
        .collect()
}

in_each_browser! {
    async fn the_views_show_the_notebooks_numbers(page: Page) {
        let folder = TempDir::new();
        n40(&folder.0);
        page.open_with(&folder.0).await;
        let expected = answers("n40/n40.json");
        let table = &expected["table"];

        page.show_part("Top").await;
        page.find("#top-list [data-id]").await;
        assert_eq!(ids(&page, "#top-list").await, as_texts(&table["top10_stable"]));
        let values = page.texts("#top-list .card-value").await;
        let popularity: Vec<String> = as_texts(&table["top10_popularity"])
            .iter()
            .map(|value| format!("popularity {value}"))
            .collect();
        assert_eq!(values, popularity);

        page.show_part("Compare").await;
        page.find("#split-low-list [data-id]").await;
        assert_eq!(ids(&page, "#split-low-list").await, as_texts(&table["low_sample_ids"]));
        assert_eq!(ids(&page, "#split-high-list").await, as_texts(&table["high_sample_ids"]));
        let low = page.text("#split-low").await;
        assert!(low.contains("energy below 0.547: 20 tracks, 5 of them drawn at random."), "{low}");
        page.wait_until("five verdicts", "document.querySelectorAll('#claims .claim strong').length === 5").await;

        // Another seed draws others, of the same sides.
        page.click("#split-draw").await;
        let drawn = as_texts(&table["low_sample_ids"]).join(",");
        page.wait_until(
            "another draw",
            &format!("[...document.querySelectorAll('#split-low-list [data-id]')].map(card => card.dataset.id).join() !== '{drawn}'"),
        ).await;

        page.show_part("Clusters").await;
        page.find("#scan-figure").await;
        // A name stays with its cluster, on the map too.
        page.run("document.querySelector('#cluster-name-0').select()").await;
        page.type_into("#cluster-name-0", "Night drive\n").await;
        page.show_part("Map").await;
        page.wait_until("the name", "document.querySelector('.legend').innerText.includes('Night drive')").await;

        // Downloads last: the panel that some browsers open for them takes the keyboard.
        page.show_part("Clusters").await;
        let file = page.download("#scan-figure .keep button:last-child").await;
        let scan = file.rows();
        for k in 2..=8 {
            let want = &expected["k_scan_components"][k.to_string()];
            let row = scan.iter().find(|row| row[0] == k.to_string()).unwrap();
            // All digits, not those that the page shows.
            for (cell, quantity) in [(&row[1], "inertia"), (&row[2], "silhouette")] {
                assert_close(&json!(cell.parse::<f64>().unwrap()), &want[quantity], 1e-9, &format!("{quantity}, k = {k}"));
            }
        }
    }

    async fn the_table_is_searched_and_sorted(page: Page) {
        let folder = TempDir::new();
        n40(&folder.0);
        page.open_with(&folder.0).await;
        page.show_part("Data").await;
        page.find("#table-body tr[data-row]").await;
        let count = page.text("#table-count").await;
        assert!(count.contains("103 rows"), "{count}");
        page.type_into("#table-search", "remaster").await;
        // The first letters alone may have been looked for meanwhile.
        page.wait_until("the rows with all of the word", "/^\\d+ of 103 rows with “remaster”$/.test(document.querySelector('#table-count').innerText)").await;
        let found = page.texts("#table-body tr[data-row]").await;
        assert!(!found.is_empty() && found.iter().all(|row| row.to_lowercase().contains("remaster")), "{found:?}");
        let file = page.download("#table-csv").await;
        assert_eq!(file.rows().len(), found.len() + 1);
    }

    async fn a_map_by_tsne_is_kept_and_measured(page: Page) {
        let folder = TempDir::new();
        n40(&folder.0);
        page.open_with(&folder.0).await;
        page.click("#layout-tsne").await;
        page.wait_until("the map by t-SNE", "document.querySelector('#tsne-info')?.innerText.includes('iterations') && document.body.dataset.state === 'ready'").await;
        page.wait_until("its worth", "document.querySelector('#trustworthiness')?.innerText.startsWith('Trustworthiness 0.9')").await;
        let document = page.document().await;
        let tsne = &document["sound"]["tsne"];
        assert_eq!(tsne["coords"].as_array().unwrap().len(), 40);
        assert_eq!(tsne["perplexity"], 13.0);
        // scikit-learn ends between 0.14 and 0.16 here.
        let divergence = tsne["kl_divergence"].as_f64().unwrap();
        assert!((0.10..0.18).contains(&divergence), "{divergence}");
        // Clusters stay with what they were found in until others are asked for, and both silhouettes say on what.
        assert_eq!(document["sound"]["clusters"]["on"], "components");
        page.choose("#cluster-on", "tsne").await;
        page.wait_until("both silhouettes", "/^Silhouette 0\\.\\d{3} on the map by t-SNE, 0\\.\\d{3} on all pixels$/.test(document.querySelector('#silhouette')?.innerText)").await;
        let found = page.document().await["sound"]["clusters"].clone();
        assert_eq!(found["on"], "tsne");
        page.click("#layout-pca").await;
        page.wait_until("the map by PCA", "document.body.dataset.state === 'ready' && !document.querySelector('#tsne-info')").await;
        assert_eq!(page.document().await["sound"]["clusters"], found);
        assert_eq!(page.run("return document.querySelector('#cluster-on').selectedOptions[0].innerText").await, "The map by t-SNE");
    }

    async fn a_table_alone_has_every_view(page: Page) {
        let folder = TempDir::new();
        std::fs::copy(crate::sets::fixtures("n40").join("dataset.csv"), folder.0.join("dataset.csv")).unwrap();
        page.open_with(&folder.0).await;
        let expected = answers("n40/n40.json");
        for (part, css, words) in [
            ("Top", "#top-sentence", "10 tracks with the highest popularity, of 103"),
            ("Compare", "#split-low", "energy below"),
            ("Clusters", "#raw-leading", "tempo decides nearly alone"),
            ("Data", "#table-count", "103 rows"),
        ] {
            page.show_part(part).await;
            let text = page.text(css).await;
            assert!(text.contains(words), "{part}: {text}");
        }
        assert_eq!(expected["table"]["rows"], 103);

        // Tracks without a number are counted beside what they are missing from.
        let some = TempDir::new();
        let mut text = crate::sets::table(30);
        for id in 30..33 {
            writeln!(text, "{id},t{id:06},Nobody,Nothing,7,0.5,,0.5,0.5,0.5,120.000,none").unwrap();
        }
        std::fs::write(some.0.join("dataset.csv"), text).unwrap();
        page.open_with(&some.0).await;
        let left_out = "3 tracks lack a row or one of the features and are left out.";
        assert_eq!(page.text("#left-out").await, left_out);
        page.show_part("Clusters").await;
        assert!(page.text("#clusters header").await.contains(left_out));
        page.show_part("Compare").await;
        page.wait_until("those in neither half", "document.querySelector('#split-left-out')?.innerText.includes('3')").await;
    }
}

/// The report of the demo, by the button that offers it.
async fn report_of_the_demo(page: Page) {
    page.goto(&page.server.url()).await;
    page.wait_for_state("empty").await;
    page.click("#try-demo").await;
    page.wait_for_state("ready").await;
    for (part, css) in [
        ("Top", "#top-list [data-id]"),
        ("Compare", "#split-high-list [data-id]"),
        ("Clusters", "#cluster-name-3"),
        ("Data", "#table-body tr[data-row]"),
        ("Map", "#map"),
    ] {
        page.show_part(part).await;
        page.find(css).await;
    }
    let file = page.download("#export-report").await;
    assert_eq!(file.name, "soundkin-report.html");
    assert!(file.bytes.len() < 5_000_000, "{} bytes", file.bytes.len());
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(!text.contains("<script") && !text.contains("src=\"http"));
    for words in ["120 tracks", "Trustworthiness", "random_state", "tempo"] {
        assert!(
            text.to_lowercase().contains(&words.to_lowercase()),
            "{words}"
        );
    }
    // It opens, and looks for nothing outside.
    let document = page.document().await;
    let share = document["sound"]["pca"]["explained_variance_ratio"][0]
        .as_f64()
        .unwrap();
    assert!(
        text.contains(&format!("PC1 ({:.1} % of the variance)", share * 100.0)),
        "{share}"
    );
}

#[test]
fn the_report_of_the_demo_chromium() {
    run(visit(
        Browser::Chromium,
        "report-chromium",
        report_of_the_demo,
    ));
}

#[test]
fn the_report_of_the_demo_firefox() {
    run(visit(
        Browser::Firefox,
        "report-firefox",
        report_of_the_demo,
    ));
}
