//! Helpers that never start, or die of a picture: whatever they had goes to another, what cannot be had is named, and the
//! load ends.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::page::Page;
use crate::server::without_hash;
use crate::sets::{copy_pictures, n40, write_pictures};
use crate::temp_dir::TempDir;

/// The name of a helper, `worker/orders.rs`.
const NAME: &str = "soundkin-decoder";
const N40: &str = "40 tracks · 40 of 103 rows have a picture";

/// The page anew, with files changed before, and with its helpers counted.
struct Opened<'a> {
    page: &'a Page,
    /// What its workers ask for first, each under an address of its own: those of a page before may still be on their way,
    /// and browsers share a request for one address.
    mark: String,
}

impl<'a> Opened<'a> {
    /// Opens it; the helpers that `is_missing` says, the first is 0, find no script.
    async fn new(page: &'a Page, is_missing: impl Fn(usize) -> bool + Send + 'static) -> Self {
        static N_OPENED: AtomicUsize = AtomicUsize::new(0);
        let nth = N_OPENED.fetch_add(1, Ordering::Relaxed);
        let start = page.server.route("start.js", "text/javascript", Vec::new());
        let first = format!(
            "\"use strict\"; importScripts(`{start}?{nth}-${{self.name}}-${{Math.random()}}`);"
        );
        page.server.change("worker_loader", move |script| {
            let script = String::from_utf8(script).unwrap();
            script.replacen("\"use strict\";", &first, 1).into_bytes()
        });
        let mark = format!("{nth}-{NAME}-");
        let of_helper = mark.clone();
        let asked = AtomicUsize::new(0);
        page.server.refuse("start.js", move |query| {
            query.starts_with(&of_helper) && is_missing(asked.fetch_add(1, Ordering::Relaxed))
        });
        page.server.forget_log();
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        Self { page, mark }
    }

    /// Helpers started so far.
    fn n_helpers(&self) -> usize {
        let log = self.page.server.log();
        log.iter()
            .filter(|line| line.contains(&format!("start.js?{}", self.mark)))
            .count()
    }

