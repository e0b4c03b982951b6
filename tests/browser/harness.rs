//! The tests' own tools, tried on a page written for it (probe.html): whatever fails here is not Soundkin's fault.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::axe;
use crate::browsers::{Browser, TempDir};
use crate::files::walk;
use crate::page::Page;

/// More than the 100 that one `readEntries` gives.
const N_FILES: usize = 250;

async fn open_probe(page: &Page) {
    page.wait_for_state("empty").await;
    page.server.route("probe.js", "text/javascript", include_bytes!("probe.js").to_vec());
    let url = page.server.route("probe.html", "text/html; charset=utf-8", include_bytes!("probe.html").to_vec());
    page.goto(&url).await;
}

/// A folder of many files, with a folder in it; and what the page should see.
fn folder(home: &TempDir) -> (PathBuf, Value) {
    let folder = home.folder("two words");
    for i in 0..N_FILES {
        std::fs::write(folder.join(format!("clip_{i:03}.png")), vec![b'x'; 100 + i]).unwrap();
    }
    std::fs::write(home.folder("two words/sub é").join("tracks.csv"), "id\n1\n").unwrap();
    let files: Vec<Value> =
        walk(&folder).iter().map(|(name, path)| json!([name, std::fs::metadata(path).unwrap().len()])).collect();
    assert_eq!(files.len(), N_FILES + 1);
    (folder, Value::Array(files))
}

in_each_browser! {
    async fn picks_files(page: Page) {
        let home = TempDir::new();
        let (folder, _) = folder(&home);
        open_probe(&page).await;
        page.pick_files(&[folder.join("clip_001.png"), folder.join("sub é/tracks.csv")]).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, json!([["clip_001.png", 101], ["tracks.csv", 5]]));
    }

    async fn picks_a_folder(page: Page) {
        let home = TempDir::new();
        let (folder, files) = folder(&home);
        open_probe(&page).await;
        page.pick_folder(&folder).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, files);
        assert_eq!(page.status().await, "251 files");
    }

    async fn gives_a_folder_its_best_way(page: Page) {
        let home = TempDir::new();
        let (folder, files) = folder(&home);
        open_probe(&page).await;
        page.give_folder(&folder).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, files);
    }

    async fn drops_files(page: Page) {
        let home = TempDir::new();
        let (folder, _) = folder(&home);
        open_probe(&page).await;
        page.drop_files(&[folder.join("clip_001.png"), folder.join("sub é/tracks.csv")]).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.run("return window.arrived").await, json!([["clip_001.png", 101], ["tracks.csv", 5]]));
    }

    async fn reads_downloads_and_measures(page: Page) {
        open_probe(&page).await;
        for _ in 0..2 {
            let before = page.downloaded();
            page.click("#save").await;
            if before.is_empty() || page.browser != Browser::WebKit {
                // WebKit overwrites a file of the same name, so the second is not seen as new there.
                let file = page.next_download(&before).await;
                assert_eq!(String::from_utf8(file.bytes).unwrap(), "id,name\n1,é\n");
                assert!(file.name.starts_with("export é"), "{}", file.name);
            }
        }
        assert_eq!(page.measures().await[0].name, "saving");
    }

    async fn notices_errors(page: Page) {
        open_probe(&page).await;
        page.run("console.error('one'); setTimeout(() => { throw new Error('two') }); Promise.reject(new Error('three')); new Image().src = '/no.png'").await;
        page.wait_until("four errors", "window.__errs.length >= 3").await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let errors = page.errors().await.join("\n");
        for word in ["one", "two", "three"] {
            assert!(errors.contains(word), "{word} is not in {errors}");
        }
        assert!(page.server.log().contains(&"404 /no.png".to_owned()), "{:?}", page.server.log());
        // They are what was wanted: leave for a quiet page, on a server that has not seen them.
        page.server.forget_log();
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        page.forget_errors().await;
    }

    async fn notices_long_tasks(page: Page) {
        open_probe(&page).await;
        page.longest_task_ms().await;
        page.run("setTimeout(() => { const end = performance.now() + 200; while (performance.now() < end); window.done = true })").await;
        page.wait_until("the task", "window.done").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        let longest = page.longest_task_ms().await;
        assert!((190.0..2000.0).contains(&longest), "{longest} ms");
    }

    async fn sees_what_is_not_accessible(page: Page) {
        open_probe(&page).await;
        axe::assert_accessible(&page).await;
        page.run("document.documentElement.removeAttribute('lang')").await;
        let violations = axe::violations(&page).await;
        assert!(violations.iter().any(|one| one["id"] == "html-has-lang" && one["impact"] == "serious"), "{violations:?}");
    }

    async fn sets_the_viewport(page: Page) {
        open_probe(&page).await;
        for (width, height) in [(1280, 800), (700, 600)] {
            page.set_viewport(width, height).await;
            assert_eq!(page.run("return [innerWidth, innerHeight]").await, json!([width, height]));
        }
    }
}
