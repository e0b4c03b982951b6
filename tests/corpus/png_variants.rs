//! One picture in every colour type and depth (interlacing is `PngSuite`'s): always the same luma.

use png::BitDepth::{Eight, Four, One, Sixteen, Two};
use png::ColorType::{Grayscale, GrayscaleAlpha, Indexed, Rgb, Rgba};
use png::Filter;

use super::encode::{Encoding, HEIGHT, WIDTH, color, level};
use soundkin::ingest::png::decode;

fn pixels(file: &[u8]) -> Vec<u8> {
    let picture = decode(file).unwrap();
    assert_eq!((picture.width, picture.height), (WIDTH, HEIGHT));
    picture.luma()
}

/// One byte at each place.
fn picture(value: impl Fn(u32, u32) -> u8) -> Vec<u8> {
    let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
    places.map(|(x, y)| value(x, y)).collect()
}

/// 16 bits whose high byte is `byte`.
fn wide(byte: u8, x: u32) -> u16 {
    u16::from(byte) << 8 | (x * 37 % 256) as u16
}

#[test]
fn all_levels_occur() {
    let mut levels = picture(level);
    levels.sort_unstable();
    levels.dedup();
    assert_eq!(levels.len(), 256);
}

#[test]
fn grey_of_every_depth_is_its_level() {
    for (depth, bits, step) in [
        (One, 1, 255),
        (Two, 2, 85),
        (Four, 4, 17),
        (Eight, 8, 1),
        (Sixteen, 16, 1),
    ] {
        let want = picture(|x, y| match bits {
            8 | 16 => level(x, y),
            _ => (level(x, y) >> (8 - bits)) * step,
        });
        let sample = |x, y| match bits {
            16 => wide(level(x, y), x),
            _ => u16::from(level(x, y) >> (8 - bits)),
        };
        let mut grey = Encoding::new(Grayscale, depth);
        let file = grey.file(|x, y| [sample(x, y)]);
        assert_eq!(decode(&file).unwrap().sixteen_bit_grey, bits == 16);
        assert!(pixels(&file) == want, "{bits} bits");
        // Neither a transparent level nor a gamma changes what is read.
        grey.transparent = vec![0, 1];
        grey.gamma = true;
        assert!(
            pixels(&grey.file(|x, y| [sample(x, y)])) == want,
            "{bits} bits"
        );
        if bits >= 8 {
            let alpha = Encoding::new(GrayscaleAlpha, depth);
            let file = alpha.file(|x, y| [sample(x, y), (x * 7) as u16]);
            assert!(pixels(&file) == want, "{bits} bits and alpha");
            assert!(!decode(&file).unwrap().sixteen_bit_grey);
            let rgb = Encoding::new(Rgb, depth);
            let file = rgb.file(|x, y| [sample(x, y); 3]);
            assert!(pixels(&file) == want, "{bits} bits, three alike");
        }
    }
}

#[test]
fn colours_of_every_depth_have_one_luma() {
    let rgb = Encoding::new(Rgb, Eight);
    let plain = rgb.file(|x, y| color(x, y).map(u16::from));
    let want = pixels(&plain);
    // The weights of ITU-R 601.
    let near = picture(|x, y| {
        let [r, g, b] = color(x, y).map(f64::from);
        (0.299 * r + 0.587 * g + 0.114 * b).round() as u8
    });
    assert!(want.iter().zip(&near).all(|(a, b)| a.abs_diff(*b) <= 1));

    let mut clear = rgb.clone();
    clear.transparent = vec![0, 1, 0, 2, 0, 3];
    clear.gamma = true;
    let wide_rgb = |x, y| color(x, y).map(|byte| wide(byte, x));
    for (what, file) in [
        (
            "one colour transparent, gamma",
            clear.file(|x, y| color(x, y).map(u16::from)),
        ),
        ("RGBA 8", super::encode::rgba()),
        ("RGB 16", Encoding::new(Rgb, Sixteen).file(wide_rgb)),
        (
            "RGBA 16",
            Encoding::new(Rgba, Sixteen).file(|x, y| {
                let [r, g, b] = wide_rgb(x, y);
                [r, g, b, (x * 999) as u16]
            }),
        ),
    ] {
        assert!(pixels(&file) == want, "{what}");
    }
    for filter in [
        Filter::NoFilter,
        Filter::Sub,
        Filter::Up,
        Filter::Avg,
        Filter::Paeth,
        Filter::MinEntropy,
    ] {
        let mut filtered = rgb.clone();
        filtered.filter = filter;
        let file = filtered.file(|x, y| color(x, y).map(u16::from));
        assert!(pixels(&file) == want, "{filter:?}");
    }
}

#[test]
fn palettes_of_every_depth_are_their_colours() {
    for (depth, bits) in [(One, 1), (Two, 2), (Four, 4), (Eight, 8)] {
        let entry = |i: u8| color(u32::from(i), u32::from(i) * 3);
        let index = |x, y| level(x, y) >> (8 - bits);
        let direct = Encoding::new(Rgb, Eight).file(|x, y| entry(index(x, y)).map(u16::from));
        let want = pixels(&direct);
        let last = u8::MAX >> (8 - bits);
        let mut palette = Encoding::new(Indexed, depth);
        palette.palette = (0..=last).flat_map(entry).collect();
        let file = palette.file(|x, y| [u16::from(index(x, y))]);
        assert!(pixels(&file) == want, "{bits} bits");
        palette.transparent = (0..=last).map(|i| i.wrapping_mul(53)).collect();
        palette.gamma = true;
        let file = palette.file(|x, y| [u16::from(index(x, y))]);
        assert!(pixels(&file) == want, "{bits} bits with alphas");
    }
}
