//! What a person takes along: tables that say who, where and in which cluster, and the way to them by keys alone.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::sets::n40;
use crate::temp_dir::TempDir;

/// The rows below the headings, with the name of each picture alone: the folder is the tests' own.
fn without_folder(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut rows = rows[1..].to_vec();
    for row in &mut rows {
        let name = row[1].rsplit('/').next().unwrap().to_owned();
        row[1] = name;
    }
    rows
}

/// Clusters of the document by size, the largest is 1, as the page numbers them.
fn by_size(labels: &Value) -> Vec<usize> {
    let labels: Vec<usize> = labels
        .as_array()
        .unwrap()
        .iter()
        .map(|label| label.as_u64().unwrap() as usize)
        .collect();
    let k = labels.iter().max().unwrap() + 1;
    let size = |label: usize| labels.iter().filter(|&&of| of == label).count();
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by_key(|&label| std::cmp::Reverse(size(label)));
    let place = |label: &usize| order.iter().position(|of| of == label).unwrap() + 1;
    labels.iter().map(place).collect()
}

in_each_browser! {
    async fn tables_say_who_where_and_in_which_cluster(page: Page) {
        let folder = TempDir::new();
        n40(&folder.0);
        page.open_with(&folder.0).await;
        let document = page.document().await;
        let names = page.texts(".legend .legend-name").await;
        let clusters = by_size(&document["sound"]["clusters"]["labels"]);
        let coords = document["sound"]["pca"]["coords"].as_array().unwrap();
        let tracks = document["tracks"].as_array().unwrap();
        let want: Vec<Vec<String>> = tracks.iter().zip(coords).zip(&clusters).map(|((track, at), cluster)| {
            let word = |key: &str| track[key].as_str().unwrap_or_default().to_owned();
            let number = |axis: usize| at[axis].as_f64().unwrap().to_string();
            vec![word("id"), word("file"), word("title"), word("artists"), number(0), number(1), cluster.to_string(), names[cluster - 1].clone()]
        }).collect();

        // The map, all of it and then one cluster of it.
        page.click(".map-keep summary").await;
        let file = page.download(".map-keep .keep button:last-child").await;
        assert_eq!(file.name, "soundkin-map.csv");
        let kept = file.rows();
        assert_eq!(kept[0], ["id", "file", "title", "artists", "PC1", "PC2", "cluster", "cluster name"]);
        assert_eq!(without_folder(&kept), want);
        page.click(".legend li:nth-child(2) .legend-entry").await;
        page.wait_until("it is picked", "document.querySelector('.legend li:nth-child(2) .legend-entry').getAttribute('aria-pressed') === 'true'").await;
        let picked = page.download(".map-keep .keep button:last-child").await.rows();
        let second: Vec<_> = want.iter().filter(|row| row[6] == "2").cloned().collect();
        assert_eq!(without_folder(&picked), second);

        // The members of a cluster.
        page.show_part("Clusters").await;
        page.click(".cluster-card:nth-child(2) .members summary").await;
        page.wait_until("the members", "document.querySelector('.cluster-card:nth-child(2) .members li')").await;
        let listed = page.texts(".cluster-card:nth-child(2) .members li").await;
        assert_eq!(listed, second.iter().map(|row| row[2].clone()).collect::<Vec<_>>());
        let file = page.download(".cluster-card:nth-child(2) .members .keep button").await;
        assert_eq!(file.name, "soundkin-cluster-2.csv");
        assert_eq!(without_folder(&file.rows()), second);

        // The table with what the map says of its rows.
        page.show_part("Data").await;
        page.find("#table-csv").await;
        let plain = page.download("#table-csv").await.rows();
        page.click("#table-with-map").await;
        let with = page.download("#table-csv").await.rows();
        let n = plain[0].len();
        assert_eq!(with[0][n..], ["cluster by pixels", "cluster name by pixels", "PC1 by pixels", "PC2 by pixels"]);
        assert_eq!(with.iter().map(|row| row[..n].to_vec()).collect::<Vec<_>>(), plain);
        let on_map: Vec<&Vec<String>> = with[1..].iter().filter(|row| !row[n].is_empty()).collect();
        assert_eq!(on_map.len(), tracks.len());
        let title = with[0].iter().position(|name| name == "track_name").unwrap();
        for row in on_map {
            let of = want.iter().find(|of| of[2] == row[title] && of[4] == row[n + 2]);
            let of = of.unwrap_or_else(|| panic!("{row:?} is on no map"));
            assert_eq!(row[n..], [of[6].clone(), of[7].clone(), of[4].clone(), of[5].clone()]);
        }
    }

    /// From opening to a file in twenty key presses, by keys alone.
    async fn keys_alone_lead_to_a_file(page: Page) {
        page.set_viewport(1440, 900).await;
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        let mut n_presses = 0;
        let focused = "return document.activeElement?.id ?? null";
        while page.run(focused).await != json!("try-demo") {
            page.press(Key::Tab).await;
            n_presses += 1;
            assert!(n_presses < 8, "the demo is {n_presses} presses away");
        }
        page.press(Key::Enter).await;
        page.wait_for_rest().await;
        page.wait_until("the focus on what was opened", "['main', 'map', 'selected-title'].includes(document.activeElement?.id)").await;
        n_presses += 1;
        let is_keep = "return document.activeElement?.matches('.map-keep summary')";
        while page.run(is_keep).await != json!(true) {
            page.press(Key::Tab).await;
            n_presses += 1;
            assert!(n_presses < 18, "{}", page.run("return document.activeElement?.outerHTML").await);
        }
        page.press(Key::Enter).await;
        page.wait_until("the ways to keep the map", "document.querySelector('.map-keep .keep button')").await;
        page.press(Key::Tab).await;
        n_presses += 2;
        let before = page.downloaded();
        page.press(Key::Enter).await;
        n_presses += 1;
        assert_eq!(page.next_download(&before).await.name, "soundkin-map.png");
        assert!(n_presses <= 20, "{n_presses} key presses");
    }
}
