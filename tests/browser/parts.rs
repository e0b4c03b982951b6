//! Parts of the program that the worker loads when it first needs them, and what is said where they cannot be had.

use std::fs;

use crate::helpers::{forgive, n_requests};
use crate::sets::table;
use crate::temp_dir::TempDir;

/// A folder with a table, in an encoding from before UTF-8 where `is_old`.
fn folder_with_table(is_old: bool) -> TempDir {
    let folder = TempDir::new();
    let mut text = table(30);
    text.push_str("30,t000030,Beyonc\u{e9},Nothing,7,0.5,0.5,0.5,0.5,0.5,120.000,none\n");
    let bytes: Vec<u8> = if is_old {
        text.chars().map(|c| c as u32 as u8).collect()
    } else {
        text.replace('\u{e9}', "e").into_bytes()
    };
    fs::write(folder.0.join("dataset.csv"), bytes).unwrap();
    folder
}

in_each_browser! {
    async fn come_when_they_are_needed(page: Page) {
        page.open_with(&folder_with_table(false).0).await;
        assert_eq!((n_requests(&page, "report"), n_requests(&page, "letters")), (0, 0));
        for _ in 0..2 {
            let report = page.download("#export-report").await;
            assert!(String::from_utf8(report.bytes).unwrap().contains("<svg"));
        }
        // Script and program, once.
        assert_eq!((n_requests(&page, "report"), n_requests(&page, "letters")), (2, 0));
        page.open_with(&folder_with_table(true).0).await;
        assert_eq!(n_requests(&page, "letters"), 2);
        let document = page.document().await;
        assert_eq!(document["reading"][0]["encoding"], "windows-1252");
    }

    async fn are_named_where_they_cannot_be_had(page: Page) {
        page.server.refuse("report", |_| true);
        page.server.refuse("letters", |_| true);
        page.open_with(&folder_with_table(false).0).await;
        let is_said = "[...document.querySelectorAll('[role=status], #status')].some(e => e.innerText.includes('that writes reports could not be used'))";
        page.click("#export-report").await;
        page.wait_until("words about the report", is_said).await;
        page.wait_for_state("ready").await;
        assert!(page.document().await["features"].is_object());

        page.give_folder(&folder_with_table(true).0).await;
        page.show_part("Data").await;
        let is_listed = "document.body.innerText.includes('that reads older encodings could not be used: letters-')";
        page.wait_until("words about the table", is_listed).await;

        // Whoever asks for the report again gets it, if it can be had by then.
        page.server.forget_changes();
        page.wait_for_state("ready").await;
        let report = page.download("#export-report").await;
        assert!(String::from_utf8(report.bytes).unwrap().contains("<svg"));
        forgive(&page).await;
    }
}