    /// Waits for so many helpers, and no more.
    async fn wait_for_helpers(&self, n: usize) {
        for _ in 0..600 {
            if self.n_helpers() >= n {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(self.n_helpers(), n, "helpers started");
    }
}

/// Requests so far for files whose names begin so, without their hashes.
pub fn n_requests(page: &Page, start: &str) -> usize {
    let log = page.server.log();
    let names = log.iter().filter_map(|line| line.rsplit('/').next());
    names
        .filter(|name| without_hash(name).starts_with(start))
        .count()
}

/// How many helpers the page starts.
pub async fn most_helpers(page: &Page) -> usize {
    let cores = page.run("return navigator.hardwareConcurrency").await;
    cores.as_u64().unwrap().clamp(1, 8) as usize
}

/// What was provoked is no fault of the page.
pub async fn forgive(page: &Page) {
    page.server.forget_log();
    page.forget_errors().await;
}

async fn loads_n40(page: &Page, folder: &Path) {
    page.give_folder(folder).await;
    page.wait_for_status(N40).await;
    assert_eq!(page.count("[role=alert]").await, 0);
    assert_eq!(page.count("#show-warnings").await, 0);
}

/// A wasm program whose memory may not grow by more than `n_pages` of 64 kB: one that runs out of memory.
fn with_little_memory(wasm: &[u8], n_pages: u32) -> Vec<u8> {
    const MEMORY: u8 = 5;
    let (head, mut rest) = wasm.split_at(8);
    let mut out = head.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (length, after) = number(after);
        let (body, next) = after.split_at(length as usize);
        if id == MEMORY {
            // One memory without an upper limit.
            assert_eq!(body[..2], [1, 0]);
            let (least, _) = number(&body[2..]);
            let mut limited = vec![1, 1];
            limited.extend(encoded(least));
            limited.extend(encoded(least + n_pages));
            out.push(id);
            out.extend(encoded(limited.len() as u32));
            out.extend(limited);
        } else {
            out.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    out
}

/// The number at the head of `bytes` (LEB128), and what is behind it.
fn number(bytes: &[u8]) -> (u32, &[u8]) {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    let digits = bytes[..end].iter().rev();
    let value = digits.fold(0, |value, byte| (value << 7) | u32::from(byte & 0x7f));
    (value, &bytes[end..])
}

fn encoded(mut value: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

#[test]
fn only_the_memory_of_a_program_is_limited() {
    // A name that nobody reads, one memory of 200 pages, and something behind it.
    let section = |id: u8, body: &[u8]| [&[id, body.len() as u8], body].concat();
    let program = |memory: &[u8]| {
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(0, b"\x01x"),
            section(5, memory),
            section(10, b"\0"),
        ]
        .concat()
    };
    let limited = with_little_memory(&program(&[1, 0, 0xc8, 0x01]), 100);
    assert_eq!(limited, program(&[1, 1, 0xc8, 0x01, 0xac, 0x02]));
}

/// From the page that is opened next on, helpers have little memory; the session worker has all it wants.
fn limit_helpers(page: &Page) {
    page.server
        .change("decoder_bg", |wasm| with_little_memory(&wasm, 160));
}

in_each_browser! {
    async fn a_helper_whose_script_is_missing_is_replaced(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        let n = most_helpers(&page).await;
        let opened = Opened::new(&page, |helper| helper == 0).await;
        loads_n40(&page, &home.0).await;
        opened.wait_for_helpers(n + 1).await;
        // All but the last that is tried: as many as are wanted, and one for each but the last of twice as many deaths.
        page.server.forget_changes();
        let n_tried = n + 2 * n - 1;
        let opened = Opened::new(&page, move |helper| helper < n_tried - 1).await;
        loads_n40(&page, &home.0).await;
        // Once one lives and has done something, each of those that die after it is replaced, so that there are as many as
        // are wanted: one more for each that died, at most.
        let started = opened.n_helpers();
        assert!((n_tried..n + n_tried).contains(&started), "{started} helpers for {n}");
        forgive(&page).await;
    }

    async fn without_any_helper_the_pictures_are_read_all_the_same(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        let n = most_helpers(&page).await;
        let opened = Opened::new(&page, |_| true).await;
        loads_n40(&page, &home.0).await;
        // What is given later is read too.
        let more = TempDir::new();
        write_pictures(&more.0, 0..3, 128, 128, |i| format!("more_{i}.png"));
        page.give_folder(&more.0).await;
        page.wait_for_status("43 tracks · 40 of 103 rows have a picture").await;
        // Nobody starts helpers for ever.
        opened.wait_for_helpers(n + 2 * n - 1).await;
        forgive(&page).await;
    }

    async fn what_decodes_is_named_where_it_cannot_be_had(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.server.refuse("decoder.", |_| true);
        let opened = Opened::new(&page, |_| false).await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        page.click("#show-warnings").await;
        page.wait_until("the reason", "/could not be decoded: decoder-.*js could not be loaded[.]/.test(document.body.innerText)").await;
        // One remark for all of them, and the part is asked for once.
        assert!(page.text(".status").await.contains("40 of 40 pictures could not be read"));
        let (n, most) = (opened.n_helpers(), most_helpers(&page).await);
        assert!(n <= 3 * most, "{n} helpers");
        forgive(&page).await;
    }

    async fn a_picture_that_helpers_die_of_is_named_and_the_rest_is_there(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        // 27 MB of pixels where there are 10 MB.
        write_pictures(&home.0, 0..2, 3600, 2500, |i| format!("large_{i}.png"));
        let n = most_helpers(&page).await;
        limit_helpers(&page);
        let opened = Opened::new(&page, |_| false).await;
        page.give_folder(&home.0).await;
        page.wait_for_status("40 tracks · 40 of 103 rows have a picture · 2 of 42 pictures could not be read").await;
        page.click("#show-warnings").await;
        let said = page.run("return [...document.querySelectorAll('#warnings > li')].map((line) => line.textContent)").await;
        let [said] = said.as_array().unwrap().as_slice() else {
            panic!("one line for one reason: {said}")
        };
        let said = said.as_str().unwrap();
        assert!(said.contains("large_0.png") && said.contains("large_1.png") && said.contains("could not be decoded"), "{said}");
        // Two helpers died of each, but for one that may have had both; and each of them was replaced.
        let n_deaths = opened.n_helpers().saturating_sub(n);
        assert!((2..=4).contains(&n_deaths), "{n_deaths} deaths");
        // What comes after them is read as ever, and they are once more tried when they are given once more.
        let more = TempDir::new();
        assert_eq!(copy_pictures("n40", &more.0), 40);
        fs::copy(home.0.join("large_0.png"), more.0.join("again.png")).unwrap();
        page.give_folder(&more.0).await;
        page.wait_until("the third to be named", "document.querySelector('#warnings')?.textContent.includes('again.png')").await;
        page.wait_for_state("ready").await;
        forgive(&page).await;
    }
}
