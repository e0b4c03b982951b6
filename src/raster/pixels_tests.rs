//! Facts and laws of the pixel buffer.

use super::pixels::{MAX_SIDE, Opaque, PixelBuffer};
use super::stamp::FULL;
use crate::draw::{Rgb, Rgba, Theme, Vec2};
use proptest::prelude::*;

const WHITE: Rgb = Rgb::from_hex(0x00FF_FFFF);
const BLACK: Rgb = Rgb::from_hex(0);

fn paper(width: u32, height: u32) -> PixelBuffer {
    let mut buffer = PixelBuffer::new(width, height);
    buffer.clear(WHITE);
    buffer
}

impl PixelBuffer {
    /// The pixel at a column and row; `None` outside.
    pub(super) fn pixel(&self, x: usize, y: usize) -> Option<Rgba> {
        if x >= self.width() as usize || y >= self.height() as usize {
            return None;
        }
        let (pixels, _) = self.rgba().as_chunks::<4>();
        let &[r, g, b, a] = pixels.get(y * self.width() as usize + x)?;
        Some(Rgba {
            rgb: Rgb { r, g, b },
            a,
        })
    }
}

/// Blackness summed over a white buffer, in pixels.
fn blackness(buffer: &PixelBuffer) -> f64 {
    let (pixels, _) = buffer.rgba().as_chunks::<4>();
    pixels.iter().map(|p| f64::from(255 - p[0]) / 255.0).sum()
}

#[test]
fn two_channels_at_once_are_mixed_as_each_alone() {
    let mixed = |below: u8, color: u8, weight: u16| {
        let (below, color, weight) = (u32::from(below), u32::from(color), u32::from(weight));
        ((below * (256 - weight) + color * weight + 128) >> 8) as u8
    };
    for weight in 0..=FULL {
        for color in 0..=u8::MAX {
            let [r, g, b] = [color, 255 - color, color / 3];
            let opaque = Opaque::new(Rgb { r, g, b });
            for below in 0..=u8::MAX {
                let mut pixel = [below, color, 255 - below, 255];
                opaque.over(&mut pixel, weight);
                let wanted = [
                    mixed(below, r, weight),
                    mixed(color, g, weight),
                    mixed(255 - below, b, weight),
                    255,
                ];
                assert_eq!(pixel, wanted, "{color} over {below}, {weight}");
            }
        }
    }
}

#[test]
fn a_line_has_its_length_times_its_width() {
    for (to, length) in [
        (Vec2::new(90.0, 10.0), 80.0),
        (Vec2::new(10.0, 90.0), 80.0),
        (Vec2::new(70.0, 90.0), 100.0),
        (Vec2::new(90.0, 70.0), 100.0),
    ] {
        for width in [0.5, 1.0, 2.0] {
            let mut buffer = paper(100, 100);
            buffer.line(Vec2::new(10.0, 10.0), to, width, BLACK);
            let seen = blackness(&buffer);
            assert!(
                (seen / (length * width) - 1.0).abs() < 0.05,
                "{seen} {length} {width}"
            );
            let mut backwards = paper(100, 100);
            backwards.line(to, Vec2::new(10.0, 10.0), width, BLACK);
            assert!((blackness(&backwards) - seen).abs() < 1.0);
        }
    }
}

#[test]
fn over_nothing_the_color_stays_and_only_its_opacity_is_soft() {
    let mut buffer = PixelBuffer::new(20, 20);
    buffer.fill_disc(Vec2::new(10.0, 10.0), 5.3, Theme::LIGHT.accent);
    for y in 0..20 {
        for x in 0..20 {
            let pixel = buffer.pixel(x, y).unwrap();
            assert!(pixel.a == 0 || pixel.rgb == Theme::LIGHT.accent);
        }
    }
    assert_eq!(buffer.pixel(10, 10).unwrap().a, 255);
    assert_eq!(buffer.pixel(20, 0), None);
}

#[test]
fn a_buffer_without_pixels_takes_everything() {
    for (width, height) in [(0, 0), (0, 9), (9, 0)] {
        let mut buffer = paper(width, height);
        buffer.fill_disc(Vec2::new(0.0, 0.0), 5.0, BLACK);
        buffer.line(Vec2::new(-9.0, 0.0), Vec2::new(9.0, 0.0), 1.0, BLACK);
        buffer.fill_rect((-5, 5), (-5, 5), BLACK);
        assert!(buffer.rgba().is_empty());
    }
    assert_eq!(PixelBuffer::new(u32::MAX, 1).width(), MAX_SIDE);
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -50.0..50.0f64,
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::MIN), Just(1e18), Just(-1e18)],
    ]
}

proptest! {
    #[test]
    fn opaque_paper_stays_opaque_and_nothing_panics(
        (ax, ay, bx, by) in (any_number(), any_number(), any_number(), any_number()),
        (r, w) in (any_number(), any_number()),
    ) {
        let mut buffer = paper(31, 17);
        buffer.line(Vec2::new(ax, ay), Vec2::new(bx, by), w, BLACK);
        buffer.fill_ring(Vec2::new(ax, by), w, r, Theme::DARK.accent);
        buffer.fill_rect((ax as i64, bx as i64), (ay as i64, by as i64), BLACK.with_opacity(r));
        let (pixels, _) = buffer.rgba().as_chunks::<4>();
        prop_assert!(pixels.iter().all(|p| p[3] == 255));
    }

    #[test]
    fn clipping_changes_no_pixel_inside(x in -12.0..32.0f64, y in -12.0..32.0f64, r in 0.5..9.0f64) {
        let mut small = paper(20, 20);
        small.fill_disc(Vec2::new(x, y), r, BLACK);
        let mut large = paper(80, 80);
        large.fill_disc(Vec2::new(x + 30.0, y + 30.0), r, BLACK);
        for row in 0..20 {
            for column in 0..20 {
                let (a, b) = (small.pixel(column, row).unwrap(), large.pixel(column + 30, row + 30).unwrap());
                prop_assert!(a.rgb.r.abs_diff(b.rgb.r) <= 4, "{:?} {:?}", a, b);
            }
        }
    }

    #[test]
    fn both_ways_to_blend_agree_on_opaque_paper(r in 1.0..6.0f64, x in 0.0..20.0f64, opacity in 0.0..1.0f64) {
        let center = Vec2::new(x, 10.0);
        let ink = Theme::LIGHT.accent.with_opacity(opacity);
        let mut opaque = paper(20, 20);
        opaque.fill_disc(center, r, ink);
        let mut not_known = PixelBuffer::new(20, 20);
        not_known.fill_rect((0, 20), (0, 20), WHITE);
        not_known.fill_disc(center, r, ink);
        prop_assert_eq!(opaque.rgba(), not_known.rgba());
    }
}
