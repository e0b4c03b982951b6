//! What stands around the map: how much room it leaves, what is folded away, where the focus goes, and what is said.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::page::Page;
use crate::sets::n40;
use crate::temp_dir::TempDir;

const SIZES: [(u32, u32); 5] = [
    (1440, 900),
    (1024, 768),
    (720, 450),
    (768, 1024),
    (390, 844),
];

/// The id of what has the focus.
async fn focused(page: &Page) -> Value {
    page.run("return document.activeElement?.id ?? null").await
}

async fn wait_for_focus(page: &Page, id: &str) {
    page.wait_until(
        &format!("the focus on {id}"),
        &format!("document.activeElement?.id === {}", json!(id)),
    )
    .await;
}

async fn open(page: &Page) -> TempDir {
    let home = TempDir::new();
    n40(&home.0);
    page.open_as_usual(&home.0).await;
    home
}

async fn title(page: &Page) -> String {
    page.string("return document.title").await
}

in_chromium! {
    async fn the_map_has_half_of_the_height_and_nothing_lies_over_it(page: Page) {
        let _home = open(&page).await;
        for layout in ["pca", "tsne"] {
            page.set_viewport(1440, 900).await;
            page.wait_until("the settings", "document.querySelector('#layout-tsne')").await;
            page.run_with("document.querySelector(arguments[0]).click()", vec![json!(format!("#layout-{layout}"))]).await;
            page.wait_for_rest().await;
            for (width, height) in SIZES {
                page.set_viewport(width, height).await;
                page.wait_until("half of the height", "document.querySelector('.map').getBoundingClientRect().height >= innerHeight / 2 - 1").await;
                let over = page.run("
                    const box = (e) => e.getBoundingClientRect();
                    const map = box(document.querySelector('#map'));
                    const isOver = (r) => r.width > 0 && r.left < map.right - 1 && r.right > map.left + 1 && r.top < map.bottom - 1 && r.bottom > map.top + 1;
                    const others = [...document.querySelectorAll('.legend, .map-tools, .map-head, .rail, .settings, .track, .panel-tabs, .foot, .bar')];
                    return others.filter((e) => isOver(box(e))).map((e) => e.className)").await;
                // On a phone the page is scrolled under the line at its foot.
                assert!(over == json!([]) || width < 700 && over == json!(["foot"]), "{over} over the map at {width} x {height}");
            }
        }
    }

    async fn what_is_folded_away_stays_so(page: Page) {
        let home = open(&page).await;
        let width = "return document.querySelector('.map').getBoundingClientRect().width";
        let before = page.run(width).await.as_f64().unwrap();
        page.click(".settings .fold").await;
        page.wait_until("no settings", "!document.querySelector('.settings') && document.querySelector('.rail')").await;
        assert!(page.run(width).await.as_f64().unwrap() > before + 200.0);
        page.click(".track .fold").await;
        page.wait_until("no track", "!document.querySelector('.track') && document.querySelectorAll('.rail').length === 2").await;
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_rest().await;
        assert_eq!((page.count(".rail").await, page.count(".settings, .track").await), (2, 0));
        page.click(".rail").await;
        page.wait_until("the settings", "document.querySelector('.settings')").await;
        // Below the map one at a time, and a track that is chosen is to be seen.
        page.set_viewport(390, 844).await;
        page.click(".panel-tabs .tab:last-child").await;
        page.wait_until("the settings alone", "document.querySelector('.settings') && !document.querySelector('.track')").await;
        page.run("document.querySelector('#map').focus()").await;
        page.press(Key::Right).await;
        page.wait_until("the track alone", "document.querySelector('.track') && !document.querySelector('.settings')").await;
    }

    async fn dark_is_dark_and_stays_so(page: Page) {
        page.wait_for_state("empty").await;
        let paper = "return getComputedStyle(document.body.parentElement).backgroundColor";
        let light = page.run(paper).await;
        page.choose("#theme", "dark").await;
        page.wait_until("dark", "document.documentElement.dataset.theme === 'dark'").await;
        let dark = page.run(paper).await;
        assert_ne!(dark, light);
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        assert_eq!(page.run(paper).await, dark);
        page.emulate_media("prefers-color-scheme", "dark").await;
        page.choose("#theme", "light").await;
        page.wait_until("light", "document.documentElement.dataset.theme === 'light'").await;
        assert_eq!(page.run(paper).await, light);
        page.choose("#theme", "system").await;
        page.wait_until("dark as the system", "document.documentElement.dataset.theme === 'system'").await;
        assert_eq!(page.run(paper).await, dark);
    }
}

in_each_browser! {
    async fn the_focus_goes_to_what_was_opened(page: Page) {
        let _home = open(&page).await;
        let first = page.selected().await.unwrap();
        // A recommendation, by key.
        let next = page.string("const entry = document.querySelector('.entry'); entry.focus(); return entry.dataset.id").await;
        page.press(Key::Enter).await;
        page.wait_for_selected(&next).await;
        wait_for_focus(&page, "selected-title").await;
        let name = page.text("#selected-title").await;
        assert_eq!(title(&page).await, format!("{name} - Map - Soundkin"));
        // Nothing selected.
        page.run("document.querySelector('[aria-label=\"Clear the selection\"]').focus()").await;
        page.press(Key::Enter).await;
        page.wait_until("nothing selected", "!document.querySelector('[data-track]')").await;
        wait_for_focus(&page, "map").await;
        // Back to the track before, and to the one before that.
        page.driver.back().await.unwrap();
        page.wait_for_selected(&next).await;
        page.driver.back().await.unwrap();
        page.wait_for_selected(&first).await;
        page.wait_until("the one looked at before", "document.querySelector('#recent button')").await;
        assert_eq!(page.texts("#recent button").await, [name]);
    }

    async fn the_map_says_what_was_reached(page: Page) {
        let _home = open(&page).await;
        page.run("document.querySelector('#map').focus();
                  window.__said = []; new MutationObserver(() => window.__said.push(document.querySelector('#map-said').textContent))
                      .observe(document.querySelector('#map-said'), { childList: true, characterData: true, subtree: true })").await;
        let before = page.selected().await;
        for key in [Key::Left, Key::Up, Key::Right, Key::Down] {
            page.press(key).await;
        }
        page.wait_until("another track", &format!("document.querySelector('[data-track]')?.dataset.track !== {}", json!(before))).await;
        let name = page.text("#selected-title").await;
        page.wait_until("its name to be said", &format!("window.__said.at(-1)?.startsWith({})", json!(name))).await;
        let said = page.run("return window.__said").await;
        assert!(said.as_array().unwrap().len() <= 4, "{said}");
        let last = said.as_array().unwrap().last().unwrap().as_str().unwrap().to_owned();
        assert!(last.contains("Cluster: ") && last.ends_with(" of the map."), "{last}");
        assert_eq!(focused(&page).await, "map");
        page.press(Key::Enter).await;
        wait_for_focus(&page, "selected-title").await;
    }

    async fn keys_lead_to_the_search_and_to_their_list(page: Page) {
        let _home = open(&page).await;
        page.press("?").await;
        page.wait_until("the list of keys", "document.querySelector('#keys').open").await;
        assert!(page.text("#keys").await.contains("Search the tracks"));
        page.press(Key::Escape).await;
        page.wait_until("it is gone", "!document.querySelector('#keys').open").await;
        page.press("/").await;
        wait_for_focus(&page, "search").await;
        // Where one types, a key is a letter.
        page.press("?/").await;
        assert_eq!(page.run("return document.querySelector('#search').value").await, "?/");
        assert_eq!(page.run("return document.querySelector('#keys').open").await, false);
        // The first key press leads past the bar.
        page.show_part("Map").await;
        page.run("document.querySelector('.skip').focus()").await;
        page.press(Key::Enter).await;
        wait_for_focus(&page, "map").await;
    }
}
