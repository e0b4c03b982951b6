//! What goes wrong with files: what is broken is named with its reason, everything else is there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::browsers::Browser;
use crate::page::Page;
use crate::sets::{copy_pictures, fixtures, n40, table, write_pictures};
use crate::temp_dir::TempDir;

fn clip(name: &str) -> Vec<u8> {
    fs::read(fixtures("n40/spectrograms").join(name)).unwrap()
}

/// A good PNG whose header claims 60,000 x 60,000 pixels, with the right check sum.
fn claims_too_much() -> Vec<u8> {
    let mut bytes = clip("clip_0.png");
    for at in [16, 20] {
        bytes[at..at + 4].copy_from_slice(&60_000_u32.to_be_bytes());
    }
    let check = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&check.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}

/// Five files that are no pictures under names that say so, and what is said of each.
fn write_broken(folder: &Path) -> [(&'static str, &'static str); 5] {
    let mut damaged = clip("clip_0.png");
    let middle = damaged.len() / 2;
    damaged[middle..middle + 64].fill(0x55);
    let whole = clip("clip_0.png");
    fs::write(folder.join("clip_damaged.png"), damaged).unwrap();
    fs::write(folder.join("clip_cut.png"), &whole[..whole.len() / 2]).unwrap();
    fs::write(folder.join("clip_empty.png"), "").unwrap();
    fs::write(folder.join("clip_bmp.png"), b"BM\x36\0\0\0\0\0\0\0\x36\0").unwrap();
    fs::write(folder.join("clip_huge.png"), claims_too_much()).unwrap();
    [
        ("clip_damaged.png", "damaged"),
        ("clip_cut.png", "ends before"),
        ("clip_empty.png", "The file is empty."),
        (
            "clip_bmp.png",
            "This is a BMP picture (save it as PNG), not a PNG,",
        ),
        ("clip_huge.png", "60000"),
    ]
}

/// Asserts that exactly these remarks are made, each on its file and with these words.
async fn assert_warnings(page: &Page, wanted: &[(&str, &str)]) {
    let found = page.texts("#warnings li").await;
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    for (file, words) in wanted {
        assert!(
            found
                .iter()
                .any(|text| text.contains(file) && text.contains(words)),
            "{file}: {words:?} is not in {found:#?}"
        );
    }
}

async fn give(page: &Page, folder: &Path, status: &str) {
    page.give_folder(folder).await;
    page.wait_for_status(status).await;
}

/// Waits until nothing could be done, which the status line says in these words.
async fn wait_for_failure(page: &Page, words: &str) {
    let is = format!(
        "document.body.dataset.state === 'empty' && document.querySelector('[role=status]').innerText.includes({})",
        Value::from(words)
    );
    page.wait_until(words, &is).await;
}

async fn anew(page: &Page) {
    page.goto(&page.server.url()).await;
    page.wait_for_state("empty").await;
}

