//! Pictures that are no PNGs: read by a part of the program that comes with the first of them, to the same numbers as natively.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use soundkin::space::Settings;

use crate::helpers::{forgive, most_helpers, n_requests};
use crate::sets::{assert_close, fixtures, native_document};
use crate::temp_dir::TempDir;

/// Digits that the same numbers share natively and in a browser. A pixel that differs by one level changes more.
const TOLERANCE: f64 = 1e-9;
/// Status line of the whole set.
const JOINED: &str = "40 tracks · 40 of 103 rows have a picture";

/// Writes n40, each picture as JPEG where `is_jpeg` says so of its number; where the files are.
fn write(folder: &Path, is_jpeg: impl Fn(usize) -> bool) -> Vec<PathBuf> {
    let mut from: Vec<PathBuf> = fs::read_dir(fixtures("jpeg/n40"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    from.sort();
    assert_eq!(from.len(), 40);
    for (i, path) in from.iter_mut().enumerate() {
        if !is_jpeg(i) {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            *path = fixtures("n40/spectrograms").join(format!("{stem}.png"));
        }
    }
    from.push(fixtures("n40/dataset.csv"));
    let copied = |path: PathBuf| {
        let to = folder.join(path.file_name().unwrap());
        fs::copy(path, &to).unwrap();
        to
    };
    from.into_iter().map(copied).collect()
}

fn assert_native(got: &Value, folder: &Path) {
    let want = native_document(folder, Settings::default(), None);
    assert_close(got, &want, TOLERANCE, "document");
}

in_each_browser! {
    async fn jpegs_give_the_numbers_of_the_library(page: Page) {
        let home = TempDir::new();
        let files = write(&home.0, |_| true);
        assert_eq!(n_requests(&page, "pictures"), 0);
        page.pick_files(&files).await;
        page.wait_for_status(JOINED).await;
        let document = page.document().await;
        assert_native(&document, &home.0);
        let names = document["tracks"].as_array().unwrap();
        assert!(names.iter().all(|track| track["file"].as_str().unwrap().contains(".jpg")));
        // Script and program, at most once for each worker that decodes: some workers may share a request, and one that
        // had nothing to decode may still wait for the second of its own.
        let n_helpers = most_helpers(&page).await;
        for file in ["pictures.js", "pictures_bg.wasm"] {
            let n = n_requests(&page, file);
            assert!((1..=n_helpers).contains(&n), "{n} requests for {file}");
        }
    }

    async fn jpegs_and_pngs_join_one_table(page: Page) {
        let home = TempDir::new();
        write(&home.0, |i| i % 3 == 0);
        page.open_as_usual(&home.0).await;
        assert_eq!(page.status().await.split(" | ").next(), Some(JOINED));
        assert_native(&page.document().await, &home.0);
        // The person's own pictures are shown.
        page.wait_until("pictures", "[...document.querySelectorAll('img')].some(i => i.src.startsWith('blob:') && i.naturalWidth === 144)").await;
    }

    async fn gif_and_webp_are_read(page: Page) {
        let home = TempDir::new();
        for name in ["palette.gif", "lossless.webp", "progressive.jpg", "cmyk.jpg"] {
            fs::copy(fixtures("jpeg").join(name), home.0.join(name)).unwrap();
        }
        page.open_as_usual(&home.0).await;
        assert_native(&page.document().await, &home.0);
    }

    async fn what_reads_jpegs_is_named_where_it_cannot_be_had(page: Page) {
        let home = TempDir::new();
        write(&home.0, |i| i == 0);
        page.server.refuse("pictures", |_| true);
        page.open_as_usual(&home.0).await;
        assert!(page.status().await.contains("39 tracks"), "{}", page.status().await);
        page.show_part("Data").await;
        page.wait_until("words about the part", "document.body.innerText.includes('What reads pictures that are no PNGs is missing: pictures-')").await;
        forgive(&page).await;
    }
}
