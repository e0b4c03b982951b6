//! The search in the bar, from files on disk to the tracks found: against a plain look into every row of the table, by
//! keyboard and by mouse, on the map, and at every width.

use std::collections::BTreeSet;

use serde_json::json;
use thirtyfour::Key;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::axe::assert_accessible;
use crate::page::{Page, strings};
use crate::sets::n40;
use crate::temp_dir::TempDir;

/// Columns of words in the table of n40.
const WORDS: [&str; 6] = [
    "artists",
    "album_name",
    "track_name",
    "track_genre",
    "track_id",
    "explicit",
];

/// A row of the table that has a picture.
struct Row {
    id: String,
    artists: String,
    /// All that is written of it, cell by cell, without case and accents.
    cells: Vec<String>,
}

/// Without case and accents, as anyone would write it down.
fn plain(text: &str) -> String {
    let letters = text.nfkd().filter(|&c| canonical_combining_class(c) == 0);
    let lower = letters.flat_map(char::to_lowercase);
    lower.map(|c| if c == 'ł' { 'l' } else { c }).collect()
}

/// The rows of n40 with a picture.
fn rows(folder: &TempDir) -> Vec<Row> {
    let mut table = csv::Reader::from_path(folder.0.join("dataset.csv")).unwrap();
    let headings = table.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let words = WORDS.map(column);
    let artists = column("artists");
    let row = |row: csv::StringRecord| {
        let id = row[0].to_owned();
        let file = format!("clip_{id}.png");
        let cells = words.iter().map(|&i| plain(&row[i]));
        Row {
            cells: cells.chain([plain(&id), file]).collect(),
            artists: row[artists].to_owned(),
            id,
        }
    };
    let all = table.records().map(|record| row(record.unwrap()));
    all.filter(|row| folder.0.join(format!("clip_{}.png", row.id)).exists())
        .collect()
}

/// Ids of the rows that hold all words, each in any cell.
fn holding(rows: &[Row], words: &str) -> BTreeSet<String> {
    let words = plain(words);
    let is_in = |row: &&Row| {
        let mut words = words.split_whitespace();
        words.all(|word| row.cells.iter().any(|cell| cell.contains(word)))
    };
    rows.iter()
        .filter(is_in)
        .map(|row| row.id.clone())
        .collect()
}

async fn open(page: &Page) -> (TempDir, Vec<Row>) {
    let home = TempDir::new();
    n40(&home.0);
    page.open_as_usual(&home.0).await;
    let rows = rows(&home);
    assert_eq!(rows.len(), 40);
    (home, rows)
}

/// Ids of the hits, in order.
async fn hits(page: &Page) -> Vec<String> {
    let ids = "return [...document.querySelectorAll('#search-hits [data-id]')].map((hit) => hit.dataset.id)";
    strings(&page.run(ids).await)
}

/// Waits until the list is that of the words that stand in the field, and says so.
async fn wait_for_count(page: &Page, words: &str) {
    let is = format!(
        "document.querySelector('#search-count')?.innerText === {} && !document.querySelector('.is-old')",
        json!(words)
    );
    page.wait_until(words, &is).await;
}

fn in_words(n: usize) -> String {
    match n {
        0 => "No track holds all of these words.".into(),
        1 => "1 track.".into(),
        n => format!("{n} tracks."),
    }
}

/// Looks for words by keyboard, from wherever the focus is.
async fn look_for(page: &Page, words: &str, n: usize) {
    page.press("/").await;
    wait_for_focus(page, "search").await;
    page.type_into("#search", words).await;
    wait_for_count(page, &in_words(n)).await;
}

async fn wait_for_focus(page: &Page, id: &str) {
    let is = format!("document.activeElement?.id === {}", json!(id));
    page.wait_until(&format!("the focus on {id}"), &is).await;
}

async fn leave(page: &Page) {
    page.press(Key::Escape).await;
    page.wait_until(
        "an empty field",
        "document.querySelector('#search').value === '' && !document.querySelector('#search-count')",
    )
    .await;
}

