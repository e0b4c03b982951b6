//! The tests' own tools, tried on a page written for it (probe.html): whatever fails here is not Soundkin's fault.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::axe;
use crate::browsers::{Browser, Compilers};
use crate::files::walk;
use crate::page::{PATIENCE, Page};
use crate::session::Session;
use crate::temp_dir::TempDir;
use crate::visit::{run, visit};

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

in_chromium! {
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
        page.turns(10).await;
        let longest = page.longest_task_ms().await;
        assert!(longest >= 190.0, "a task of 200 ms was measured as {longest} ms");

        // That was wanted.
        page.server.forget_log();
        page.forget_errors().await;
    }
}

/// A tab that crashed has no page to ask; its test fails, and does not begin again.
#[test]
fn fails_when_the_tab_dies() {
    static BEGUN: AtomicUsize = AtomicUsize::new(0);
    async fn body(page: Page) {
        BEGUN.fetch_add(1, Ordering::Relaxed);
        page.goto("chrome://crash").await;
        page.wait_for_state("empty").await;
    }
    if !Browser::Chromium.is_wanted() {
        return;
    }
    let ended = std::panic::catch_unwind(|| run(visit(Browser::Chromium, "died", body)));
    let said = ended.expect_err("a test whose tab died passed");
    let said = said.downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(said.contains("the tab died"), "{said}");
    assert_eq!(BEGUN.load(Ordering::Relaxed), 1);
}

/// What one test leaves behind, the next must not find, though the browser may be the same.
#[test]
fn hands_a_browser_on_as_if_it_were_fresh() {
    static TABS: Mutex<Vec<String>> = Mutex::new(Vec::new());
    async fn body(page: Page) {
        let found = page
            .run("return [innerWidth, innerHeight, history.length, localStorage.length, sessionStorage.length, window.__left ?? null, matchMedia('(prefers-color-scheme: dark)').matches]")
            .await;
        TABS.lock().unwrap().push(found.to_string());
        assert_eq!(page.downloaded(), Vec::<String>::new());
        std::fs::write(page.downloads.join("left.txt"), "left").unwrap();
        page.run("localStorage.setItem('left', 1); sessionStorage.setItem('left', 1); history.pushState(null, '', '#/left'); window.__left = 1").await;
        page.set_viewport(700, 600).await;
        page.emulate_media("prefers-color-scheme", "dark").await;
    }
    for _ in 0..2 {
        run(visit(Browser::Chromium, "fresh", body));
    }
    let tabs = TABS.lock().unwrap();
    assert!(tabs.windows(2).all(|two| two[0] == two[1]), "{tabs:?}");
}

/// However the tests end, no browser outlives them: the watcher hears of it and ends the driver and all it started.
#[test]
fn no_browser_outlives_its_session() {
    let (processes, home) = run(async {
        let session = Session::take(Browser::Chromium, Compilers::Quick).await;
        (session.processes(), session.home())
    });
    assert!(processes.len() > 1 && home.is_dir(), "{processes:?}");
    let is_left = || {
        let lives = |id: &u32| {
            // What has ended and was not yet waited for lives no more.
            std::fs::read_to_string(format!("/proc/{id}/stat"))
                .is_ok_and(|stat| !stat.contains(") Z "))
        };
        processes.iter().any(lives) || home.exists()
    };
    let start = Instant::now();
    while is_left() {
        assert!(start.elapsed() < PATIENCE, "they live on: {processes:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
