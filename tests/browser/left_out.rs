//! Leaving a track out by hand and putting it back, from files on disk to the exported document.

use serde_json::{Value, json};
use soundkin::space::Settings;

use crate::sets::{assert_close, n40, native_document};
use crate::temp_dir::TempDir;

/// The track that is left out.
const TRACK: &str = "10003";
const JOINED: &str = "40 tracks · 40 of 103 rows have a picture";
const ONE_LEFT_OUT: &str = "39 of 40 tracks, 1 left out · 40 of 103 rows have a picture";

/// Asserts that a document holds the track, nothing that was computed from it, and the numbers of the library.
fn assert_left_out(document: &Value, native: &Value) {
    assert_eq!(document["left_out_by_hand"], json!([TRACK]));
    let tracks = document["tracks"].as_array().unwrap();
    assert_eq!(tracks.len(), 40);
    let at = tracks
        .iter()
        .position(|track| track["id"] == TRACK)
        .unwrap();
    assert!(tracks[at]["file"].is_string() && tracks[at]["title"].is_string());
    for space in ["sound", "features"] {
        let space = &document[space];
        assert_eq!(space["n_samples"], 39);
        assert_eq!(space["left_out"], json!([]));
        for list in [&space["pca"]["coords"], &space["clusters"]["labels"]] {
            let list = list.as_array().unwrap();
            let nulls: Vec<usize> = (0..list.len()).filter(|&i| list[i].is_null()).collect();
            assert_eq!((list.len(), nulls), (40, vec![at]));
        }
    }
    let lists = document["recommendations"].to_string();
    assert!(!lists.contains(&format!("\"{TRACK}\"")), "{lists}");
    assert_close(document, native, 1e-9, "document");
}

in_each_browser! {
    async fn from_the_panel_and_back_from_the_table(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_with(&home.0).await;
        let whole = page.document().await;
        page.select_on_map(&whole, TRACK).await;
        let before = page.document_bytes().await;

        page.click("#leave-out").await;
        page.wait_for_status(ONE_LEFT_OUT).await;
        page.wait_for_state("ready").await;
        // The track stays in question, and says why there are no lists for it.
        page.find("#put-back").await;
        assert_eq!(page.selected().await.as_deref(), Some(TRACK));
        assert_eq!(page.count(".track .list").await, 0);
        page.screenshot("left-out-panel").await;
        let document = page.document().await;
        let settings: Settings = serde_json::from_value(document["settings"].clone()).unwrap();
        assert_left_out(&document, &native_document(&home.0, settings, None));

        page.show_part("Data").await;
        page.wait_until("the rows", "document.querySelector('#table-count')?.textContent.includes('103 rows, 1 left out')").await;
        assert_eq!(page.count("#left-out-tracks [data-id]").await, 1);
        page.click("#table-left-out").await;
        page.wait_until("one row", "document.querySelectorAll('.table-row').length === 1").await;
        assert_eq!(page.count(".left-out-row").await, 1);
        page.click(".left-out-row .link").await;
        page.wait_for_status(JOINED).await;
        page.wait_until("no row", "document.querySelector('#table-count')?.textContent === '0 of 103 rows'").await;
        assert_eq!(page.count(".left-out").await, 0);

        page.show_part("Map").await;
        page.wait_for_selected(TRACK).await;
        page.find("#leave-out").await;
        assert!(page.document_bytes().await == before, "another document after putting the track back");
    }

    async fn from_the_table_and_back_from_the_list(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_with(&home.0).await;
        page.show_part("Data").await;
        page.click(".table-row.has-track .row-pick").await;
        page.click("#leave-out").await;
        page.wait_for_status(ONE_LEFT_OUT).await;
        page.find(".table-row.left-out-row.selected").await;
        page.screenshot("left-out-data").await;
        page.click("#left-out-tracks button").await;
        page.wait_for_status(JOINED).await;
        page.wait_until("no row", "document.querySelectorAll('.left-out-row, .left-out').length === 0").await;
    }
}
