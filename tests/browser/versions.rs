//! Page and worker that do not understand each other: the person is told to reload, whoever notices.
//!
//! The worker's files are served changed, as a cache that mixes two builds would, or a proxy that damages them.

use std::path::Path;

use crate::files::walk;
use crate::page::Page;
use crate::sets::fixtures;

const OTHER_BUILD: &str = "Reload the page: Soundkin was updated while it was open.";
const DAMAGED: &str = "Reload the page: a message between its parts could not be read";

/// Changes every message that a worker posts; `change` is JavaScript about `data`, its parts.
fn posting(change: &str) -> String {
    format!(
        "const post = self.postMessage.bind(self);
         self.postMessage = (data, transfer) => {{ {change}; post(data, transfer); }};"
    )
}

/// Changes every message that a worker hears.
fn hearing(change: &str) -> String {
    format!("addEventListener('message', ({{ data }}) => {{ {change}; }});")
}

/// In helpers only.
fn in_helpers(script: &str) -> String {
    format!("if (self.name === 'soundkin-decoder') {{ {script} }}")
}

/// The name of another build.
const RENAME: &str = "new Uint8Array(data[0])[0] = 120";
/// The right name, and then nonsense.
const GARBLE: &str = "new Uint8Array(data[0]).fill(255, 16)";
/// More than there should be.
const LENGTHEN: &str = "const long = new Uint8Array(data[0].byteLength + 1); long.set(new Uint8Array(data[0])); data[0] = transfer[0] = long.buffer";
/// Nothing but the message itself.
const STRIP: &str = "data.length = transfer.length = 1";

/// The page with workers that also run this.
async fn open_with(page: &Page, script: &str) {
    page.server.forget_changes();
    page.server
        .append("worker_loader", &format!("\n{script}\n"));
    page.goto(&page.server.url()).await;
    page.wait_for_state("empty").await;
}

async fn wait_for_words(page: &Page, words: &str) {
    let is = format!("document.querySelector('.fatal')?.innerText.startsWith({words:?})");
    page.wait_until(words, &is).await;
}

/// The page says these words before it is given anything.
async fn says(page: &Page, script: &str, words: &str) {
    open_with(page, script).await;
    wait_for_words(page, words).await;
}

/// The page says these words once it has files to read, and does not go on as if it worked.
async fn says_with_files(page: &Page, script: &str, words: &str) {
    open_with(page, script).await;
    page.give_folder(&fixtures("n40")).await;
    wait_for_words(page, words).await;
    page.wait_until("an end", "document.body.dataset.state !== 'working'")
        .await;
}

/// As it was built the page reads what it is given, and says nothing of the kind.
async fn works(page: &Page) {
    page.server.forget_changes();
    page.goto(&page.server.url()).await;
    page.wait_for_state("empty").await;
    page.give_folder(&fixtures("n40")).await;
    page.wait_for_state("ready").await;
    assert_eq!(page.count(".fatal").await, 0);
}

in_each_browser! {
    /// What the worker of an older build said first, before messages bore the name of their build: "ready", protocol 3.
    async fn a_worker_of_long_ago_is_noticed(page: Page) {
        page.server.change("worker_loader", |_| b"postMessage([new Uint8Array([0, 3]).buffer]);".to_vec());
        page.goto(&page.server.url()).await;
        wait_for_words(&page, OTHER_BUILD).await;
        works(&page).await;
    }

    async fn a_worker_of_another_build_is_noticed(page: Page) {
        says(&page, &posting(RENAME), OTHER_BUILD).await;
        says_with_files(&page, &hearing(RENAME), OTHER_BUILD).await;
        says_with_files(&page, &in_helpers(&posting(RENAME)), OTHER_BUILD).await;
        says_with_files(&page, &in_helpers(&hearing(RENAME)), OTHER_BUILD).await;
        works(&page).await;
    }

    async fn a_message_that_cannot_be_read_is_said_so(page: Page) {
        says(&page, &posting(GARBLE), DAMAGED).await;
        says(&page, &posting(LENGTHEN), DAMAGED).await;
        says(&page, &posting("data = 'ready'; transfer = []"), DAMAGED).await;
        says_with_files(&page, &hearing(GARBLE), DAMAGED).await;
        says_with_files(&page, &in_helpers(&posting(GARBLE)), DAMAGED).await;
        says_with_files(&page, &in_helpers(&hearing(GARBLE)), DAMAGED).await;
        works(&page).await;
    }

    async fn a_message_without_what_belongs_to_it_is_said_so(page: Page) {
        says_with_files(&page, &posting(STRIP), DAMAGED).await;
        says_with_files(&page, &hearing("data.length = 1"), DAMAGED).await;
        says_with_files(&page, &in_helpers(&posting(STRIP)), DAMAGED).await;
        says_with_files(&page, &in_helpers(&hearing("data.length = 1")), DAMAGED).await;
        works(&page).await;
    }
}

/// A file that kept its name could be taken from the cache of another build.
#[test]
fn every_file_of_the_program_is_named_after_its_content() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    // The page names what it loads, the worker's loader what that loads.
    let is_list = |name: &str| name == "index.html" || name.starts_with("worker_loader-");
    let named: String = walk(&dist)
        .into_iter()
        .filter(|(name, _)| is_list(name.rsplit('/').next().unwrap()))
        .map(|(_, path)| std::fs::read_to_string(path).unwrap())
        .collect();
    let mut n_programs = 0;
    for (name, _) in walk(&dist) {
        let file = name.rsplit('/').next().unwrap();
        let Some((stem, "js" | "wasm" | "css" | "zip")) = file.rsplit_once('.') else {
            continue;
        };
        let hash = stem.trim_end_matches("_bg").rsplit('-').next().unwrap();
        // 64 bits in hexadecimal. trunk writes its own without leading zeros; more than four of them come once in a million
        // builds, shorter words are no hash.
        let is_whole = hash.len() == 16 || hash.len() >= 12 && !hash.starts_with('0');
        let is_hash = is_whole && u64::from_str_radix(hash, 16).is_ok();
        assert!(is_hash, "{name} has no hash in its name");
        n_programs += 1;
        assert!(named.contains(file), "nothing names {name}");
    }
    // Page, worker and four parts, each two files; what starts page and worker; the style; the demo.
    assert_eq!(n_programs, 16);
}
