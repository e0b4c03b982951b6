//! Frames, colour maps and kinds of pictures: against reference values, and against what pictures were drawn from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::float_cmp)]

mod common;

use std::fs;

use proptest::prelude::*;
use serde_json::Value;

use common::fixtures;
use soundkin::analysis::Collection;
use soundkin::data::{
    ColorMap, Frame, FrameUse, KindChoices, Picture, PictureReading, Shades, turned_over,
};
use soundkin::ingest::color_maps::{Colors, Recogniser};
use soundkin::ingest::{PictureReader, Raster, Undo, frame, png};
use soundkin::space::Settings;

fn frame_of(want: &Value) -> Frame {
    let edge = |i: usize| want["frame"][i].as_u64().unwrap() as u32;
    Frame {
        left: edge(0),
        top: edge(1),
        right: edge(2),
        bottom: edge(3),
    }
}

#[test]
fn frames_maps_and_intensities_are_those_of_numpy() {
    let folder = fixtures("looks");
    let text = fs::read_to_string(folder.join("looks.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let all = all.as_object().unwrap();
    assert!(all.len() > 80, "{}", all.len());
    let mut undo = Undo::default();
    for (file, want) in all {
        let raster = png::decode(&fs::read(folder.join(file)).unwrap()).unwrap();
        let found = frame::find(&raster);
        assert_eq!(found, frame_of(want), "{file}");
        let fits = Recogniser::default().recognise(&raster, found, None);
        let name = fits.first().map(|fit| fit.color_map.name());
        assert_eq!(name, want["colour_map"].as_str(), "{file}");
        let Some(map) = fits.first().map(|fit| fit.color_map) else {
            continue;
        };
        let reading = PictureReading {
            frame: found,
            shades: Shades::Along(map),
            ..PictureReading::default()
        };
        let shown = undo.intensities(&raster, reading);
        let places = shown.values.iter().map(|x| (x * 255.0).round() as i64);
        let sums = (0..)
            .zip(places)
            .fold([0, 0], |[sum, weighted], (i, place)| {
                [sum + place, weighted + place * (i % 251)]
            });
        assert_eq!(Value::from(sums.to_vec()), want["sums"], "{file}");
    }
}

/// What a plotting program draws.
#[derive(Clone, Debug)]
struct Drawing {
    width: usize,
    height: usize,
    levels: Vec<u8>,
    map: ColorMap,
    frame: Frame,
    /// White, black or any grey.
    paper: u8,
    has_axes: bool,
}

impl Drawing {
    fn color(&self, x: usize, y: usize) -> [u8; 3] {
        Colors::of(self.map).at(self.levels[y * self.width + x])
    }

    /// The picture, with ticks and letters beside the spectrogram where it has axes.
    fn raster(&self) -> Raster {
        let Frame {
            left,
            top,
            right,
            bottom,
        } = self.frame;
        let (left, top) = (left as usize, top as usize);
        let (width, height) = (
            left + self.width + right as usize,
            top + self.height + bottom as usize,
        );
        let pixel = |x: usize, y: usize| {
            let inside = (x.checked_sub(left), y.checked_sub(top));
            if let (Some(x), Some(y)) = inside
                && x < self.width
                && y < self.height
            {
                return self.color(x, y);
            }
            let is_tick = x + 4 >= left && x + 2 < left && y.is_multiple_of(13);
            let is_letter = (3..9).contains(&x) && (y / 3).is_multiple_of(7) && (x + y) % 3 < 2;
            let is_edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
            if self.has_axes && !is_edge && (is_tick || is_letter) {
                [self.paper ^ 0xff; 3]
            } else {
                [self.paper; 3]
            }
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Raster {
            width: width as u32,
            height: height as u32,
            n_channels: 3,
            samples: places.flat_map(|(x, y)| pixel(x, y)).collect(),
            sixteen_bit_grey: false,
        }
    }
}

/// Spectrograms of made-up tones, whose colours are seldom those of the paper.
fn drawings() -> impl Strategy<Value = Drawing> {
    let margins = prop_oneof![
        Just(Frame::NONE),
        (1..60u32, 1..60u32, 1..60u32, 1..60u32).prop_map(|(left, top, right, bottom)| Frame {
            left,
            top,
            right,
            bottom
        })
    ];
    let sides = prop_oneof![4 => 64..200usize, 1 => 200..1_024usize];
    let maps = prop::sample::select(ColorMap::all().collect::<Vec<_>>());
    let seeds = any::<u32>();
    (sides.clone(), sides, maps, margins, any::<bool>(), seeds).prop_map(
        |(width, height, map, frame, has_axes, seed)| {
            let mut random = seed | 1;
            let mut noise = move || {
                random ^= random << 13;
                random ^= random >> 17;
                random ^= random << 5;
                f64::from(random % 1_000) / 1_000.0
            };
            let level = |x: usize, y: usize, noise: f64| {
                let depth = y as f64 / height as f64;
                let tone = f64::from(u8::from((y / 3 + x / 29).is_multiple_of(5)));
                (40.0 + 90.0 * depth + 60.0 * tone + 60.0 * noise) as u8
            };
            let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            let levels = places.map(|(x, y)| level(x, y, noise())).collect();
            Drawing {
                width,
                height,
                levels,
                map,
                frame,
                paper: if seed % 2 == 0 { 255 } else { 0 },
                has_axes: has_axes && frame.left > 20,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_drawn_picture_gives_back_what_it_was_drawn_from(drawing in drawings()) {
        let raster = drawing.raster();
        let found = frame::find(&raster);
        prop_assert_eq!(found, drawing.frame);
        let fits = Recogniser::default().recognise(&raster, found, None);
        prop_assert!(fits.iter().any(|fit| fit.color_map == drawing.map), "{:?}", fits);
        prop_assert_eq!(fits[0].distance <= 0.6, true);
        // Where a search begins changes nothing.
        for likely in [ColorMap::named("jet"), fits.last().map(|fit| fit.color_map)] {
            prop_assert_eq!(&Recogniser::default().recognise(&raster, found, likely), &fits);
        }
        let reading = PictureReading { frame: found, shades: Shades::Along(drawing.map), ..PictureReading::default() };
        let shown = Undo::default().intensities(&raster, reading);
        prop_assert_eq!((shown.width, shown.height), (drawing.width, drawing.height));
        let colors = Colors::of(drawing.map);
        for (value, &level) in shown.values.iter().zip(&drawing.levels) {
            let place = (value * 255.0).round() as u8;
            // Several places of a map may have one colour: of those the first counts.
            prop_assert_eq!(colors.at(place), colors.at(level));
            prop_assert!(place <= level);
        }
    }
}

fn picture(file: &str, drawing: &Drawing) -> Picture {
    let raster = drawing.raster();
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&raster.samples).unwrap();
    writer.finish().unwrap();
    PictureReader::default().read(file, &bytes, None).unwrap().0
}

fn drawing(seed: usize, map: &str, frame: Frame) -> Drawing {
    let (width, height) = (90, 70);
    let level = |x: usize, y: usize| (30 + 2 * y + (x * (seed + 3)) % 60) as u8;
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Drawing {
        width,
        height,
        levels: places.map(|(x, y)| level(x, y)).collect(),
        map: ColorMap::named(map).unwrap(),
        frame,
        paper: 255,
        has_axes: false,
    }
}

const MARGIN: Frame = Frame {
    left: 20,
    top: 10,
    right: 12,
    bottom: 15,
};

fn collection(pictures: impl IntoIterator<Item = Drawing>) -> Collection {
    let mut collection = Collection::default();
    for (i, drawing) in pictures.into_iter().enumerate() {
        collection.add_picture(picture(&format!("clip_{i:03}.png"), &drawing));
    }
    collection
}

fn kept() -> Settings {
    Settings {
        frame: FrameUse::Keep,
        ..Settings::default()
    }
}

#[test]
fn without_its_frame_a_picture_is_the_one_that_never_had_it() {
    let framed = collection((0..8).map(|i| drawing(i, "magma", MARGIN)));
    let bare = collection((0..8).map(|i| drawing(i, "magma", Frame::NONE)));
    let pixels = |collection: &Collection, settings: &Settings| -> Vec<Vec<u8>> {
        let catalog = collection.join(settings).0;
        let pixels = catalog.spectrograms.iter();
        pixels.map(|picture| picture.pixels.to_vec()).collect()
    };
    let cut = Settings::default();
    assert_eq!(pixels(&framed, &cut), pixels(&bare, &cut));
    assert_eq!(pixels(&bare, &cut), pixels(&bare, &kept()));
    assert_ne!(pixels(&framed, &kept()), pixels(&bare, &kept()));
    assert_eq!(Settings::default().as_reference().frame, FrameUse::Keep);
    let kinds = &framed.join(&cut).0.kinds;
    let [kind] = &kinds.kinds[..] else {
        panic!("{kinds:?}");
    };
    assert_eq!((kind.n, kind.frame, kind.n_framed_so), (8, MARGIN, 8));
    assert_eq!((kind.width, kind.height), (90, 70));
    assert_eq!(kind.key, "90x70 magma");
    assert!(!kind.is_stranger && kind.frames_differ.is_empty());
}

#[test]
fn one_foreign_picture_is_a_stranger_and_without_it_there_is_none() {
    let usual = || (0..30).map(|i| drawing(i, "viridis", MARGIN));
    let strangers = |collection: &Collection| {
        let kinds = collection.join(&Settings::default()).0.kinds.clone();
        let strange = kinds.kinds.iter().filter(|kind| kind.is_stranger);
        let keys: Vec<String> = strange.map(|kind| kind.key.clone()).collect();
        keys
    };
    assert_eq!(strangers(&collection(usual())), Vec::<String>::new());
    let foreign = drawing(1, "hot", Frame::NONE);
    let with_one = collection(usual().chain([foreign]));
    assert_eq!(strangers(&with_one), ["90x70 hot"]);
    let kinds = with_one.join(&Settings::default()).0.kinds.clone();
    assert_eq!(kinds.members(1).collect::<Vec<_>>(), [30]);
    assert!(!kinds.is_mixed());
}

#[test]
fn tracks_of_all_lengths_are_of_one_kind() {
    let long = |i: usize| Drawing {
        width: 80 + 7 * i,
        levels: (0..(80 + 7 * i) * 70)
            .map(|at| (40 + at % 90 + at / 200) as u8)
            .collect(),
        ..drawing(i, "magma", Frame::NONE)
    };
    let kinds = collection((0..12).map(long))
        .join(&Settings::default())
        .0
        .kinds
        .clone();
    assert_eq!(kinds.kinds.len(), 1, "{kinds:?}");
    assert!(!kinds.kinds[0].is_stranger);
}

#[test]
fn a_black_border_that_only_one_picture_has_is_silence() {
    let with_silence = |i: usize| {
        let mut quiet = drawing(i, "magma", Frame::NONE);
        if i == 3 {
            let (width, height) = (quiet.width, quiet.height);
            for (at, level) in quiet.levels.iter_mut().enumerate() {
                let (x, y) = (at % width, at / width);
                if x < 9 || x > width - 9 || y < 5 || y > height - 4 {
                    *level = 0;
                }
            }
        }
        quiet
    };
    let kinds = collection((0..8).map(with_silence))
        .join(&Settings::default())
        .0
        .kinds
        .clone();
    assert_eq!(kinds.kinds.len(), 1, "{kinds:?}");
    assert_eq!(kinds.kinds[0].frame, Frame::NONE);
    assert!(kinds.kinds[0].frames_differ.is_empty());
}

#[test]
fn a_picture_on_its_head_is_noticed() {
    let turned = |i: usize| {
        let mut picture = drawing(i, "magma", Frame::NONE);
        if i == 5 {
            picture.levels.reverse();
        }
        picture
    };
    let all = collection((0..8).map(turned));
    let kinds = all.join(&Settings::default()).0.kinds.clone();
    assert_eq!(kinds.kinds[0].upside_down, ["clip_005.png"]);
    assert!(!kinds.kinds[0].is_reversed);

    // Turned over, it is the picture that never stood on its head.
    let said = KindChoices {
        turns_upside_down: Some(true),
        ..KindChoices::default()
    };
    let settings = Settings::default().with_kind(&kinds.kinds[0].key, said);
    let pixels = |settings: &Settings| all.join(settings).0.spectrograms[5].pixels.clone();
    let standing = pixels(&Settings::default());
    assert_eq!(pixels(&settings), turned_over(&standing));
    assert_ne!(pixels(&settings), standing);
}

#[test]
fn what_a_person_says_of_a_kind_is_followed() {
    let framed = collection((0..4).map(|i| drawing(i, "magma", MARGIN)));
    let edges = Frame { left: 30, ..MARGIN };
    let said = KindChoices {
        frame: Some(edges),
        shades: ColorMap::named("inferno").map(Shades::Along),
        is_reversed: Some(true),
        ..KindChoices::default()
    };
    let settings = Settings::default().with_kind("90x70 magma", said.clone());
    let kinds = framed.join(&settings).0.kinds.clone();
    let kind = &kinds.kinds[0];
    assert_eq!((kind.frame, &kind.choices), (edges, &said));
    assert_eq!((kind.shades.name(), kind.is_reversed), ("inferno", true));
    assert_eq!(kind.key, "90x70 magma");
    let otherwise = framed.pictures_cut_otherwise(&settings);
    assert_eq!(otherwise.len(), 4);
    assert!(otherwise.iter().all(|&(_, frame)| frame == edges));
    assert!(
        framed
            .pictures_cut_otherwise(&Settings::default())
            .is_empty()
    );
    let as_found = settings.with_kind("90x70 magma", KindChoices::default());
    assert_eq!(as_found, Settings::default());
}
