//! Folders as people have them, dropped and chosen: names of many scripts, equal names in several folders, a downloader's
//! names, a playlist's table, two tables; and the switches of the join.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::page::Page;
use crate::sets::fixtures;
use crate::temp_dir::TempDir;

/// Copies files and folders of a case, under these names, into one folder.
fn folder_of(home: &TempDir, case: &str, parts: &[(&str, &str)]) -> PathBuf {
    let folder = home.folder(case);
    for (from, to) in parts {
        copy(&fixtures("cases").join(case).join(from), &folder.join(to));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(from, to).unwrap();
        return;
    }
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

async fn anew(page: &Page) {
    page.goto(&page.server.url()).await;
    page.wait_for_state("empty").await;
}

/// Gives a folder by the folder button, then in the other way that the browser has; the status must be this both times.
async fn by_both_ways(page: &Page, folder: &Path, status: &str) -> Value {
    page.wait_for_state("empty").await;
    page.pick_folder(folder).await;
    page.wait_for_status(status).await;
    let document = page.document().await;
    anew(page).await;
    page.give_folder(folder).await;
    page.wait_for_status(status).await;
    assert_eq!(page.document().await, document, "dropped and chosen differ");
    document
}

/// File and id of each track.
fn pairs(document: &Value) -> Vec<(&str, &str)> {
    let tracks = document["tracks"].as_array().unwrap().iter();
    tracks
        .map(|track| {
            (
                track["file"].as_str().unwrap(),
                track["id"].as_str().unwrap(),
            )
        })
        .collect()
}

in_each_browser! {
    async fn folders_of_one_first_byte(page: Page) {
        let home = TempDir::new();
        let folder = folder_of(&home, "34-folders-of-one-first-byte", &[("pictures", "")]);
        let document = by_both_ways(&page, &folder, "9 tracks").await;
        assert!(pairs(&document).iter().any(|(file, _)| *file == "Été/Été 0.png"), "{document}");
        anew(&page).await;
        let folder = folder_of(&home, "34-folders-of-one-first-byte", &[("japanese", "")]);
        page.give_folder(&folder).await;
        page.wait_for_status("15 tracks").await;
    }

    async fn the_folder_decides_between_equal_names(page: Page) {
        let home = TempDir::new();
        let folder = folder_of(&home, "17-same-names-two-folders", &[("pictures", ""), ("tracks.csv", "tracks.csv")]);
        let document = by_both_ways(&page, &folder, "12 tracks · 12 of 12 rows have a picture").await;
        for (file, id) in pairs(&document) {
            assert_eq!(file.strip_suffix(".png"), id.strip_suffix(".wav"));
        }
        assert_eq!(document["join"]["ambiguous"], json!([]));
    }

    async fn names_of_a_downloader(page: Page) {
        let home = TempDir::new();
        let folder = folder_of(&home, "22-artist-title-names", &[("pictures", ""), ("playlist.csv", "playlist.csv")]);
        let document = by_both_ways(&page, &folder, "12 tracks · 12 of 12 rows have a picture").await;
        let tracks = document["tracks"].as_array().unwrap();
        let track = tracks.iter().find(|track| track["file"] == "Bo Kim - Song K.png").unwrap();
        assert_eq!(track["title"], "Song K");
    }

    async fn a_playlist_and_its_switches(page: Page) {
        let home = TempDir::new();
        let folder = folder_of(&home, "33-exportify", &[("pictures", ""), ("german/playlist.csv", "playlist.csv")]);
        let whole = "12 tracks · 12 of 12 rows have a picture";
        let document = by_both_ways(&page, &folder, whole).await;
        assert_eq!((&document["tracks"][0]["title"], &document["tracks"][0]["artists"]), (&json!("Song A"), &json!("Ann Lee")));
        assert_eq!(document["features"]["columns"][0], "Tanzbarkeit");

        page.show_part("Data").await;
        let step = "#join-steps [data-step=uri]";
        assert_eq!(page.text(&format!("{step} .count")).await, "12");
        assert!(page.text(&format!("{step} .hint")).await.contains("4uQahMCjMI75M1A2tKUA00.png is spotify:track:4uQahMCjMI75M1A2tKUA00"));
        // Without the step that found them, the last words of the address are still words of the name.
        for step in ["uri", "part_of_name"] {
            page.click(&format!("#join-steps [data-step={step}] input")).await;
        }
        page.wait_until("the reason", "document.querySelector('#join-reason')?.innerText.includes('switched off')").await;
        assert_eq!(page.text(&format!("{step} .count")).await, "off");
        let document = page.document().await;
        assert_eq!((&document["join"]["matched"], &document["settings"]["steps_off"]), (&json!(0), &json!(["uri", "part_of_name"])));
        page.click("#join-as-found").await;
        page.wait_for_status(whole).await;
        assert_eq!(page.count("#join-as-found[aria-disabled=true]").await, 1);

        page.click("#title-column option[value='Album-Name']").await;
        page.wait_until("the title", "document.querySelector('#title-column').value === 'Album-Name' && document.body.dataset.state === 'ready'").await;
        assert_eq!(page.document().await["tracks"][0]["title"], "Album 0");
    }

    async fn two_tables_of_one_folder(page: Page) {
        let home = TempDir::new();
        let folder = folder_of(&home, "23-two-tables", &[("meta-and-features", "")]);
        std::fs::write(folder.join(".DS_Store"), b"\0\0\0\x01Bud1").unwrap();
        std::fs::write(folder.join("._clip_1.png"), b"\0\x05\x16\x07").unwrap();
        let status = "12 tracks · 12 of 12 rows have a picture";
        let document = by_both_ways(&page, &folder, status).await;
        assert_eq!((&document["tracks"][0]["title"], &document["features"]["columns"]), (&json!("Song 0"), &json!(["tempo", "energy"])));
        assert_eq!((&document["ignored_files"], &document["warnings"]), (&json!(2), &json!([])));
        assert_eq!(page.join_numbers().await["System files passed over"], "2");
        page.show_part("Data").await;
        assert_eq!(page.count("#join-tables li").await, 2);
        page.click("#join-tables [data-table='features.csv'] input").await;
        page.wait_until("one table less", "document.querySelector('#join-tables').innerText.includes('Set aside')").await;
        page.wait_for_status(status).await;
        let document = page.document().await;
        assert!(document["features"].is_null() && document["tracks"][0]["title"] == "Song 0");
    }

    async fn a_zip_from_japan_and_a_locked_one(page: Page) {
        let cases = fixtures("cases");
        page.wait_for_state("empty").await;
        let table = cases.join("07-shift-jis-zip/tracks-utf8.csv");
        page.drop_files(&[cases.join("07-shift-jis-zip/pictures.zip"), table]).await;
        let whole = "12 tracks · 12 of 12 rows have a picture";
        page.wait_for_status(whole).await;
        let as_guessed = page.document().await;
        assert_eq!(as_guessed["reading"][1]["encoding"], "Shift_JIS");

        page.show_part("Data").await;
        let section = ".reading[data-file='pictures.zip']";
        assert!(page.text(&format!("{section} .guesses")).await.contains("they were read as Shift_JIS"));
        let shown = page.texts(&format!("{section} #read-names-0 option")).await;
        assert!(shown.iter().any(|text| text.starts_with("macintosh: ")), "{shown:?}");
        page.screenshot("names-guessed").await;
        page.click("#read-names-0 option[value='macintosh']").await;
        page.wait_until("no guess", "!document.querySelector(\".reading[data-file='pictures.zip'] .guesses\")").await;
        page.wait_for_state("ready").await;
        let otherwise = page.document().await;
        assert_eq!((&otherwise["join"]["matched"], &otherwise["recommendations"]["query"].is_null()), (&json!(0), &false));
        // The pictures are found as before, by whatever name.
        page.show_part("Map").await;
        page.wait_until("a picture", "document.querySelector('.track img.large')?.naturalWidth > 0").await;

        page.show_part("Data").await;
        page.click(&format!("{section} .as-guessed")).await;
        page.wait_for_status(whole).await;
        assert_eq!(page.document().await["reading"], as_guessed["reading"]);

        anew(&page).await;
        page.drop_files(&[cases.join("30-locked-and-nested-zips/locked.zip")]).await;
        page.wait_until("the remark", "document.querySelectorAll('#warnings > li').length === 1").await;
        let remark = page.text("#warnings > li").await;
        assert!(remark.contains("locked.zip") && remark.contains("password"), "{remark}");
        page.drop_files(&[cases.join("30-locked-and-nested-zips/bzip2.zip")]).await;
        page.wait_until("a line for each archive", "document.querySelectorAll('#warnings > li').length === 2").await;
        assert!(page.texts("#warnings > li").await.iter().any(|text| text.contains("6 files") && text.contains("not supported")));
    }

    async fn the_join_on_wide_and_small_screens(page: Page) {
        let home = TempDir::new();
        let folder = folder_of(&home, "31-excel-science-ids", &[("pictures", ""), ("tracks.csv", "tracks.csv")]);
        page.wait_for_state("empty").await;
        page.give_folder(&folder).await;
        page.wait_for_state("ready").await;
        page.show_part("Data").await;
        let reason = page.text("#join-reason").await;
        assert!(reason.contains("rounded by a spreadsheet: 1.23457E+11"), "{reason}");
        if page.browser == Browser::Chromium {
            for (width, height) in [(1440, 900), (390, 844)] {
                page.set_viewport(width, height).await;
                let is_within = "document.documentElement.scrollWidth <= innerWidth";
                page.wait_until("nothing beside the window", is_within).await;
            }
        }
    }
}