/// What the map is called, and a picture of it.
async fn map(page: &Page) -> (String, String) {
    page.turns(6).await;
    let label = page
        .string("return document.querySelector('#map').getAttribute('aria-label')")
        .await;
    let picture = page
        .string("return document.querySelector('#map').toDataURL()")
        .await;
    (label, picture)
}

in_each_browser! {
    async fn words_are_found_whatever_their_case_and_accents(page: Page) {
        let (_home, rows) = open(&page).await;
        for words in ["LODZ", "Łódź", "müller SAFFRON", "saffron muller", "istanbul", "夜に", "T2K514", "clip_10 ", "remaster omen", "no such words"] {
            let want = holding(&rows, words);
            look_for(&page, words, want.len()).await;
            let found = hits(&page).await;
            assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), want, "{words}");
            assert_eq!(found.len(), want.len());
            assert_eq!(page.count("#search-hits .picture").await, want.len() as u64);
            leave(&page).await;
        }
        // Letter by letter, and back again.
        let mut typed = String::new();
        page.press("/").await;
        for letter in "river".chars() {
            page.press(letter.to_string()).await;
            typed.push(letter);
            let want = holding(&rows, &typed);
            wait_for_count(&page, &in_words(want.len())).await;
            assert_eq!(hits(&page).await.into_iter().collect::<BTreeSet<_>>(), want, "{typed}");
        }
        page.press(Key::Backspace).await;
        wait_for_count(&page, &in_words(holding(&rows, "rive").len())).await;
    }

    async fn keys_walk_choose_and_leave(page: Page) {
        let (_home, rows) = open(&page).await;
        page.run("document.querySelector('#map').focus()").await;
        let want = holding(&rows, "light");
        assert!(want.len() > 2);
        look_for(&page, "LIGHT", want.len()).await;
        let found = hits(&page).await;
        let active = "document.getElementById(document.querySelector('#search').getAttribute('aria-activedescendant'))";
        for (key, id) in [(Key::Down, &found[0]), (Key::Down, &found[1]), (Key::Up, &found[0]), (Key::Up, &found[found.len() - 1])] {
            page.press(key).await;
            page.wait_until(id, &format!("{active}?.dataset.id === {} && {active}.getAttribute('aria-selected') === 'true'", json!(id))).await;
            // It is pointed at on the map.
            let name = page.string(&format!("return {active}.querySelector('.entry-title').textContent")).await;
            page.wait_until("it on the map", &format!("document.querySelector('.tip strong')?.textContent === {}", json!(name))).await;
        }
        page.press(Key::Enter).await;
        page.wait_for_selected(&found[found.len() - 1]).await;
        page.wait_until("a closed list", "document.querySelector('#search').getAttribute('aria-expanded') === 'false' && !document.querySelector('#search-hits')").await;
        wait_for_focus(&page, "search").await;
        leave(&page).await;
        wait_for_focus(&page, "map").await;
        // From a view without the panel it leads to the map, and what was typed is a letter where one types.
        page.show_part("Data").await;
        let fog = holding(&rows, "omen dvorak");
        look_for(&page, "omen? dvorak", 0).await;
        leave(&page).await;
        look_for(&page, "omen dvorak", fog.len()).await;
        let first = hits(&page).await.remove(0);
        page.press(Key::Enter).await;
        page.wait_for_selected(&first).await;
        page.wait_until("the map", "document.querySelector('nav [aria-current]').innerText.trim() === 'Map'").await;
        // A click does the same.
        leave(&page).await;
        look_for(&page, "light", want.len()).await;
        page.click("#search-hit-1").await;
        page.wait_for_selected(&found[1]).await;
        wait_for_focus(&page, "search").await;
        // Enter before anything is found chooses the first of what comes.
        leave(&page).await;
        page.press("/").await;
        wait_for_focus(&page, "search").await;
        page.press(format!("omen dvorak{}", '\u{e007}')).await;
        page.wait_for_selected(&first).await;
    }

    async fn all_tracks_by_an_artist(page: Page) {
        let (_home, rows) = open(&page).await;
        // One with several artists, one of whom is on another track as well.
        let names = |row: &Row| row.artists.split(';').map(str::to_owned).collect::<Vec<_>>();
        let by = |name: &str| -> BTreeSet<String> {
            rows.iter().filter(|row| names(row).iter().any(|of| of == name)).map(|row| row.id.clone()).collect()
        };
        let all = rows.iter().flat_map(|row| names(row).into_iter().map(|name| (row.id.clone(), name)));
        let (id, name) = all.max_by_key(|(_, name)| by(name).len()).unwrap();
        look_for(&page, &format!("clip_{id}.png"), 1).await;
        page.press(Key::Enter).await;
        page.wait_for_selected(&id).await;
        leave(&page).await;
        let button = format!(".by-artists [data-artist='{name}']");
        page.click(&button).await;
        let n = by(&name).len();
        let tracks = if n == 1 { "1 track".into() } else { format!("{n} tracks") };
        wait_for_count(&page, &format!("{tracks} by {name}.")).await;
        assert_eq!(page.run("return document.querySelector('#search').value").await, json!(name));
        assert_eq!(hits(&page).await.into_iter().collect::<BTreeSet<_>>(), by(&name));
        wait_for_focus(&page, "search").await;
        leave(&page).await;
        page.wait_until("the focus where it was", "document.activeElement?.matches('.by-artists button')").await;
    }

    async fn hits_are_marked_on_the_map(page: Page) {
        let (_home, rows) = open(&page).await;
        page.run("document.querySelector('#map').focus()").await;
        let (label, before) = map(&page).await;
        assert!(!label.contains("found"), "{label}");
        let want = holding(&rows, "light");
        look_for(&page, "light", want.len()).await;
        let (label, marked) = map(&page).await;
        assert!(label.contains(&format!("Map of 40 tracks, {} of them found", want.len())), "{label}");
        assert_ne!(marked, before);
        leave(&page).await;
        let (label, after) = map(&page).await;
        assert!(!label.contains("found"), "{label}");
        assert_eq!(after, before);
    }
}

