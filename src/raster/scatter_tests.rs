//! Facts about the map: what is drawn, where, and what is in front.

use super::pixels::PixelBuffer;
use super::scatter::{Marks, PointColors, PointStyle, Scatter};
use crate::draw::{Aspect, NO_CLASS, Palette, Rect, Rgb, Theme, Transform, Vec2};
use proptest::prelude::*;

const PAPER: Rgb = Theme::LIGHT.paper;

fn scatter<'a>(points_in_data: &'a [Vec2], classes: &'a [u8]) -> Scatter<'a> {
    Scatter {
        points_in_data,
        colors: PointColors {
            classes,
            palette: Palette::OkabeIto,
            has_glyphs: false,
        },
        emphasized: None,
        marks: Marks::default(),
        theme: &Theme::LIGHT,
        grid: false,
    }
}

/// 100 x 100 CSS pixels for data of -5 to 5.
fn view() -> Transform {
    let bounds = Rect::from_corners(Vec2::new(-5.0, -5.0), Vec2::new(5.0, 5.0));
    Transform::fit(bounds, Rect::from_size(100.0, 100.0), 0.0, Aspect::Equal)
}

fn drawn(scatter: &Scatter, ratio: f64) -> PixelBuffer {
    let side = (100.0 * ratio) as u32;
    let mut buffer = PixelBuffer::new(side, side);
    scatter.draw(&mut buffer, &view(), ratio);
    buffer
}

fn at(buffer: &PixelBuffer, x: usize, y: usize) -> Rgb {
    buffer.pixel(x, y).unwrap().rgb
}

fn n_inked(buffer: &PixelBuffer) -> usize {
    let (pixels, _) = buffer.rgba().as_chunks::<4>();
    let paper = [PAPER.r, PAPER.g, PAPER.b, 255];
    pixels.iter().filter(|&&p| p != paper).count()
}

#[test]
fn a_point_has_its_color_at_its_place_at_any_pixel_ratio() {
    let points = [Vec2::new(2.05, 3.05)];
    for (ratio, x, y) in [(1.0, 70, 19), (2.0, 141, 39), (1.5, 105, 29)] {
        let buffer = drawn(&scatter(&points, &[1]), ratio);
        let wanted = PAPER.mixed(Palette::OkabeIto.color(1, &Theme::LIGHT), 0.92);
        let seen = at(&buffer, x, y);
        assert!(
            seen.g.abs_diff(wanted.g) <= 2 && seen.b.abs_diff(wanted.b) <= 2,
            "{seen:?}"
        );
        assert_eq!(at(&buffer, 20, 20), PAPER);
    }
}

#[test]
fn nan_and_what_lies_outside_is_skipped() {
    let nan = f64::NAN;
    let points = [
        Vec2::new(nan, 0.0),
        Vec2::new(0.0, f64::INFINITY),
        Vec2::new(60.0, 0.0),
        Vec2::new(0.0, -1e300),
    ];
    let mut map = scatter(&points, &[]);
    let all = [0, 1, 2, 3, 4, usize::MAX];
    map.marks = Marks {
        highlighted: &all,
        neighbors: &all,
        hovered: Some(0),
        selected: Some(1),
        links: true,
    };
    assert_eq!(n_inked(&drawn(&map, 1.0)), 0);
    assert_eq!(n_inked(&drawn(&scatter(&[], &[]), 1.0)), 0);
    let mut nothing = PixelBuffer::new(0, 7);
    map.grid = true;
    map.draw(&mut nothing, &view(), nan);
}

#[test]
fn the_selected_point_is_in_front_whatever_its_index() {
    let points = [Vec2::default(); 40];
    let mut classes = [2; 40];
    for selected in [0, 17, 39] {
        classes.fill(2);
        classes[selected] = 3;
        let mut map = scatter(&points, &classes);
        let others: Vec<usize> = (0..40).collect();
        map.marks = Marks {
            neighbors: &others,
            highlighted: &others,
            hovered: Some(5),
            selected: Some(selected),
            links: true,
        };
        let buffer = drawn(&map, 1.0);
        assert_eq!(
            at(&buffer, 50, 50),
            Palette::OkabeIto.color(3, &Theme::LIGHT)
        );
    }
}

