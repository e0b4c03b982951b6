//! JPEG, GIF and WebP against what Pillow reads (`tests/fixtures/jpeg/make.py`), and what comes to harm on the way.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use common::{fixtures, json};
use soundkin::error::PictureError;
use soundkin::ingest::claims::claimed_pixels;
use soundkin::ingest::{Codecs, Decodes, PictureReader, Raster};

/// Levels of 255 that a pixel's luma may differ from Pillow's, and on average: the standard of JPEG leaves them open.
const MAX_DISTANCE: u8 = 2;
const MEAN_DISTANCE: f64 = 0.04;

fn file(name: &str) -> Vec<u8> {
    fs::read(fixtures("jpeg").join(name)).unwrap()
}

fn decoded(name: &str) -> Raster {
    Codecs.decode(&file(name)).expect(name)
}

#[test]
fn luma_is_pillows_or_nearly() {
    let answers = json(&fixtures("jpeg").join("pillow.json"));
    let answers = answers.as_object().unwrap();
    assert_eq!(answers.len(), 16);
    for (name, want) in answers {
        let picture = decoded(name);
        assert_eq!(want["size"][0], picture.width, "{name}");
        assert_eq!(want["size"][1], picture.height, "{name}");
        let theirs = STANDARD.decode(want["luma_b64"].as_str().unwrap()).unwrap();
        let ours = picture.luma();
        assert_eq!(ours.len(), theirs.len());
        let apart = ours.iter().zip(&theirs).map(|(a, b)| a.abs_diff(*b));
        let max = apart.clone().max().unwrap();
        let mean = apart.map(f64::from).sum::<f64>() / ours.len() as f64;
        println!("{name}: {mean:.4}, at most {max}");
        let is_exact =
            name.contains("gif") || name.contains("lossless") || name.contains("animated");
        assert!(
            max <= if is_exact { 0 } else { MAX_DISTANCE },
            "{name}: {max}"
        );
        assert!(mean <= MEAN_DISTANCE, "{name}: {mean}");
    }
}

#[test]
fn grey_has_one_channel_and_orientation_changes_nothing() {
    assert_eq!(decoded("grey.jpg").n_channels, 1);
    assert_eq!(decoded("color-420.jpg").n_channels, 3);
    assert_eq!(decoded("turned.jpg"), decoded("color-420.jpg"));
    assert_eq!(decoded("restarts.jpg"), decoded("color-420.jpg"));
    assert_eq!(decoded("progressive.jpg"), decoded("color-420.jpg"));
}

#[test]
fn of_what_moves_the_first_picture_counts() {
    assert_eq!(
        decoded("animated.gif").luma(),
        decoded("palette.gif").luma()
    );
    let still = decoded("lossless.webp");
    assert_eq!(decoded("animated.webp").luma(), still.luma());
}

#[test]
fn the_reader_takes_every_format_by_its_bytes() {
    let mut reader = PictureReader::default();
    for name in ["color-420.jpg", "palette.gif", "lossy.webp"] {
        let bytes = file(name);
        let (picture, remark) = reader.read("clip_1.png", &bytes, None).unwrap();
        assert_eq!((picture.whole.width, picture.whole.height), (100, 75));
        assert_eq!(remark, None);
        let part = |at, n| bytes.iter().skip(at).take(n).copied().collect();
        assert_eq!(claimed_pixels(&part), 7_500, "{name}");
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for name in [
        "color-420.jpg",
        "progressive.jpg",
        "grey.jpg",
        "palette.gif",
        "lossy.webp",
        "lossless.webp",
    ] {
        let whole = file(name);
        for end in (0..whole.len()).step_by(7).chain([whole.len() - 1]) {
            let error = PictureReader::default().read(name, &whole[..end], None);
            // A GIF without its end mark is whole: its first picture is there.
            if name.ends_with("gif") && end + 1 == whole.len() {
                assert!(error.is_ok());
                continue;
            }
            let error = error
                .err()
                .unwrap_or_else(|| panic!("{name} {end} of {}", whole.len()));
            let is_cut = matches!(error, PictureError::Truncated);
            assert!(
                is_cut || !name.contains("jpg") || end < 3,
                "{name} {end}: {error}"
            );
            assert!(error.to_string().ends_with('.'), "{error}");
        }
    }
}

#[test]
fn a_changed_byte_gives_a_picture_of_the_size_or_words() {
    for name in [
        "color-420.jpg",
        "progressive.jpg",
        "cmyk.jpg",
        "palette.gif",
        "lossy.webp",
        "lossless.webp",
    ] {
        let whole = file(name);
        for at in (0..whole.len()).step_by(5) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            match PictureReader::default().read(name, &changed, None) {
                Ok((picture, _)) => assert_eq!(picture.whole.pixels.len(), 4_096),
                Err(error) => assert!(error.to_string().ends_with('.'), "{error}"),
            }
        }
    }
}
