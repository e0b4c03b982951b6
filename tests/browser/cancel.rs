//! Cancel: heard at once, loses nothing, and what goes on ends where it would have ended without.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::{Mutex, OnceCell};

use crate::page::Page;
use crate::sets::{table, write_pictures};

const PICTURES: usize = 1000;
/// From the click until the page says so.
const AT_ONCE_MS: f64 = 200.0;
const TRIES: usize = 4;
/// One after the other: two that decode a thousand pictures at once would measure each other.
static ALONE: Mutex<()> = Mutex::const_new(());
/// A thousand pictures on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// A thousand pictures that take their time, and their table; the same folder for all tests.
fn thousand() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("thousand");
        let _ = std::fs::remove_dir_all(&folder);
        write_pictures(&folder, 0..PICTURES, 400, 260, |i| format!("clip_{i}.png"));
        std::fs::write(folder.join("tracks.csv"), table(PICTURES)).unwrap();
        folder
    })
}

/// Clicks Cancel as soon as the status line matches `pattern`; when the page left "working", that took these milliseconds.
async fn cancel_when(page: &Page, pattern: &str, give: impl Future<Output = ()>) -> f64 {
    page.run_with(
        "const pattern = new RegExp(arguments[0]);
         window.__words = [];
         window.__cancelled = undefined;
         let clicked;
         const look = () => {
           const words = document.querySelector('[role=status]')?.innerText ?? '';
           if (window.__words.at(-1) !== words) window.__words.push(words);
           const button = document.querySelector('#cancel');
           if (clicked === undefined && button && pattern.test(words)) {
             clicked = performance.now();
             button.click();
           } else if (clicked !== undefined && document.body.dataset.state !== 'working') {
             window.__cancelled = performance.now() - clicked;
             watch.disconnect();
           }
         };
         const watch = new MutationObserver(look);
         watch.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });",
        vec![Value::from(pattern)],
    )
    .await;
    give.await;
    let done = "window.__cancelled !== undefined || (window.__words.length > 1 && document.body.dataset.state === 'ready')";
    page.wait_until_within("the end or its cancelling", done, PATIENCE)
        .await;
    let words = page.run("return window.__words").await;
    let took = page.run("return window.__cancelled ?? null").await;
    took.as_f64()
        .unwrap_or_else(|| panic!("{pattern:?} was never said: {words}"))
}

/// Gives the folder to a fresh page and cancels, which must be heard at once: on a busy machine in one of a few tries.
async fn cancel_at_once(page: &Page, pattern: &str, folder: &Path) {
    let mut seen = Vec::new();
    while seen.iter().all(|&took| took > AT_ONCE_MS) {
        assert!(seen.len() < TRIES, "cancelled after {seen:?} ms");
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        seen.push(cancel_when(page, pattern, page.give_folder(folder)).await);
    }
    println!("{:?}: cancelled after {seen:.0?} ms", page.browser);
}

async fn finish(page: &Page) -> Vec<u8> {
    page.wait_for_state_within("ready", PATIENCE).await;
    page.document_bytes().await
}

/// The document that nobody cancelled: made once, since it is the same in all browsers.
async fn uninterrupted(page: &Page, folder: &Path) -> &'static [u8] {
    static DOCUMENT: OnceCell<Vec<u8>> = OnceCell::const_new();
    let make = || async {
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        page.give_folder(folder).await;
        let document = finish(page).await;
        let status = "1,000 tracks · 1,000 of 1,000 rows have a picture";
        assert_eq!(page.status().await, status);
        document
    };
    DOCUMENT.get_or_init(make).await
}

in_each_browser! {
    async fn while_pictures_are_decoded(page: Page) {
        let _alone = ALONE.lock().await;
        let folder = thousand();
        cancel_at_once(&page, "Decoding pictures: [1-9][0-9]{2} of 1,000", folder).await;
        assert_eq!(page.state().await, "empty");
        let status = page.status().await;
        let read: usize = status.strip_prefix("Cancelled. ").and_then(|rest| rest.split(' ').next()).unwrap().parse().unwrap();
        assert!((100..PICTURES).contains(&read) && status.ends_with("of 1,000 pictures are read and kept."), "{status}");
        // Nothing goes on behind the scenes.
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(page.status().await, status);
        assert_eq!(page.text("#continue").await, format!("Read the other {}", PICTURES - read));

        page.click("#continue").await;
        let document = finish(&page).await;
        assert_eq!(page.status().await, "1,000 tracks · 1,000 of 1,000 rows have a picture");
        assert!(uninterrupted(&page, folder).await == document, "cancelled and continued gives another document");
    }

    async fn while_it_computes(page: Page) {
        let _alone = ALONE.lock().await;
        let folder = thousand();
        cancel_at_once(&page, "Standardising|principal components", folder).await;
        assert_eq!(page.status().await, "Cancelled. What was read is kept.");
        page.click("#continue").await;
        let document = finish(&page).await;
        assert_eq!(page.count("#continue").await, 0);

        // A report can be cancelled too, and then none comes.
        page.click("#export-report").await;
        page.wait_until("how far it is", "/^Writing the report: [0-9]+ %$/.test(document.querySelector('[role=status]').innerText)").await;
        page.click("#cancel").await;
        let unwritten = "Cancelled. The report was not written.";
        page.wait_until("the end of the report", &format!("document.querySelector('[role=status]').innerText === '{unwritten}'")).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!((page.status().await.as_str(), page.count("#cancel").await), (unwritten, 0));

        // Once more, with results already there.
        cancel_when(&page, "", async {
            page.run("const k = document.querySelector('#k'); k.value = 12; k.dispatchEvent(new Event('change', { bubbles: true }))").await;
        })
        .await;
        page.run("const k = document.querySelector('#k'); k.value = 4; k.dispatchEvent(new Event('change', { bubbles: true }))").await;
        assert!(finish(&page).await == document);
        assert!(uninterrupted(&page, folder).await == document, "cancelled and continued gives another document");
    }
}
