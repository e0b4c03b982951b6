//! The timbre of pictures against numpy: `tests/fixtures/timbre`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::io::Cursor;

use serde_json::Value;

use common::{fixtures, json, numbers};
use soundkin::data::{Matrix, PictureReading, Shades};
use soundkin::features::timbre::{N_NUMBERS, Timbre, describe};
use soundkin::ingest::{Intensities, PictureReader};

fn answers() -> Value {
    json(&fixtures("timbre/timbre.json"))
}

/// Whole numbers from 0 to 65535, the same in any language.
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 >> 16
    }
}

/// What `drawn` draws in `make.py`.
fn drawn(width: usize, height: usize, seed: u32) -> Intensities {
    let mut noise = Noise(seed);
    let mut values = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let grain = noise.next() % 64;
            let is_tone = y % 9 < 2 && x / 7 % 3 > 0;
            let tones = if is_tone { 120 } else { 0 } + y * 60 / (height - 1).max(1);
            values.push(((grain + tones as u32) % 256) as f32 / 255.0);
        }
    }
    Intensities {
        width,
        height,
        values,
    }
}

fn read(bytes: &[u8]) -> Intensities {
    let mut reader = PictureReader::default();
    let (picture, _) = reader.read("", bytes, None).unwrap();
    let map = picture.look.color_maps.first().unwrap().color_map;
    let reading = PictureReading {
        frame: picture.look.frame,
        shades: Shades::Along(map),
        ..PictureReading::default()
    };
    reader.intensities(bytes, reading).unwrap()
}

#[test]
fn each_picture_has_the_numbers_of_numpy() {
    let answers = answers();
    let deviations = numbers(&answers["deviations"]);
    let files = answers["files"].as_object().unwrap();
    assert!(files.len() > 15, "{}", files.len());
    let demo = fs::File::open("static/demo/soundkin-demo.zip").unwrap();
    let mut demo = zip::ZipArchive::new(demo).unwrap();
    let sizes = [
        (173, 172),
        (387, 385),
        (700, 60),
        (40, 600),
        (30, 20),
        (5, 50),
        (64, 9),
    ];
    for (file, want) in files {
        let size = (1..)
            .zip(sizes)
            .find(|(_, (width, height))| *file == format!("{width}x{height}"));
        let shown = if let Some((seed, (width, height))) = size {
            drawn(width, height, seed)
        } else if let Ok(mut entry) = demo.by_name(file) {
            let mut bytes = Cursor::new(Vec::new());
            std::io::copy(&mut entry, &mut bytes).unwrap();
            read(bytes.get_ref())
        } else {
            read(&fs::read(fixtures("n40/spectrograms").join(file)).unwrap())
        };
        let got = describe(&shown);
        assert_eq!(got.len(), N_NUMBERS);
        for (i, ((got, want), deviation)) in
            got.iter().zip(numbers(want)).zip(&deviations).enumerate()
        {
            assert!(
                (got - want).abs() <= 1e-5 * deviation,
                "{file}, number {i}: {got} for {want}, which is {} deviations",
                (got - want).abs() / deviation
            );
        }
    }
}

#[test]
fn a_collection_has_the_cosines_of_numpy() {
    let answers = answers();
    let mut noise = Noise(77);
    let mut raw = Matrix::from_fn(30, N_NUMBERS, |_, _| f64::from(noise.next()) / 65_536.0);
    for i in 0..30 {
        raw.row_mut(i)[3] = 0.25;
    }
    raw.row_mut(4)[7] = 40.0;
    let vectors = Timbre::of(raw).vectors;
    for (got, want) in vectors.row(0).iter().zip(numbers(&answers["first"])) {
        assert!((got - want).abs() < 1e-9, "{got} for {want}");
    }
    for (i, row) in answers["cosines"].as_array().unwrap().iter().enumerate() {
        for (j, want) in numbers(row).into_iter().enumerate() {
            let (a, b) = (vectors.row(i), vectors.row(j));
            let got: f64 = a.iter().zip(&*b).map(|(a, b)| a * b).sum();
            assert!((got - want).abs() < 1e-9, "{i}, {j}: {got} for {want}");
        }
    }
}