in_each_browser! {
    async fn what_is_broken_is_named_and_the_rest_is_there(page: Page) {
        let home = TempDir::new();
        let folder = home.folder("mixed");
        n40(&folder);
        let broken = write_broken(&folder);
        fs::write(folder.join("notes.txt"), "Remember the milk.\n").unwrap();
        fs::write(folder.join("song.mp3"), b"ID3\x04\0\0\0\0\0\0").unwrap();
        fs::write(folder.join(".DS_Store"), b"\0\0\0\x01Bud1").unwrap();
        page.wait_for_state("empty").await;
        give(&page, &folder, "40 tracks · 40 of 103 rows have a picture · 5 of 45 pictures could not be read").await;
        assert_eq!(page.text("#show-warnings").await, "7 remarks about the files");
        page.click("#show-warnings").await;
        let mut wanted = broken.to_vec();
        wanted.extend([("notes.txt", "this is text"), ("song.mp3", "this is an MP3 recording")]);
        assert_warnings(&page, &wanted).await;
        assert_eq!(page.join_numbers().await["Pictures that could not be read"], "5");
        let document = page.document().await;
        assert_eq!((&document["join"]["images"], &document["join"]["decoded"]), (&45.into(), &40.into()));
        let files: Vec<&str> = document["warnings"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
        assert!(files.is_sorted(), "the same files give the same document, whichever helper is first: {files:?}");

        // One is repaired.
        fs::write(folder.join("clip_cut.png"), clip("clip_1.png")).unwrap();
        page.give_folder(&folder).await;
        page.wait_for_status("41 tracks · 40 of 103 rows have a picture · 4 of 45 pictures could not be read").await;
        assert_eq!(page.count("#warnings li").await, 6);
    }

    async fn nothing_but_broken_files(page: Page) {
        let home = TempDir::new();
        let broken = write_broken(&home.0);
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        wait_for_failure(&page, "Nothing could be read: no picture and no table. 5 files could not be used.").await;
        assert_warnings(&page, &broken).await;
        // The page goes on.
        let good = TempDir::new();
        n40(&good.0);
        give(&page, &good.0, "40 tracks · 40 of 103 rows have a picture · 5 of 45 pictures could not be read").await;
    }

    async fn a_ragged_table(page: Page) {
        let home = TempDir::new();
        copy_pictures("n40", &home.0);
        let text = fs::read_to_string(fixtures("n40/dataset.csv")).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let long = format!("{},one,two,three", lines[5]);
        lines[5] = &long;
        let short = lines[9].rsplitn(8, ',').last().unwrap().to_owned();
        lines[9] = &short;
        fs::write(home.0.join("ragged.csv"), lines.join("\n")).unwrap();
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        assert!(page.status().await.starts_with("40 tracks"), "{}", page.status().await);
        page.click("#show-warnings").await;
        let found = page.texts("#warnings li").await;
        for line in ["6", "10"] {
            assert!(found.iter().any(|text| text.contains("ragged.csv") && text.contains(&format!("line {line}"))), "{found:#?}");
        }
        assert!(page.document().await["join"]["rows"].as_u64().unwrap() >= 101);
    }

    async fn pictures_alone_and_a_table_alone(page: Page) {
        let home = TempDir::new();
        let pictures = home.folder("pictures");
        copy_pictures("n40", &pictures);
        page.wait_for_state("empty").await;
        give(&page, &pictures, "40 tracks").await;
        assert_eq!(page.run("return document.querySelector('#space-features').disabled").await, true);
        page.wait_for_selected("0").await;
        page.wait_until("the list by sound alone", "document.querySelectorAll('#by-sound li').length === 10 && !document.querySelector('#by-features')").await;
        let document = page.document().await;
        assert_eq!((document["features"].is_null(), document["sound"]["n_samples"].as_u64()), (true, Some(40)));

        anew(&page).await;
        page.drop_files(&[fixtures("n40/dataset.csv")]).await;
        page.wait_for_status("103 tracks").await;
        assert_eq!(page.run("return document.querySelector('#space-sound').disabled").await, true);
        page.wait_until("the lists", "document.querySelectorAll('#by-features li').length === 10").await;
        assert_eq!((page.count("#by-sound li").await, page.count("aside img").await), (0, 0));
        let document = page.document().await;
        assert_eq!((document["sound"].is_null(), document["features"]["left_out"].as_array().unwrap().len()), (true, 2));
    }

    async fn one_track_and_three(page: Page) {
        let home = TempDir::new();
        let one = home.folder("few");
        fs::write(one.join("clip_0.png"), clip("clip_0.png")).unwrap();
        page.wait_for_state("empty").await;
        give(&page, &one, "1 track").await;
        page.wait_until("no recommendation", "document.querySelector('#by-sound') && document.querySelectorAll('#by-sound li').length === 0").await;
        let document = page.document().await;
        assert_eq!(document["sound"]["n_samples"], 1);
        assert!(document["sound"]["clusters"]["silhouette"].is_null(), "undefined, not 1");

        let two = home.folder("two more");
        for name in ["clip_1.png", "clip_10.png"] {
            fs::write(two.join(name), clip(name)).unwrap();
        }
        fs::copy(fixtures("n40/dataset.csv"), two.join("dataset.csv")).unwrap();
        give(&page, &two, "3 tracks · 3 of 103 rows have a picture").await;
        page.wait_until("two recommendations", "document.querySelectorAll('#by-sound li').length === 2 && document.querySelectorAll('#by-features li').length === 2").await;
        let document = page.document().await;
        assert_eq!(document["sound"]["clusters"]["labels"].as_array().unwrap().len(), 3);
        assert!(document["sound"]["clusters"]["k"].as_u64().unwrap() <= 3);
    }

    async fn dropping_nothing_and_what_is_no_file(page: Page) {
        let home = TempDir::new();
        let folder = home.folder("empty");
        page.wait_for_state("empty").await;
        if page.browser == Browser::Chromium {
            page.drop_files(std::slice::from_ref(&folder)).await;
        } else {
            page.drop_files(&[]).await;
        }
        wait_for_failure(&page, "The drop holds no files.").await;
        // Chromium and WebKit give a file named as the folder, which cannot be read.
        if page.browser != Browser::Firefox {
            fs::write(folder.join("clip_1.png"), clip("clip_1.png")).unwrap();
            page.pick_files(&[folder]).await;
            wait_for_failure(&page, "Nothing could be read").await;
            assert_eq!(page.count("#warnings li").await, 1);
            page.forget_errors().await;
        }
        page.drop_files(&[fixtures("n40/spectrograms/clip_0.png")]).await;
        page.wait_for_status("1 track").await;
    }

    async fn more_files_add_and_lose_nothing(page: Page) {
        let home = TempDir::new();
        let first = home.folder("n40");
        n40(&first);
        page.wait_for_state("empty").await;
        give(&page, &first, "40 tracks · 40 of 103 rows have a picture").await;
        let before = page.document_bytes().await;

        // Again, as a whole and one alone.
        page.give_folder(&first).await;
        page.drop_files(&[first.join("clip_0.png")]).await;
        page.wait_for_status("40 tracks · 40 of 103 rows have a picture").await;
        page.turns(20).await;
        page.wait_for_status("40 tracks · 40 of 103 rows have a picture").await;
        assert!(page.document_bytes().await == before, "the same files again give another document");

        let second = home.folder("others");
        write_pictures(&second, 0..15, 50, 50, |i| format!("new/clip_7{i:03}.png"));
        give(&page, &second, "55 tracks · 40 of 103 rows have a picture").await;
        let document = page.document().await;
        assert_eq!(document["join"]["matched"], 40);
        assert_eq!(document["join"]["orphan_images"].as_array().unwrap().len(), 15);
        // Pictures of both drops can still be seen.
        page.wait_until("pictures", "document.querySelector('aside[data-track] > img, aside[data-track] .picture.large')?.naturalWidth > 0").await;
    }

    async fn the_demo_and_a_zip(page: Page) {
        page.wait_for_state("empty").await;
        page.click("#try-demo").await;
        page.wait_for_state("ready").await;
        page.wait_until("a demo track with its picture", "document.querySelector('aside[data-track] img')?.naturalWidth > 0").await;
        let document = page.document().await;
        assert_eq!((&document["join"]["matched"], document["warnings"].as_array().unwrap().len()), (&document["join"]["images"], 0));
        assert!(document["join"]["matched"].as_u64().unwrap() >= 30);

        let home = TempDir::new();
        let folder = home.folder("n40");
        n40(&folder);
        let archive = home.0.join("all.zip");
        pack(&folder, &archive);
        anew(&page).await;
        page.drop_files(&[archive]).await;
        page.wait_for_status("40 tracks · 40 of 103 rows have a picture").await;
        let zipped = page.document_bytes().await;
        page.wait_until("pictures out of the archive", "[...document.querySelectorAll('#by-sound img')].filter(img => img.naturalWidth > 0).length === 10").await;
        anew(&page).await;
        give(&page, &folder, "40 tracks · 40 of 103 rows have a picture").await;
        assert!(page.document_bytes().await == zipped, "packed or not, the document is the same");

        anew(&page).await;
        let broken = home.0.join("broken.zip");
        fs::write(&broken, b"PK\x03\x04 and nothing more").unwrap();
        page.drop_files(&[broken]).await;
        wait_for_failure(&page, "Nothing could be read").await;
        assert_warnings(&page, &[("broken.zip", "could not be read")]).await;
    }

    async fn another_key(page: Page) {
        let home = TempDir::new();
        // The numbers of the first column fit one picture; the third column fits all.
        let rows = table(30);
        fs::write(home.0.join("tracks.csv"), &rows).unwrap();
        write_pictures(&home.0, 0..20, 40, 30, |i| format!("clip_t{i:06}.png"));
        fs::write(home.0.join("clip_7.png"), clip("clip_0.png")).unwrap();
        page.wait_for_state("empty").await;
        give(&page, &home.0, "21 tracks · 1 of 30 rows have a picture").await;
        assert_eq!(page.join_numbers().await["Pictures with a row"], "1");
        assert!(page.text(".proposal").await.contains("20 of 21 pictures match “track_id” with clip_<id>.png"), "{}", page.text(".proposal").await);
        page.click("#use-proposal").await;
        page.wait_for_status("21 tracks · 20 of 30 rows have a picture").await;
        assert_eq!(page.join_numbers().await["Pictures with a row"], "20");
        let document = page.document().await;
        assert_eq!((&document["join"]["key_column"], &document["join"]["matched"]), (&"track_id".into(), &20.into()));

        // By hand: the digits after clip_t000 as numbers of the first column.
        let first = page.run("return document.querySelector('#key-column').options[0].value").await;
        page.click("#key-column option:first-child").await;
        page.type_into("#key-pattern", Key::Control + "a").await;
        page.type_into("#key-pattern", "clip_t0000<id>.png").await;
        page.click("#use-key").await;
        // 10 to 19 stand there as they are, and 00 to 09 are the same numbers.
        page.wait_for_status("21 tracks · 20 of 30 rows have a picture").await;
        let document = page.document().await;
        assert_eq!((&document["join"]["key_column"], &document["join"]["pattern"]), (&first, &"clip_t0000<id>.png".into()));

        page.type_into("#key-pattern", Key::Control + "a").await;
        page.type_into("#key-pattern", "nothing").await;
        page.click("#use-key").await;
        page.wait_until("what is wrong with the pattern", "document.querySelector('#key-error').innerText.includes('clip_<id>.png')").await;
        assert_eq!(page.document().await, document);
    }

    async fn ids_with_leading_zeros(page: Page) {
        let home = TempDir::new();
        let exact = home.folder("exact");
        write_pictures(&exact, 0..6, 40, 30, |i| format!("clip_{i:03}.png"));
        fs::write(exact.join("tracks.csv"), "id,energy\n000,0.1\n001,0.2\n002,0.3\n003,0.4\n004,0.5\n005,0.6\n").unwrap();
        page.wait_for_state("empty").await;
        give(&page, &exact, "6 tracks · 6 of 6 rows have a picture").await;
        let document = page.document().await;
        assert_eq!((&document["tracks"][1]["id"], &document["join"]["matched"]), (&"001".into(), &6.into()));

        // The table lost its zeros: 007 is 7 by a step that is said, and that can be switched off.
        let loose = home.folder("loose");
        write_pictures(&loose, 0..6, 40, 30, |i| format!("clip_{i:03}.png"));
        fs::write(loose.join("tracks.csv"), "id,energy\n0,0.1\n1,0.2\n2,0.3\n3,0.4\n4,0.5\n5,0.6\n").unwrap();
        anew(&page).await;
        give(&page, &loose, "6 tracks · 6 of 6 rows have a picture").await;
        page.show_part("Data").await;
        assert_eq!(page.text("#join-steps [data-step=number] .count").await, "6");
        page.click("#join-steps [data-step=number] input").await;
        page.wait_for_status("6 tracks · 0 of 6 rows have a picture · Steps that may find more are switched off.").await;
        page.type_into("#key-pattern", Key::Control + "a").await;
        page.type_into("#key-pattern", "clip_00<id>.png").await;
        page.click("#use-key").await;
        page.wait_for_status("6 tracks · 6 of 6 rows have a picture").await;
    }
}

/// Packs a folder's files.
fn pack(folder: &Path, archive: &PathBuf) {
    let mut zip = zip::ZipWriter::new(fs::File::create(archive).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (name, path) in crate::files::walk(folder) {
        zip.start_file(name, options).unwrap();
        zip.write_all(&fs::read(path).unwrap()).unwrap();
    }
    zip.finish().unwrap();
}
