//! Sound by timbre: the usual space from twenty pictures on, what the scorecard says of it, and recordings that stand in
//! several files.

use std::fs;

use serde_json::{Value, json};
use soundkin::space::{Settings, SoundSpace};

use crate::page::Page;
use crate::sets::{assert_close, fixtures, n40, native_document};
use crate::temp_dir::TempDir;

const TOLERANCE: f64 = 1e-9;

async fn listed(page: &Page) -> Value {
    page.run(
        "return [...document.querySelectorAll('#by-sound li [data-id]')].map(e => e.dataset.id)",
    )
    .await
}

fn ids(document: &Value) -> Value {
    let list = document["recommendations"]["by_sound"].as_array().unwrap();
    list.iter().map(|item| item["id"].clone()).collect()
}

in_each_browser! {
    compilers: All;

    async fn is_the_usual_space_of_sound(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_as_usual(&home.0).await;
        assert_eq!(page.run("return document.querySelector('#space-timbre').checked").await, true);
        assert_eq!(page.text(".stage h2").await, "Map by timbre");
        let document = page.document().await;
        let native = native_document(&home.0, Settings::default(), None);
        assert_close(&document, &native, TOLERANCE, "document");
        assert_eq!((&document["timbre"]["n_samples"], &document["timbre"]["n_features"]), (&json!(40), &json!(390)));
        assert_eq!(document["recommendations"]["lists"]["by_sound"]["space"], "timbre");
        // What each part adds is the score.
        let parts = document["parts"].as_array().unwrap();
        let list = document["recommendations"]["by_sound"].as_array().unwrap();
        assert_eq!((parts.len(), list.len()), (10, 10));
        for (parts, item) in parts.iter().zip(list) {
            let names = ["level", "contrast", "change", "together", "grain", "ladder"];
            let sum: f64 = names.iter().map(|name| parts[name].as_f64().unwrap()).sum();
            assert!((sum - item["score"].as_f64().unwrap()).abs() < 1e-12, "{parts} for {item}");
        }
        assert_eq!(listed(&page).await, ids(&document));
        page.screenshot("timbre").await;

        // Pixels can be had, and the page and its export say so.
        page.choose("#sound-space", "pixels").await;
        page.wait_until("pixels", "document.querySelector('#space-sound').checked && document.body.dataset.state === 'ready'").await;
        let document = page.document().await;
        let settings = Settings { sound_space: SoundSpace::Pixels, ..Settings::default() };
        let native = native_document(&home.0, settings, None);
        assert_close(&document, &native, TOLERANCE, "document by pixels");
        page.wait_until("the list by pixels", &format!("JSON.stringify([...document.querySelectorAll('#by-sound li [data-id]')].map(e => e.dataset.id)) === {:?}", ids(&document).to_string())).await;
        assert!(document["parts"].is_null());
    }

    async fn is_offered_below_twenty_pictures(page: Page) {
        let home = TempDir::new();
        let mut files: Vec<_> = fs::read_dir(fixtures("n40/spectrograms")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in &files[..12] {
            fs::copy(file, home.0.join(file.file_name().unwrap())).unwrap();
        }
        page.open_as_usual(&home.0).await;
        assert_eq!(page.run("return [document.querySelector('#space-sound').checked, document.querySelector('#sound-space').value]").await, json!([true, "pixels"]));
        assert!(page.text(".settings").await.contains("usual from 20 pictures on"));
        page.choose("#sound-space", "timbre").await;
        page.wait_until("timbre", "document.querySelector('#space-timbre').checked && document.body.dataset.state === 'ready'").await;
        let document = page.document().await;
        let settings = Settings { sound_space: SoundSpace::Timbre, ..Settings::default() };
        assert_close(&document, &native_document(&home.0, settings, None), TOLERANCE, "document");
        assert_eq!(document["recommendations"]["lists"]["by_sound"]["space"], "timbre");
    }

    async fn is_measured_and_the_best_way_is_taken(page: Page) {
        let home = TempDir::new();
        fs::copy(fixtures("scorecard/tracks.csv"), home.0.join("tracks.csv")).unwrap();
        page.open_as_usual(&home.0).await;
        page.show_part("Data").await;
        page.find("#scorecard-table").await;
        let want: Value = serde_json::from_slice(&fs::read(fixtures("scorecard/scorecard.json")).unwrap()).unwrap();
        let shown = page.run("return [...document.querySelectorAll('#scorecard-table tbody tr')].map(row => [...row.children].map(cell => cell.innerText.trim()))").await;
        let shown = shown.as_array().unwrap();
        assert_eq!(shown.len(), 4);
        let percent = |share: &Value| format!("{:.1} %", share.as_f64().unwrap() * 100.0);
        for (row, pair) in shown.iter().zip(want["rows"].as_array().unwrap().chunks(2)) {
            let [all, masked] = pair else { panic!("{pair:?}") };
            assert_eq!((&row[2], &row[6]), (&json!(percent(&all["precision_at_10"])), &json!(percent(&masked["precision_at_10"]))), "{row}");
        }
        page.screenshot("scorecard").await;
        // The best way without tracks of one artist.
        page.click("#take-best").await;
        page.wait_until("the best way", "document.querySelector('.best').innerText.includes('go by it')").await;
        let document = page.document().await;
        assert_eq!(document["settings"]["by_features"], json!({ "metric": "cosine", "scaling": "standardised" }));

        page.choose("#scorecard-label", "artist").await;
        page.wait_until("another column", "document.querySelector('#scorecard-table h3')?.innerText.includes('artist')").await;
        assert_eq!(page.document().await["scorecard"]["rows"][0]["label"], "artist");
    }

    async fn other_columns_are_tried_and_taken(page: Page) {
        let home = TempDir::new();
        fs::copy(fixtures("scorecard/tracks.csv"), home.0.join("tracks.csv")).unwrap();
        page.open_as_usual(&home.0).await;
        page.click(".columns-choice summary").await;
        for (column, left) in [("energy", 3), ("pace", 2), ("depth", 1)] {
            let script = "[...document.querySelectorAll('#columns label')].find(label => label.innerText.trim() === arguments[0]).querySelector('input').click()";
            page.run_with(script, vec![column.into()]).await;
            page.wait_until("fewer columns", &format!("document.querySelector('.columns-choice summary').innerText === 'Columns ({left})' && document.body.dataset.state === 'ready'")).await;
        }
        page.show_part("Data").await;
        page.find("#column-gains-table").await;
        let want: Value = serde_json::from_slice(&fs::read(fixtures("scorecard/scorecard.json")).unwrap()).unwrap();
        let want = &want["column_gains"][0];
        assert_eq!(want["columns"], json!(["warmth"]));
        let shown = page.run("return [...document.querySelectorAll('#column-gains-table tbody tr')].map(row => [...row.children].slice(0, 2).map(cell => cell.innerText.trim()))").await;
        let percent = |share: &Value| format!("{:.1} %", share.as_f64().unwrap() * 100.0);
        let added = want["added"].as_array().unwrap().iter();
        let added: Vec<Value> = added.map(|gain| json!([gain["column"], percent(&gain["share"])])).collect();
        assert_eq!(shown, json!(added));
        let words = page.text("#column-gains").await;
        let [low, high] = [1, 2].map(|i| format!("{:.1}", want["gain"][i].as_f64().unwrap() * 100.0));
        assert!(words.contains(&percent(&want["share"])) && words.contains(&format!("{low} to {high} points more")), "{words}");
        assert!(words.contains("Tried, and of no more help: 1 column"), "{words}");
        assert_eq!(page.run("return document.querySelector('#column-gains details p').textContent").await, "pace");
        page.screenshot("column-gains").await;

        page.click("#take-columns").await;
        page.wait_until("what is left to try", "document.querySelector('#column-gains')?.innerText.includes('By the 3 columns in force')").await;
        let document = page.document().await;
        assert_eq!(document["features"]["columns"], json!(["warmth", "energy", "depth"]));
        let settings = Settings { columns: Some(["warmth", "energy", "depth"].map(String::from).into()), ..Settings::default() };
        assert_close(&document, &native_document(&home.0, settings, None), TOLERANCE, "document");
    }

    async fn a_recording_is_shown_once(page: Page) {
        let home = TempDir::new();
        let table = "id,track_id,track_name,artists,energy,tempo\n\
            0,a,Jóga,Björk,0.10,100\n\
            1,b,Joga - Remastered 2011,BJORK,0.11,101\n\
            2,c,Hunter,Björk,0.20,104\n\
            3,c,Hunter,Björk,0.21,104\n\
            4,d,Hunter (Live),Björk,0.23,105\n\
            5,e,Roads,Portishead,0.90,160\n";
        fs::write(home.0.join("tracks.csv"), table).unwrap();
        page.open_as_usual(&home.0).await;
        let titles = "return [...document.querySelectorAll('#by-features .entry-title')].map(e => e.innerText)";
        assert_eq!(page.run(titles).await, json!(["Hunter", "Hunter (Live)", "Roads"]));
        assert_eq!(page.text("#by-features .also").await, "Also in row 4.");
        assert_eq!(page.document().await["recommendations"]["by_features"][0]["also"], "Also in row 4.");
        page.choose("#most-by-artist", "1").await;
        page.wait_until("one of each artist", "document.querySelectorAll('#by-features li').length === 2 && document.body.dataset.state === 'ready'").await;
        assert_eq!(page.run(titles).await, json!(["Hunter", "Roads"]));
        page.choose("#most-by-artist", "").await;
        page.wait_until("any number", "document.querySelectorAll('#by-features li').length === 3").await;
        // Only what is named counts as a copy.
        page.click(".copy-rules summary").await;
        page.click("#copies-names").await;
        page.wait_until("the other edition", "document.querySelectorAll('#by-features li').length === 4").await;
        page.click("#copies-ids").await;
        page.wait_until("all", "document.querySelectorAll('#by-features li').length === 5").await;
        assert_eq!(page.count("#by-features .also").await, 0);
    }
}
