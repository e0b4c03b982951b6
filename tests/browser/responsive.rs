//! What holds in every state and at every size: nothing sticks out, everyone can use it, it never freezes.

use serde_json::Value;

use crate::axe::assert_accessible;
use crate::browsers::Browser;
use crate::folder::two_hundred_and_fifty;
use crate::page::{Page, strings};
use crate::sets::n40;
use crate::temp_dir::TempDir;

const SIZES: [(u32, u32); 3] = [(390, 844), (768, 1024), (1440, 900)];
/// What the page's own thread may do at a time, however many pictures come: changes of the document, calls of a canvas,
/// bytes heard from the worker, files looked up on the disk. The most, 2,237 changes, come with the first track's lists, of
/// 40 pictures as of 250. `make bench` says how long the longest task takes.
const MOST: [(&str, u64); 4] = [
    ("changes", 2500),
    ("strokes", 1000),
    ("bytes", 50_000),
    ("files", 64),
];

/// How often a state is looked at that comes some frames later.
const TRIES: usize = 50;

const STAGES: [&str; 10] = [
    "soundkin:load",
    "soundkin:decode",
    "soundkin:csv",
    "soundkin:join",
    "soundkin:standardise",
    "soundkin:pca",
    "soundkin:kmeans",
    "soundkin:recommend",
    "soundkin:draw",
    "soundkin:first-map",
];

/// Asserts that neither the page is wider than its window nor a part of it wider than its frame, at each size. What is meant
/// to be scrolled sideways can be reached by keyboard.
async fn assert_fits(page: &Page, state: &str) {
    for (width, height) in SIZES {
        // Firefox and WebKit have a least width.
        page.set_viewport(width, height).await;
        let sizes = page
            .run("return [document.scrollingElement.scrollWidth, innerWidth]")
            .await;
        let (content, window) = (sizes[0].as_u64().unwrap(), sizes[1].as_u64().unwrap());
        assert!(
            content <= window,
            "{state} at {width} x {height}: {content} px in {window} px; {}",
            wide_elements(page).await
        );
        let mut wide = wide_frames(page).await;
        for _ in 0..TRIES {
            if wide.is_empty() {
                break;
            }
            // A figure takes its new size some frames after the window.
            page.turns(4).await;
            wide = wide_frames(page).await;
        }
        assert_eq!(wide, Vec::<String>::new(), "{state} at {width} x {height}");
        if page.browser == Browser::Chromium {
            assert_eq!(
                window,
                u64::from(width),
                "the window has the size that was asked for"
            );
        }
    }
    page.set_viewport(1280, 800).await;
}

/// Parts of the page that are wider than their frames and cannot be scrolled by keyboard.
async fn wide_frames(page: &Page) -> Vec<String> {
    let found = page.run(
        "return [...document.querySelectorAll('body *')].filter(e =>
           e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
         ).map(e => `${e.tagName}.${e.className}#${e.id} ${e.scrollWidth} in ${e.clientWidth}`)",
    );
    strings(&found.await)
}

/// Asserts that axe is content, light and, where that can be had, dark.
async fn assert_usable(page: &Page) {
    assert!(page.count("[role=status]").await >= 1);
    assert_accessible(page).await;
    if page.browser == Browser::Chromium {
        page.emulate_media("prefers-color-scheme", "dark").await;
        page.at_rest().await;
        assert_accessible(page).await;
        page.emulate_media("prefers-color-scheme", "light").await;
        page.at_rest().await;
    }
}

/// What is wider than the window.
async fn wide_elements(page: &Page) -> Value {
    page.run("return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).slice(0, 8).map(e => e.tagName + '.' + e.className + '#' + e.id + ' ' + Math.round(e.getBoundingClientRect().right))").await
}

in_each_browser! {
    async fn nothing_sticks_out(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        std::fs::write(home.0.join("a very long name of a file that could not be read, without any use but to be long.png"), "").unwrap();
        page.wait_for_state("empty").await;
        assert_fits(&page, "empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        page.wait_for_selected("100").await;
        assert_fits(&page, "map").await;
        for part in ["Top", "Compare", "Clusters", "Data"] {
            page.show_part(part).await;
            assert_fits(&page, part).await;
        }
    }

    async fn everyone_can_use_it(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        std::fs::write(home.0.join("clip_broken.png"), "").unwrap();
        page.wait_for_state("empty").await;
        assert_usable(&page).await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        page.wait_for_selected("100").await;
        assert_usable(&page).await;
        page.show_part("Data").await;
        assert_usable(&page).await;
    }

    async fn says_how_long_each_stage_took(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        page.wait_for_selected("100").await;
        // How long the lists took comes after them.
        page.wait_until("the last measure", "performance.getEntriesByName('soundkin:recommend').length > 0").await;
        let measures = page.measures().await;
        for stage in STAGES {
            let one = measures.iter().find(|one| one.name == stage);
            let one = one.unwrap_or_else(|| panic!("{stage} is not among {measures:?}"));
            assert!(one.duration_ms >= 0.0, "{one:?}");
        }
        let all = measures.iter().find(|one| one.name == "soundkin:first-map").unwrap();
        let decode = measures.iter().find(|one| one.name == "soundkin:decode").unwrap();
        assert!(decode.duration_ms > 0.0 && all.duration_ms > decode.duration_ms, "{measures:?}");
    }

    /// No task grows with the number of pictures, and between them the page says how far it is.
    async fn never_does_much_at_a_time(page: Page) {
        let small = TempDir::new();
        n40(&small.0);
        let home = TempDir::new();
        let large = two_hundred_and_fifty(&home);
        for folder in [&small.0, &large] {
            page.goto(&page.server.url()).await;
            page.wait_for_state("empty").await;
            page.run("Object.keys(window.__most).forEach((what) => (window.__most[what] = 0))").await;
            page.run(
                "window.__words = new Set();
                 new MutationObserver(() => window.__words.add(document.querySelector('[role=status]')?.innerText))
                   .observe(document.body, { childList: true, characterData: true, subtree: true })",
            ).await;
            page.give_folder(folder).await;
            page.wait_for_state("ready").await;
            page.find("#by-sound li").await;
            page.turns(10).await;
            let most = page.run("return window.__most").await;
            println!("{:?}, {} pictures: at most {most} at a time", page.browser, folder.read_dir().unwrap().count());
            for (what, limit) in MOST {
                let n = most[what].as_u64().unwrap();
                assert!((1..=limit).contains(&n), "{n} {what} in one task: {most}");
            }
            let words = page.run("return [...window.__words]").await;
            assert!(words.as_array().unwrap().len() >= 3, "too little was said on the way: {words}");
        }
    }
}
