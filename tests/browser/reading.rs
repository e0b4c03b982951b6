//! How a table was read: said in Data, and read otherwise when a person says so.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thirtyfour::Key;

use crate::page::Page;
use crate::sets::fixtures;
use crate::temp_dir::TempDir;

/// Case 02: twelve pictures and the table of a German spreadsheet.
fn decimal_comma(home: &TempDir) -> PathBuf {
    let folder = home.folder("from a spreadsheet");
    let case = fixtures("cases/02-decimal-comma");
    fs::copy(case.join("tracks.csv"), folder.join("tracks.csv")).unwrap();
    for entry in fs::read_dir(case.join("pictures")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

/// What the table was read as, and the columns of feature space.
async fn assert_read(page: &Page) {
    page.wait_for_status("12 tracks · 12 of 12 rows have a picture")
        .await;
    let document = page.document().await;
    assert_eq!(
        document["features"]["columns"],
        Value::from(vec!["tempo", "energy", "plays"])
    );
    let reading = &document["reading"][0];
    assert_eq!(
        (&reading["separator"], &reading["decimal"]),
        (&";".into(), &",".into())
    );
}

/// Waits until the preview's first row has this in its third column.
async fn wait_for_columns(page: &Page, words: &str) {
    let is = format!(
        "document.querySelector('.reading thead td:nth-child(3) option').innerText.startsWith({})",
        Value::from(words)
    );
    page.wait_until(words, &is).await;
    page.wait_for_state("ready").await;
}

/// The selected track, as the exported document names it.
async fn document_query(page: &Page) -> Value {
    page.document().await["recommendations"]["query"].clone()
}

async fn focus(page: &Page, css: &str) {
    let script = "document.querySelector(arguments[0]).focus()";
    page.run_with(script, vec![css.into()]).await;
}

async fn has_focus(page: &Page, css: &str) -> Value {
    let script = "return document.activeElement.matches(arguments[0])";
    page.run_with(script, vec![css.into()]).await
}

in_each_browser! {
    async fn the_keyboard_reaches_every_control_of_a_reading_and_keeps_its_place(page: Page) {
        let home = TempDir::new();
        let mut rows: Vec<String> = (0..12).map(|i| format!("{i:02}.wav,{},0.{i:02}", 80 + i)).collect();
        rows.extend(["12.wav,fast,0.12", "13.wav,slow,0.13", "14.wav,calm,0.14"].map(str::to_owned));
        fs::write(home.0.join("tracks.csv"), format!("file,tempo,energy\n{}\n", rows.join("\n"))).unwrap();
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        page.show_part("Data").await;
        let controls = "[...document.querySelectorAll('.reading :is(select, input, button, [tabindex]), .join :is(select, input, button)')]";
        let n = page.run(&format!("return {controls}.length")).await.as_u64().unwrap();
        page.run(&format!("{controls}[0].focus()")).await;
        for i in 0..n {
            let at = page.run(&format!("return {controls}.indexOf(document.activeElement)")).await;
            assert_eq!(at, i);
            page.press(Key::Tab).await;
        }

        let kind = "document.querySelector('#read-kind-0-1 option').innerText";
        focus(&page, ".read-anyway").await;
        for words in ["as guessed", "words"] {
            page.press(Key::Enter).await;
            page.wait_until(words, &format!("{kind} === '{words}'")).await;
            page.wait_for_state("ready").await;
            assert_eq!(has_focus(&page, ".read-anyway").await, true);
        }
        focus(&page, "#read-header-0").await;
        page.choose("#read-header-0", "2").await;
        page.wait_until("a row less", "document.querySelector('.reading thead th').innerText !== 'file'").await;
        assert_eq!(has_focus(&page, "#read-header-0").await, true);
        focus(&page, ".as-guessed").await;
        page.press(Key::Enter).await;
        page.wait_until("the guess", "document.querySelector('.as-guessed').ariaDisabled === 'true'").await;
        page.wait_for_state("ready").await;
        assert_eq!(has_focus(&page, ".as-guessed").await, true);
        assert_eq!(page.text(".reading thead th").await, "file");
    }

    async fn a_table_without_numbers_shows_how_it_was_read(page: Page) {
        let home = TempDir::new();
        let rows: Vec<String> = (0..12).map(|i| if i % 2 == 0 { format!("Song {i},{}", 80 + i) } else { format!("Song {i},fast {i}") }).collect();
        fs::write(home.0.join("tracks.csv"), format!("title,tempo\n{}\n", rows.join("\n"))).unwrap();
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        let said = "document.querySelector('.status')?.innerText === '12 tracks · No map: there is no picture and no column is read as numbers'";
        page.wait_until("what is lacking", said).await;
        // In front are the files, and the guess can be corrected there.
        page.find("#table-body tr[data-row]").await;
        assert_eq!(page.count("#scorecard").await, 0);
        page.screenshot("no-map").await;
        page.choose("#read-kind-0-1", "numbers").await;
        page.wait_for_state("ready").await;
        page.show_part("Map").await;
        page.find("#by-features").await;
        let document = page.document().await;
        assert_eq!(document["features"]["n_samples"], 6);
    }

    async fn a_decimal_comma_is_read_by_drop(page: Page) {
        let home = TempDir::new();
        let folder = decimal_comma(&home);
        page.wait_for_state("empty").await;
        // Only Chromium can drop a folder.
        let files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        page.drop_files(&files).await;
        assert_read(&page).await;
    }

    async fn a_decimal_comma_is_read_by_folder_and_otherwise_when_chosen(page: Page) {
        let home = TempDir::new();
        let folder = decimal_comma(&home);
        page.wait_for_state("empty").await;
        page.give_folder(Path::new(&folder)).await;
        assert_read(&page).await;
        page.show_part("Data").await;
        assert!(page.text(".reading .guesses").await.contains("The comma is the decimal mark"));
        assert_eq!(page.count(".reading tbody tr").await, 10);
        wait_for_columns(&page, "numbers").await;
        let before = document_query(&page).await;
        page.show_part("Data").await;
        page.screenshot("reading-1440").await;

        page.choose("#read-decimal-0", ".").await;
        wait_for_columns(&page, "words").await;
        let document = page.document().await;
        assert_eq!(document["recommendations"]["query"], before);
        let choices: Vec<&Value> = document["settings"]["reading"].as_object().unwrap().values().collect();
        assert_eq!((choices.len(), &choices[0]["decimal"]), (1, &"point".into()));
        assert_eq!(document["features"]["columns"], Value::from(vec!["plays"]));

        page.show_part("Data").await;
        page.click(".as-guessed").await;
        wait_for_columns(&page, "numbers").await;
        let document = page.document().await;
        assert_eq!(document["features"]["columns"], Value::from(vec!["tempo", "energy", "plays"]));
        assert_eq!(document["settings"]["reading"], Value::Object(serde_json::Map::new()));

        page.set_viewport(390, 844).await;
        page.show_part("Data").await;
        let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(page.run(overflow).await, 0);
        page.screenshot("reading-390").await;
    }
}
