//! How long the page takes, in Chromium without a window: `make bench` runs this and prints it; `make test` does not.
//!
//! `SOUNDKIN_BENCH_DATA=folder` measures that folder instead of the made-up ones.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::browsers::Browser;
use crate::page::Page;
use crate::sets::{table, write_pictures};
use crate::temp_dir::TempDir;
use crate::visit::{run, visit};

const PATIENCE: Duration = Duration::from_mins(4);
/// What people notice as standing still.
const LONGEST_TASK_MS: f64 = 50.0;
/// The size of the map that is dragged about.
const MAP: (u32, u32) = (1200, 800);

#[test]
#[ignore = "a benchmark: make bench"]
fn page() {
    run(every_set());
}

async fn every_set() {
    if let Some(folder) = std::env::var_os("SOUNDKIN_BENCH_DATA") {
        let folder = std::path::PathBuf::from(folder);
        assert!(folder.is_dir(), "{} is no folder", folder.display());
        load(&folder.display().to_string(), &folder).await;
        return;
    }
    for (n, width, height) in [(100, 432, 288), (1000, 384, 256)] {
        let home = TempDir::new();
        let folder = home.folder("bench");
        write_pictures(&folder, 0..n, width, height, |i| format!("clip_{i}.png"));
        std::fs::write(folder.join("tracks.csv"), table(n)).unwrap();
        let size = std::fs::metadata(folder.join("clip_0.png")).unwrap().len() / 1000;
        load(
            &format!("{n} pictures of {width} x {height}, about {size} kB each"),
            &folder,
        )
        .await;
    }
    let home = TempDir::new();
    let folder = home.folder("bench");
    std::fs::write(folder.join("tracks.csv"), table(114_000)).unwrap();
    load("a table of 114,000 rows", &folder).await;
}

/// Gives the page a folder and prints what the page measured; drags the map about where there are many points.
async fn load(what: &str, folder: &Path) {
    let (what, folder) = (what.to_owned(), folder.to_owned());
    visit(Browser::Chromium, "bench", move |page: Page| {
        let (what, folder) = (what.clone(), folder.clone());
        async move {
            page.wait_for_state("empty").await;
            tokio::time::sleep(Duration::from_millis(500)).await;
            page.longest_task_ms().await;
            page.give_folder(&folder).await;
            page.wait_for_state_within("ready", PATIENCE).await;
            page.wait_until(
                "the lists",
                "document.querySelector('#by-sound, #by-features')",
            )
            .await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            println!("\n{what}: {}", page.status().await);
            for measure in page.measures().await {
                println!("{:>10.1} ms  {}", measure.duration_ms, measure.name);
            }
            println!(
                "{:>10.1} ms  longest task of the page's thread, at most {LONGEST_TASK_MS} on a quiet machine",
                page.longest_task_ms().await
            );
            for frame in long_frames(&page).await {
                println!("              {frame}");
            }
            let frames = frames_while_panning(&page).await;
            println!(
                "{:>10.1}     frames per second while dragging the map of {} x {}",
                frames, MAP.0, MAP.1
            );
        }
    })
    .await;
}

/// What the browser says about frames that took long, and what ran in them.
async fn long_frames(page: &Page) -> Vec<Value> {
    let frames = page.run_async(
        "const frames = await new Promise((done) => {
           new PerformanceObserver((list) => done(list.getEntries())).observe({ type: 'long-animation-frame', buffered: true });
           setTimeout(() => done([]), 500);
         });
         return frames.map(({ startTime, duration, renderStart, styleAndLayoutStart, scripts }) => ({ startTime, duration, render: renderStart && startTime + duration - renderStart, layout: styleAndLayoutStart && startTime + duration - styleAndLayoutStart, scripts: scripts.map(s => [s.invoker, s.duration, s.forcedStyleAndLayoutDuration]) }));",
        Vec::new(),
    )
    .await;
    frames.as_array().cloned().unwrap_or_default()
}

/// Frames per second while the map follows the pointer, a step per frame.
async fn frames_while_panning(page: &Page) -> f64 {
    let (mut width, mut height) = MAP;
    for _ in 0..3 {
        page.set_viewport(width, height).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let size = page.run("const map = document.querySelector('#map'); return [map.clientWidth, map.clientHeight]").await;
        let missing =
            |wanted: u32, i: usize| wanted.saturating_sub(size[i].as_u64().unwrap() as u32);
        width += missing(MAP.0, 0);
        height += missing(MAP.1, 1);
    }
    page.run_async(
        "const [frames] = arguments;
         const map = document.querySelector('#map');
         const at = map.getBoundingClientRect();
         const fire = (type, x, y) => map.dispatchEvent(new PointerEvent(type, {
           pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true, buttons: 1,
           clientX: at.left + at.width / 2 + x, clientY: at.top + at.height / 2 + y,
         }));
         const next = () => new Promise(requestAnimationFrame);
         fire('pointerdown', 0, 0);
         await next();
         const start = performance.now();
         for (let i = 1; i <= frames; i++) {
           fire('pointermove', 200 * Math.sin(i / 20), 100 * Math.sin(i / 13));
           await next();
         }
         const seconds = (performance.now() - start) / 1000;
         fire('pointerup', 0, 0);
         return frames / seconds;",
        vec![json!(120)],
    )
    .await
    .as_f64()
    .unwrap()
}
