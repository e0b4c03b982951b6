//! How much memory ten thousand pictures take, in Chromium, and how much more when they were looked at again and have a timbre:
//! `make bench` runs this and prints it; `make test` does not.
//!
//! Two things are added up: the memories of the WebAssembly programs of page, session worker and helpers, and what the
//! renderer's process has in memory more than it had when the page was empty. The former are part of the latter, so that
//! the sum is an upper bound.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::browsers::Browser;
use crate::page::Page;
use crate::sets::write_pictures;
use crate::temp_dir::TempDir;
use crate::visit::{run, visit};

const PATIENCE: Duration = Duration::from_mins(8);
const N: usize = 10_000;
/// At most so much for the pictures, in MB, and as much again for their timbre.
const MOST: f64 = 300.0;

/// Makes a program tell the size of its memory to whoever asks on this channel.
const TELL: &str = "(() => {
  const memories = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...args) => {
      const made = await original(...args);
      const memory = (made.instance || made).exports.memory;
      if (memory) memories.push(memory);
      return made;
    };
  }
  const channel = new BroadcastChannel('memory');
  const who = typeof document === 'object' ? 'page' : self.name || 'session';
  channel.addEventListener('message', ({ data }) => {
    if (data === 'how much?') channel.postMessage({ who, bytes: memories.reduce((sum, one) => sum + one.buffer.byteLength, 0) });
  });
})();
";

/// The sizes of all programs' memories, in MB.
async fn memories(page: &Page) -> Vec<(String, f64)> {
    let told = page
        .run_async(
            "const channel = new BroadcastChannel('memory');
             const told = [];
             channel.addEventListener('message', ({ data }) => { if (data.who) told.push([data.who, data.bytes]); });
             channel.postMessage('how much?');
             await new Promise((go) => setTimeout(go, 1500));
             channel.close();
             return told;",
            Vec::new(),
        )
        .await;
    let one = |told: &Value| {
        let who = told[0].as_str().unwrap().to_owned();
        (who, told[1].as_f64().unwrap() / 1e6)
    };
    let mut told: Vec<(String, f64)> = told.as_array().unwrap().iter().map(one).collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    told
}

/// What the largest renderer that descends from this process has in memory, in MB.
fn renderer_mb() -> f64 {
    let status = |process: &Path, name: &str| -> Option<u64> {
        let text = std::fs::read_to_string(process.join("status")).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    let is_own = |process: &Path| {
        let mut process = process.to_owned();
        loop {
            match status(&process, "PPid:") {
                Some(parent) if parent == u64::from(std::process::id()) => return true,
                Some(parent) if parent > 1 => process = Path::new("/proc").join(parent.to_string()),
                _ => return false,
            }
        }
    };
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let kilobytes = processes
        .map(|entry| entry.path())
        .filter(|process| {
            let command = std::fs::read(process.join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&command).contains("--type=renderer") && is_own(process)
        })
        .filter_map(|process| status(&process, "VmRSS:"));
    kilobytes.max().unwrap_or(0) as f64 * 1024.0 / 1e6
}

/// Prints what is taken by now, and what was before; the sum, in MB.
async fn taken(page: &Page, before: &[(String, f64)], empty: f64, highest: f64) -> f64 {
    let after = memories(page).await;
    let full = renderer_mb();
    println!("   before    after  wasm memory, in MB");
    let mut sum = 0.0;
    for (i, (who, mb)) in after.iter().enumerate() {
        let before = before.get(i).map_or(0.0, |(_, mb)| *mb);
        println!("{before:>9.1}{mb:>9.1}  {who}");
        sum += mb;
    }
    let highest = highest.max(full);
    println!("{empty:>9.1}{full:>9.1}  the renderer's process (at most {highest:.1} on the way)");
    let total = sum + full - empty;
    println!("         {total:>9.1}  wasm memories, and the renderer less that of the empty page");
    total
}

#[test]
#[ignore = "a benchmark: make bench"]
fn bench_memory_of_ten_thousand_pictures() {
    run(measure());
}

async fn measure() {
    let home = TempDir::new();
    let folder = home.folder("pictures");
    write_pictures(&folder, 0..N, 128, 128, |i| format!("clip_{i}.png"));
    visit(Browser::Chromium, "memory", move |page: Page| {
        let folder = folder.clone();
        async move {
            page.server.change("worker_loader", |script| {
                [TELL.as_bytes(), &script].concat()
            });
            page.server
                .change("start", |script| [TELL.as_bytes(), &script].concat());
            page.goto(&page.server.url()).await;
            page.wait_for_state("empty").await;
            // Until the workers are warm.
            tokio::time::sleep(Duration::from_secs(8)).await;
            let empty = renderer_mb();
            let before = memories(&page).await;
            page.give_folder(&folder).await;
            let mut highest = 0.0_f64;
            let started = std::time::Instant::now();
            while page.state().await != "ready" {
                assert!(started.elapsed() < PATIENCE, "it takes too long");
                highest = highest.max(renderer_mb());
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
            page.wait_until("the list", "document.querySelector('#by-sound')").await;
            println!("\n{N} pictures of 128 x 128: {}", page.status().await);
            // Without the second look, until the next setting.
            page.click("#stop-survey").await;
            // What the map is worth, and who stands apart, is measured after it is there.
            let is_measured = "document.querySelector('#trustworthiness')";
            page.wait_until_within("the worth of the map", is_measured, PATIENCE)
                .await;
            let mapped = taken(&page, &before, empty, highest).await;
            assert!(mapped <= MOST, "{mapped:.1} MB are more than {MOST}");

            let has_timbre = "document.body.dataset.state === 'ready' && document.body.dataset.spaces.includes('timbre')";
            let started = std::time::Instant::now();
            page.choose("#k", "5").await;
            while page.run(&format!("return {has_timbre}")).await != true {
                assert!(started.elapsed() < PATIENCE, "timbre takes too long");
                highest = highest.max(renderer_mb());
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
            page.wait_until_within("the worth of its map", is_measured, PATIENCE)
                .await;
            println!("and their timbre, after {:.0} s:", started.elapsed().as_secs_f64());
            let listened = taken(&page, &before, empty, highest).await;
            let more = listened - mapped;
            assert!(more <= MOST, "{more:.1} MB more are more than {MOST}");
        }
    })
    .await;
}
