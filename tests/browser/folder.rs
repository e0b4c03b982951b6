//! A whole folder, dropped: more files than one `readEntries` gives, folders in folders, names of many scripts.

use std::path::PathBuf;

use crate::browsers::Browser;
use crate::sets::{assert_close, n40, native_document, write_pictures};
use crate::temp_dir::TempDir;
use soundkin::space::Settings;

/// Made-up pictures beside the 40 of the fixture.
const MADE: usize = 210;
const FOLDERS: [&str; 5] = [
    "",
    "rock & roll/",
    "música/a/b/c/",
    "音楽/",
    "موسيقى 100 %/#1?/",
];

/// 250 pictures, 60 of them in the folder itself, the others deeper down, and the table.
pub fn two_hundred_and_fifty(home: &TempDir) -> PathBuf {
    let folder = home.folder("My clips é");
    n40(&folder);
    write_pictures(&folder, 0..MADE, 60, 40, |i| match i {
        // More than a hundred side by side.
        0..120 => format!("clip_5{i:04}.png"),
        _ => format!(
            "{}clip_5{i:04} – ü{}.png",
            FOLDERS[i % FOLDERS.len()],
            i % 7
        ),
    });
    folder
}

in_each_browser! {
    async fn all_of_a_deep_folder_arrives(page: Page) {
        let home = TempDir::new();
        let folder = two_hundred_and_fifty(&home);
        page.wait_for_state("empty").await;
        if page.browser == Browser::Chromium {
            page.drag_over(std::slice::from_ref(&folder)).await;
            page.find(".drop-here").await;
        }
        page.give_folder(&folder).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.count(".drop-here").await, 0);
        assert_eq!(page.status().await, "250 tracks · 40 of 103 rows have a picture");
        let numbers = page.join_numbers().await;
        assert_eq!(numbers["Pictures"], "250");
        assert_eq!(numbers["Pictures that could not be read"], "0");
        assert_eq!(numbers["Rows in the table"], "103");
        assert_eq!(numbers["Pictures with a row"], "40");
        assert_eq!(numbers["Pictures without a row"], "210");
        assert_eq!(numbers["Rows without a picture"], "63");
        assert_eq!(page.count("#warnings li").await, 0);

        let document = page.document().await;
        assert_eq!((&document["join"]["images"], &document["join"]["decoded"]), (&250.into(), &250.into()));
        let orphans = document["join"]["orphan_images"].as_array().unwrap();
        assert!(orphans.iter().any(|file| file.as_str().unwrap().starts_with("موسيقى 100 %/#1?/clip_5")), "{orphans:?}");
        assert_close(&document, &native_document(&folder, Settings::default(), None), 1e-9, "document");
    }
}
