//! The first ten seconds: what answers before the program is there, what is promised of the demo, and what it then shows.

use serde_json::{Value, json};

use crate::axe;
use crate::page::Page;
use crate::sets::n40;
use crate::temp_dir::TempDir;

/// The page's program.
const PROGRAM: &str = "app_bg.wasm";

/// Opens the page so that its program does not come before [`crate::server::Server::release`].
async fn open_without_program(page: &Page) {
    page.server.hold(PROGRAM);
    page.goto(&page.server.url()).await;
    page.wait_for_state("starting").await;
    page.wait_until(
        "the program to be asked for",
        "document.querySelector('.example img').complete",
    )
    .await;
}

/// Where everything stands that a person sees first.
async fn places(page: &Page) -> Value {
    page.run("return ['.bar', '.first-words h2', '#choose-folder', '#choose-files', '#try-demo', '.privacy', '.how', '.example', '.foot'].map((css) => {
        const { x, y, width, height } = document.querySelector(css).getBoundingClientRect();
        return [css, x, y, width, height];
    })").await
}

in_each_browser! {
    /// Nothing moves when the program comes, and what had the focus has it.
    async fn looks_the_same_before_and_after_the_program_is_there(page: Page) {
        page.wait_for_state("empty").await;
        for (width, height) in [(1440, 900), (390, 844)] {
            page.set_viewport(width, height).await;
            open_without_program(&page).await;
            let before = places(&page).await;
            axe::assert_accessible(&page).await;
            page.run("document.querySelector('#choose-files').focus()").await;
            page.server.release();
            page.wait_for_state("empty").await;
            assert_eq!(places(&page).await, before, "{width} x {height}");
            page.wait_until("the focus", "document.activeElement?.id === 'choose-files'").await;
        }
    }

    async fn files_chosen_before_the_program_is_there_are_kept(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.wait_for_state("empty").await;
        open_without_program(&page).await;
        page.pick_files(&[home.0.join("dataset.csv")]).await;
        page.wait_until("a word on it", "document.querySelector('#starting').textContent.includes('goes on by itself')").await;
        page.server.release();
        page.wait_for_state("ready").await;
    }

    async fn a_folder_given_before_the_program_is_there_is_kept(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.wait_for_state("empty").await;
        open_without_program(&page).await;
        page.give_folder(&home.0).await;
        page.server.release();
        page.wait_for_state("ready").await;
        assert!(page.status().await.starts_with("40 tracks"), "{}", page.status().await);
    }

    /// The demo can be asked for at once; what the first screen said of it is what it then shows, and why its first track is
    /// the first stands beside it.
    async fn the_demo_is_what_the_first_screen_says(page: Page) {
        page.set_viewport(1440, 900).await;
        page.wait_for_state("empty").await;
        open_without_program(&page).await;
        let promised = page.run("const text = (e) => e.textContent; return {
            titles: [...document.querySelectorAll('.example li strong')].map(text),
            artists: [...document.querySelectorAll('.example li span:nth-of-type(1)')].map(text),
            why: document.querySelector('.example figcaption').textContent.split('? ')[1],
        }").await;
        page.click("#try-demo").await;
        page.server.release();
        page.wait_for_rest().await;
        page.wait_until("the list by timbre", "document.querySelectorAll('#by-sound li').length === 10").await;
        let shown = page.run("const text = (e) => e.textContent; const two = (css) => [...document.querySelectorAll(css)].slice(0, 2).map(text); return {
            titles: [document.querySelector('#selected-title').textContent, ...two('#by-sound li .entry-title')],
            artists: [document.querySelector('.track-head p').textContent, ...two('#by-sound li .entry-artists')],
        }").await;
        assert_eq!(shown["titles"], promised["titles"]);
        assert_eq!(shown["artists"], promised["artists"]);
        let reasons = page.text("#by-sound").await;
        let why = promised["why"].as_str().unwrap();
        assert!(why.starts_with("Both have ") && reasons.contains(why), "{why} in {reasons}");
        let first = page.text("#why-first").await;
        assert_eq!(first, "Shown to begin with: no track has a higher popularity (93).");
        // Another track is the person's own choice.
        page.click("#by-sound li:first-child [data-id]").await;
        page.wait_until("no word on it", "!document.querySelector('#why-first')").await;
        assert_eq!(page.run("return document.activeElement?.id").await, json!("selected-title"));
    }
}