in_chromium! {
    async fn the_search_fits_and_everyone_can_use_it(page: Page) {
        let (_home, rows) = open(&page).await;
        let n = holding(&rows, "light").len();
        for theme in ["light", "dark"] {
            page.choose("#theme", theme).await;
            for (width, height) in [(1440, 900), (1024, 768), (720, 450), (390, 844)] {
                page.set_viewport(width, height).await;
                page.at_rest().await;
                let small = page.string("const box = document.querySelector('#search').getBoundingClientRect(); return box.width >= 24 && box.height >= 24 ? '' : `${box.width} x ${box.height}`").await;
                assert_eq!(small, "", "{width} x {height}");
                look_for(&page, "light", n).await;
                page.press(Key::Down).await;
                page.at_rest().await;
                let wide = page.run("return [document.scrollingElement.scrollWidth, ...[...document.querySelectorAll('.search-found, .search-found li, .bar, .bar button, #search')].map((e) => Math.ceil(e.getBoundingClientRect().right - 0.5))]").await;
                let most = wide.as_array().unwrap().iter().filter_map(serde_json::Value::as_u64).max().unwrap();
                assert!(most <= u64::from(width), "{most} px at {width} x {height}");
                let low = page.run("return [...document.querySelectorAll('.search-hit')].some((hit) => hit.getBoundingClientRect().height < 24)").await;
                assert_eq!(low, json!(false));
                assert_accessible(&page).await;
                leave(&page).await;
                assert_accessible(&page).await;
            }
        }
        page.set_viewport(1440, 900).await;
        look_for(&page, "no such words", 0).await;
        assert_accessible(&page).await;
    }
}
