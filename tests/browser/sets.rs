//! Folders of pictures and tables to give to the page: the fixtures, and pictures made up on the fly; and what the
//! library itself, natively, says about them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use soundkin::analysis::{Collection, analyse, default_query, find_query};
use soundkin::ingest::{Kind, PictureReader, csv, kind};
use soundkin::space::Settings;

use crate::files::walk;

/// A set of fixtures, by name.
pub fn fixtures(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(set)
}

/// What independent programs say about a set of fixtures.
pub fn answers(path: &str) -> Value {
    serde_json::from_slice(&std::fs::read(fixtures(path)).unwrap()).unwrap()
}

/// Copies the pictures of a set of fixtures into `folder`; how many those are.
pub fn copy_pictures(set: &str, folder: &Path) -> usize {
    let mut n = 0;
    for entry in std::fs::read_dir(fixtures(set).join("spectrograms")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
        n += 1;
    }
    n
}

/// The 40 pictures of n40 and their table, as one folder.
pub fn n40(folder: &Path) -> PathBuf {
    assert_eq!(copy_pictures("n40", folder), 40);
    let table = folder.join("dataset.csv");
    std::fs::copy(fixtures("n40/dataset.csv"), &table).unwrap();
    table
}

/// Writes pictures of this size, spectrogram-like: eight bands, each louder or softer over time, under noise. Names come
/// from `name` and may lead into folders, which are made. The same numbers make the same pictures.
pub fn write_pictures(
    folder: &Path,
    numbers: std::ops::Range<usize>,
    width: usize,
    height: usize,
    name: impl Fn(usize) -> String + Sync,
) {
    let bank = noise();
    let end = numbers.end;
    std::thread::scope(|threads| {
        for first in [numbers.start, numbers.start + 1] {
            let (bank, name) = (&bank, &name);
            threads.spawn(move || {
                for i in (first..end).step_by(2) {
                    let path = folder.join(name(i));
                    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                    std::fs::write(path, picture(bank, i, width, height)).unwrap();
                }
            });
        }
    });
}

const LEVELS: usize = 32;
const NOISE: usize = 1 << 16;
const BANDS: usize = 8;
const TIMES: usize = 6;

/// Noise about each level of brightness.
fn noise() -> Vec<Vec<u8>> {
    let mut random = Random(1);
    (0..LEVELS)
        .map(|level| {
            (0..NOISE)
                .map(|_| (level * 7 + random.below(4)) as u8)
                .collect()
        })
        .collect()
}

fn picture(bank: &[Vec<u8>], i: usize, width: usize, height: usize) -> Vec<u8> {
    let mut random = Random(i as u64 + 77);
    let levels: Vec<usize> = (0..BANDS * TIMES).map(|_| random.below(LEVELS)).collect();
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for time in 0..TIMES {
            let (from, to) = (width * time / TIMES, width * (time + 1) / TIMES);
            let length = (to - from) * 3;
            let noise = &bank[levels[y * BANDS / height * TIMES + time]];
            let at = random.below(NOISE - length);
            pixels.extend_from_slice(&noise[at..at + length]);
        }
    }
    png(&pixels, width, height)
}

/// A PNG of RGB pixels.
pub fn png(pixels: &[u8], width: usize, height: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A table in the header of the Spotify tracks table, of `n` made-up rows whose ids count from 0.
pub fn table(n: usize) -> String {
    let mut random = Random(5);
    let mut text = String::from(
        ",track_id,artists,track_name,popularity,danceability,energy,acousticness,instrumentalness,valence,tempo,track_genre\n",
    );
    for i in 0..n {
        let row = format!(
            "{i},t{i:06},Artist {},Track {i},{}",
            random.below(5000),
            random.below(101)
        );
        text += &row;
        for _ in 0..5 {
            write!(text, ",0.{:03}", random.below(1000)).unwrap();
        }
        writeln!(
            text,
            ",{}.{:03},genre {}",
            60 + random.below(120),
            random.below(1000),
            random.below(20)
        )
        .unwrap();
    }
    text
}

/// Numbers that look random and are the same each time (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// The analysis document of a folder as the library makes it without a browser.
pub fn native_document(folder: &Path, settings: Settings, query: Option<&str>) -> Value {
    let mut collection = Collection::default();
    let mut reader = PictureReader::default();
    for (name, path) in walk(folder) {
        let bytes = std::fs::read(&path).unwrap();
        if kind::of(&name, &bytes) == Kind::Picture {
            match reader.read(&name, &bytes, None) {
                Ok((picture, _)) => collection.add_picture(picture),
                Err(reason) => collection.add_broken_picture(&name, reason),
            }
        } else {
            let name = name.rsplit('/').next().unwrap();
            let (table, warnings) = csv::read(name, &bytes).unwrap();
            collection.add_table(table, warnings);
        }
    }
    // The page looks again at the pictures when it has nothing else to do.
    let files: BTreeMap<String, PathBuf> = walk(folder).into_iter().collect();
    collection.look_again(&settings, &mut reader, |path| {
        std::fs::read(&files[path]).ok()
    });
    let analysis = analyse(&collection, settings).unwrap();
    let query = query.map_or_else(
        || default_query(&analysis.catalog),
        |id| Some(find_query(&analysis.catalog, id).unwrap()),
    );
    serde_json::from_str(&analysis.document(query).unwrap()).unwrap()
}

/// Asserts that two values are the same but for the last digits of their numbers.
pub fn assert_close(got: &Value, want: &Value, tolerance: f64, place: &str) {
    match (got, want) {
        (Value::Array(got), Value::Array(want)) => {
            assert_eq!(got.len(), want.len(), "{place}");
            for (i, (got, want)) in got.iter().zip(want).enumerate() {
                assert_close(got, want, tolerance, &format!("{place}[{i}]"));
            }
        }
        (Value::Object(got), Value::Object(want)) => {
            let names = |object: &serde_json::Map<String, Value>| {
                object.keys().cloned().collect::<Vec<_>>()
            };
            assert_eq!(names(got), names(want), "{place}");
            for (name, got) in got {
                assert_close(got, &want[name], tolerance, &format!("{place}.{name}"));
            }
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            let scale = a.abs().max(b.abs());
            assert!(
                (a - b).abs() <= tolerance * scale,
                "{place}: {a} is not {b}"
            );
        }
        _ => assert_eq!(got, want, "{place}"),
    }
}