#[test]
fn what_is_not_emphasized_is_faint_and_behind() {
    let points = [Vec2::default(), Vec2::default(), Vec2::new(3.0, 0.0)];
    let emphasized = [true, false, false];
    let mut map = scatter(&points, &[0, 1, 1]);
    map.emphasized = Some(&emphasized);
    let buffer = drawn(&map, 1.0);
    let blue = Palette::OkabeIto.color(0, &Theme::LIGHT);
    assert!(at(&buffer, 50, 50).r.abs_diff(blue.r) < 30);
    let faint = at(&buffer, 80, 50);
    assert!(faint != PAPER && faint.r > 230, "{faint:?}");
}

#[test]
fn no_part_of_a_sorted_table_covers_the_others() {
    // 2,000 points of class 0, then 2,000 of class 3, all over each other.
    let points: Vec<Vec2> = (0..4000)
        .map(|i| {
            Vec2::new(
                f64::from(i * 37 % 100) / 10.0 - 5.0,
                f64::from(i * 61 % 97) / 10.0 - 5.0,
            )
        })
        .collect();
    let classes: Vec<u8> = (0..4000).map(|i| if i < 2000 { 0 } else { 3 }).collect();
    let buffer = drawn(&scatter(&points, &classes), 1.0);
    let (pixels, _) = buffer.rgba().as_chunks::<4>();
    let red = pixels.iter().filter(|p| p[0] > p[2]).count();
    let share = red as f64 / pixels.len() as f64;
    assert!((0.4..0.6).contains(&share), "{share}");
}

#[test]
fn a_point_without_a_class_is_muted() {
    let points = [Vec2::new(-2.0, 0.0), Vec2::new(2.0, 0.0)];
    let buffer = drawn(&scatter(&points, &[NO_CLASS]), 1.0);
    for x in [30, 70] {
        let seen = at(&buffer, x, 50);
        assert!(seen != PAPER && seen.r.abs_diff(seen.b) < 25, "{seen:?}");
    }
}

proptest! {
    #[test]
    fn more_points_are_never_larger_and_zoom_never_shrinks(n in 1..200_000usize, more in 0..100_000usize, zoom in 0.5..100.0f64) {
        let viewport = Rect::from_size(1200.0, 800.0);
        let few = PointStyle::for_view(n, viewport, zoom);
        let many = PointStyle::for_view(n + more, viewport, zoom);
        prop_assert!(many.radius_px <= few.radius_px && many.opacity <= few.opacity);
        prop_assert!(PointStyle::for_view(n, viewport, 2.0 * zoom).radius_px >= few.radius_px);
        prop_assert!(few.radius_px >= 0.8 && (0.3..1.0).contains(&few.opacity));
    }
}

#[test]
fn classes_have_shapes_where_colours_say_nothing() {
    // One class beyond the last shape: it has the first again.
    let classes: Vec<u8> = (0..9).collect();
    let points: Vec<Vec2> = vec![Vec2::new(0.0, 0.0); 9];
    let covered = |i: usize, selected: bool| {
        let mut shown = scatter(&points[i..=i], &classes[i..=i]);
        shown.colors.has_glyphs = true;
        shown.marks.selected = selected.then_some(0);
        let buffer = drawn(&shown, 4.0);
        let color = Palette::OkabeIto.color(classes[i], &Theme::LIGHT);
        let pixels = buffer.rgba().as_chunks::<4>().0.iter();
        let near = |a: u8, b: u8| a.abs_diff(b) < 40;
        pixels
            .map(|&[r, g, b, _]| near(r, color.r) && near(g, color.g) && near(b, color.b))
            .collect::<Vec<bool>>()
    };
    for selected in [false, true] {
        let shapes: Vec<Vec<bool>> = (0..9).map(|i| covered(i, selected)).collect();
        for (i, one) in shapes.iter().enumerate() {
            assert!(one.iter().any(|&is_in| is_in), "class {i}");
            for (j, other) in shapes.iter().enumerate().skip(i + 1) {
                assert_eq!(
                    one == other,
                    (i, j) == (0, 8),
                    "{i} and {j}, selected: {selected}"
                );
            }
        }
    }
}
