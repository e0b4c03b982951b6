//! The tests' own tools, tried on a page written for it (probe.html): whatever fails here is not Soundkin's fault.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::axe;
use crate::browsers::{Browser, TempDir};
use crate::files::walk;
use crate::page::{Page, visit};

/// More than the 100 that one `readEntries` gives.
const N_FILES: usize = 250;

async fn open_probe(page: &Page) {
    page.server.route(
        "probe.js",
        "text/javascript",
        include_bytes!("probe.js").to_vec(),
    );
    let url = page.server.route(
        "probe.html",
        "text/html; charset=utf-8",
        include_bytes!("probe.html").to_vec(),
    );
    page.goto(&url).await;
}

/// A folder of many files, with a folder in it; and what the page should see.
fn folder(home: &TempDir) -> (PathBuf, Value) {
    let folder = home.folder("two words");
    for i in 0..N_FILES {
        std::fs::write(folder.join(format!("clip_{i:03}.png")), vec![b'x'; 100 + i]).unwrap();
    }
    std::fs::write(home.folder("two words/sub é").join("tracks.csv"), "id\n1\n").unwrap();
    let files: Vec<Value> = walk(&folder)
        .iter()
        .map(|(name, path)| json!([name, std::fs::metadata(path).unwrap().len()]))
        .collect();
    assert_eq!(files.len(), N_FILES + 1);
    (folder, Value::Array(files))
}

in_each_browser! {
    async fn takes_files_each_way(page: Page) {
        let home = TempDir::new();
        let (folder, files) = folder(&home);
        let two = [folder.join("clip_001.png"), folder.join("sub é/tracks.csv")];
        let two_files = json!([["clip_001.png", 101], ["tracks.csv", 5]]);

        open_probe(&page).await;
        page.pick_files(&two).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, two_files);

        open_probe(&page).await;
        page.drop_files(&two).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, two_files);

        open_probe(&page).await;
        page.pick_folder(&folder).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, files);
        assert_eq!(page.status().await, "251 files");

        open_probe(&page).await;
        if page.browser == Browser::Chromium {
            page.drag_over(std::slice::from_ref(&folder)).await;
            page.wait_for_state("dragging").await;
            page.drag_leave().await;
            page.wait_for_state("empty").await;
        }
        page.give_folder(&folder).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, files);
    }

    async fn reads_what_the_page_gives(page: Page) {
        open_probe(&page).await;
        let name = format!("export {:?} é.csv", page.browser);
        page.type_into("#name", name.as_str()).await;
        let file = page.download("#save").await;
        assert_eq!((file.name, String::from_utf8(file.bytes).unwrap()), (name, "id,name\n1,é\n".to_owned()));
        page.type_into("#name", "2").await;
        let second = page.download("#save").await;
        assert!(second.name.ends_with('2'), "{}", second.name);
        let measures = page.measures().await;
        assert_eq!(measures.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["saving", "saving"]);
        assert!(measures[0].start_ms + measures[0].duration_ms <= measures[1].start_ms + measures[1].duration_ms);

        assert_eq!((page.count("button").await, page.texts("button").await), (2, vec!["Save".to_owned(), "Fail".to_owned()]));
        for (width, height) in [(1280, 800), (700, 600)] {
            page.set_viewport(width, height).await;
            assert_eq!(page.run("return [innerWidth, innerHeight]").await, json!([width, height]));
        }
        if page.browser == Browser::Chromium {
            page.emulate_media("prefers-color-scheme", "dark").await;
            assert_eq!(page.run("return matchMedia('(prefers-color-scheme: dark)').matches").await, true);
        }
    }

    async fn notices_what_goes_wrong(page: Page) {
        open_probe(&page).await;
        axe::assert_accessible(&page).await;
        page.run("document.documentElement.removeAttribute('lang')").await;
        let violations = axe::violations(&page).await;
        assert!(violations.iter().any(|one| one["id"] == "html-has-lang" && one["impact"] == "serious"), "{violations:?}");

        page.longest_task_ms().await;
        page.click("#fail").await;
        page.wait_until("all that the button provokes", "window.failed && window.__errs.length >= 4").await;
        let errors = page.errors().await.join("\n");
        for word in ["console.error: one", "error: ", "two", "rejection: ", "three", "resource: ", "no.png"] {
            assert!(errors.contains(word), "{word:?} is not in {errors}");
        }
        assert!(page.server.log().contains(&"404 /no.png".to_owned()), "{:?}", page.server.log());
        tokio::time::sleep(Duration::from_millis(100)).await;
        let longest = page.longest_task_ms().await;
        assert!((190.0..5000.0).contains(&longest), "{longest} ms");

        // That was wanted.
        page.server.forget_log();
        page.forget_errors().await;
    }
}

/// A tab that crashed has no page to ask, and the test begins again.
#[tokio::test]
async fn starts_a_browser_that_died_once_more() {
    static DIED: AtomicBool = AtomicBool::new(false);
    async fn body(page: Page) {
        if !DIED.swap(true, Ordering::Relaxed) {
            page.goto("chrome://crash").await;
        }
        page.wait_for_state("empty").await;
    }
    visit(Browser::Chromium, "died-chromium", body).await;
    assert_eq!(DIED.load(Ordering::Relaxed), Browser::Chromium.is_wanted());
}
