//! Cancel: heard while there is work left, loses nothing, and what goes on ends where it would have ended without.
//!
//! How much is done between a click and its hearing depends on the machine, so it is no matter of these tests: that every
//! slice of work is short is counted in the library's tests, and that Cancel is heard between two of them shows here in
//! what it leaves undone.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::page::Page;
use crate::sets::{table, write_pictures};

const PICTURES: usize = 1000;
/// Turns of the page in which a worker that went on would be heard.
const TURNS: usize = 60;
/// A thousand pictures on a busy machine.
const PATIENCE: Duration = Duration::from_mins(5);

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

/// Clicks Cancel as soon as the status line matches `pattern`, and waits until the page left "working".
async fn cancel_when(page: &Page, pattern: &str, give: impl Future<Output = ()>) {
    page.run_with(
        "const pattern = new RegExp(arguments[0]);
         const at = (window.__at = { words: [], click: undefined, answer: undefined });
         const look = () => {
           const words = document.querySelector('[role=status]')?.innerText ?? '';
           if (at.words.at(-1) !== words) at.words.push(words);
           const button = document.querySelector('#cancel');
           if (at.click === undefined && button && pattern.test(words)) {
             at.click = words;
             button.click();
           } else if (at.click !== undefined && document.body.dataset.state !== 'working') {
             at.answer = words;
             watch.disconnect();
           }
         };
         const watch = new MutationObserver(look);
         watch.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });",
        vec![Value::from(pattern)],
    )
    .await;
    give.await;
    let done = "window.__at.answer !== undefined || (window.__at.words.length > 1 && document.body.dataset.state === 'ready')";
    page.wait_until_within("the end or its cancelling", done, PATIENCE)
        .await;
    let at = page.run("return window.__at").await;
    assert!(
        at["answer"].is_string(),
        "{pattern:?} was never said, or Cancel never answered: {at}"
    );
}

/// Gives the folder to a fresh page and cancels.
async fn cancel_a_fresh_page(page: &Page, pattern: &str, folder: &Path) {
    page.wait_for_state("empty").await;
    cancel_when(page, pattern, page.give_folder(folder)).await;
}

/// Asserts that nothing goes on behind the scenes: the worker says nothing more, and the page shows what it shows.
async fn assert_at_rest(page: &Page) {
    let look = "return [window.__heard, document.body.innerText]";
    let before = page.run(look).await;
    page.turns(TURNS).await;
    assert_eq!(page.run(look).await, before, "it goes on after Cancel");
}

/// The number after these words in a text.
fn number_after(text: &str, words: &str) -> usize {
    let (_, after) = text
        .split_once(words)
        .unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    let digits = after.chars().filter(|&c| c != ',');
    let digits: String = digits.take_while(char::is_ascii_digit).collect();
    digits
        .parse()
        .unwrap_or_else(|error| panic!("no number after {words:?} in {text:?}: {error}"))
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
        let folder = thousand();
        cancel_a_fresh_page(&page, "Decoding pictures: [1-9][0-9]* of 1,000", folder).await;
        assert_eq!(page.state().await, "empty");
        let status = page.status().await;
        let read = number_after(&status, "Cancelled. Pictures read and kept: ");
        let unread = number_after(&status, "Files not read yet: ");
        // A Cancel that is not heard lets all the others follow. The table may be read by then, or wait.
        assert!(read < PICTURES && [PICTURES, PICTURES + 1].contains(&(read + unread)), "{status:?}");
        assert_at_rest(&page).await;
        let other = if unread == 1 { "file".to_owned() } else { format!("{unread} files") };
        assert_eq!(page.text("#continue").await, format!("Read the other {other}"));

        page.click("#continue").await;
        let document = finish(&page).await;
        assert_eq!(page.status().await, "1,000 tracks · 1,000 of 1,000 rows have a picture");
        assert!(uninterrupted(&page, folder).await == document, "cancelled and continued gives another document");
    }

    async fn while_it_computes(page: Page) {
        let folder = thousand();
        cancel_a_fresh_page(&page, "Standardising|principal components", folder).await;
        assert_eq!(page.status().await, "Cancelled. What was read is kept.");
        assert_at_rest(&page).await;
        page.click("#continue").await;
        let document = finish(&page).await;
        assert_eq!(page.count("#continue").await, 0);

        // A report can be cancelled too, and then none comes.
        page.click("#export-report").await;
        page.wait_until("how far it is", "/^Writing the report: [0-9]+ %$/.test(document.querySelector('[role=status]').innerText)").await;
        page.click("#cancel").await;
        let unwritten = "Cancelled. The report was not written.";
        page.wait_until("the end of the report", &format!("document.querySelector('[role=status]').innerText === {}", json!(unwritten))).await;
        page.turns(TURNS).await;
        assert_eq!((page.status().await.as_str(), page.count("#cancel").await, page.downloaded().len()), (unwritten, 0, 0));

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
