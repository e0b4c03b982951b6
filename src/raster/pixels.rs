//! A picture in memory: RGBA bytes that a canvas shows with `putImageData`, and the few shapes that are drawn into it.
//!
//! Bytes are not premultiplied, as `ImageData` wants them. Blending is done in sRGB with integers, as a canvas does.

use super::stamp::{FULL, LANES, Stamp};
use crate::draw::{Rect, Rgb, Rgba, Vec2};

/// Wider or higher buffers are cut: beyond it browsers refuse a canvas anyway.
pub const MAX_SIDE: u32 = 8192;

/// `width` x `height` pixels, row by row from the top, four bytes each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PixelBuffer {
    width: usize,
    height: usize,
    rgba: Vec<u8>,
    /// Every pixel is opaque, and blending can ignore what is below it: nothing.
    opaque: bool,
}

impl PixelBuffer {
    /// Transparent black. Each side is cut to [`MAX_SIDE`]; zero is allowed and holds nothing.
    pub fn new(width: u32, height: u32) -> Self {
        let mut buffer = Self::default();
        buffer.resize(width, height);
        buffer
    }

    /// Another size, reusing the memory; all transparent black again.
    pub fn resize(&mut self, width: u32, height: u32) {
        self.width = width.min(MAX_SIDE) as usize;
        self.height = height.min(MAX_SIDE) as usize;
        self.opaque = false;
        self.rgba.clear();
        self.rgba.resize(self.width * self.height * 4, 0);
    }

    /// Pixels in a row.
    pub fn width(&self) -> u32 {
        self.width as u32
    }

    /// Number of rows.
    pub fn height(&self) -> u32 {
        self.height as u32
    }

    /// The bytes, `width * height * 4`.
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// Every pixel becomes `color`.
    pub(super) fn clear(&mut self, color: impl Into<Rgba>) {
        let color = color.into();
        let Rgb { r, g, b } = color.rgb;
        let (pixels, _) = self.rgba.as_chunks_mut::<4>();
        pixels.fill([r, g, b, color.a]);
        self.opaque = color.a == u8::MAX;
    }

    /// Lays `color` over whole pixels: columns `x0..x1`, rows `y0..y1`, cut to the buffer.
    pub(super) fn fill_rect(
        &mut self,
        (x0, x1): (i64, i64),
        (y0, y1): (i64, i64),
        color: impl Into<Rgba>,
    ) {
        let color = color.into();
        let columns = clip(x0, x1, self.width);
        let weight = FULL * u16::from(color.a) / 255;
        for y in clip(y0, y1, self.height) {
            for x in columns.clone() {
                self.blend(x, y, color.rgb, weight);
            }
        }
    }

    /// A disc with soft edges; centre in this buffer's pixels.
    pub(super) fn fill_disc(&mut self, center: Vec2, radius_px: f64, color: impl Into<Rgba>) {
        self.fill_ring(center, 0.0, radius_px, color);
    }

    /// A ring with soft edges between two radii; centre in this buffer's pixels.
    pub(super) fn fill_ring(
        &mut self,
        center: Vec2,
        inner_px: f64,
        outer_px: f64,
        color: impl Into<Rgba>,
    ) {
        let color = color.into();
        let (column, row) = (center.x.floor(), center.y.floor());
        let offset = Vec2::new(center.x - column, center.y - row);
        let stamp = Stamp::ring(inner_px, outer_px, offset, f64::from(color.a) / 255.0);
        self.stamp(&stamp, column as i64, row as i64, color.rgb);
    }

    /// A straight line with soft edges; ends in this buffer's pixels, `width_px` at least a quarter.
    pub(super) fn line(&mut self, from: Vec2, to: Vec2, width_px: f64, color: impl Into<Rgba>) {
        let color = color.into();
        let half = width_px.clamp(0.25, 64.0) / 2.0;
        let bounds = Rect::from_size(self.width as f64, self.height as f64).grown(half + 1.0);
        let Some((from, to)) = clipped(from, to, &bounds) else {
            return;
        };
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy);
        if length.is_nan() || length <= 0.0 {
            return;
        }
        // Walk along the longer direction; across it, weigh each pixel by its distance from the line.
        let steep = dy.abs() > dx.abs();
        let (u0, v0, u1, slope) = if steep {
            (from.y, from.x, to.y, dx / dy)
        } else {
            (from.x, from.y, to.x, dy / dx)
        };
        let reach = (half + 1.0) * (1.0 + slope.abs());
        let cosine = (1.0 + slope * slope).sqrt().recip();
        for u in u0.min(u1).floor() as i64..=u0.max(u1).floor() as i64 {
            let along = (u as f64 + 1.0).min(u0.max(u1)) - (u as f64).max(u0.min(u1));
            let v = v0 + (u as f64 + 0.5 - u0) * slope;
            for w in (v - reach).floor() as i64..=(v + reach).floor() as i64 {
                let distance = (w as f64 + 0.5 - v).abs() * cosine;
                let covered = (half + 0.5 - distance).clamp(0.0, (2.0 * half).min(1.0));
                let weight = covered * along.clamp(0.0, 1.0) * f64::from(color.a) / 255.0;
                let (x, y) = if steep { (w, u) } else { (u, w) };
                if x >= 0 && y >= 0 {
                    let weight = (weight * f64::from(FULL)).round() as u16;
                    self.blend(x as usize, y as usize, color.rgb, weight);
                }
            }
        }
    }

    /// Lays a stamp down with its centre in the pixel at `column` and `row`; what lies outside is cut.
    #[inline]
    pub(super) fn stamp(&mut self, stamp: &Stamp, column: i64, row: i64, color: Rgb) {
        let left = column.saturating_add(stamp.left);
        let top = row.saturating_add(stamp.top);
        let right = left.saturating_add(stamp.width as i64);
        let bottom = top.saturating_add(stamp.height() as i64);
        let inside =
            left >= 0 && top >= 0 && right <= self.width as i64 && bottom <= self.height as i64;
        if !(inside && self.opaque) {
            let apart =
                left >= self.width as i64 || top >= self.height as i64 || right <= 0 || bottom <= 0;
            if !apart {
                self.stamp_with_care(stamp, left, top, color);
            }
            return;
        }
        let color = Opaque::new(color);
        let (pixels, _) = self.rgba.as_chunks_mut::<4>();
        let mut start = top as usize * self.width + left as usize;
        for weights in stamp.rows() {
            let (weights, _) = weights.as_chunks::<LANES>();
            let (groups, _) = pixels[start..].as_chunks_mut::<LANES>();
            for (group, &[a, b, c, d]) in groups.iter_mut().zip(weights) {
                let [first, second, third, fourth] = group;
                color.over(first, a);
                color.over(second, b);
                color.over(third, c);
                color.over(fourth, d);
            }
            start += self.width;
        }
    }

    /// [`Self::stamp`] where the stamp reaches over an edge or the background is not known to be opaque.
    fn stamp_with_care(&mut self, stamp: &Stamp, left: i64, top: i64, color: Rgb) {
        for (y, weights) in (top..).zip(stamp.rows()) {
            for (x, &weight) in (left..).zip(weights) {
                if x >= 0 && y >= 0 {
                    self.blend(x as usize, y as usize, color, weight);
                }
            }
        }
    }

    /// Lays `color` over one pixel with a weight of 0 to 256 (all of it); outside nothing happens.
    fn blend(&mut self, x: usize, y: usize, color: Rgb, weight: u16) {
        if x >= self.width || y >= self.height {
            return;
        }
        let (pixels, _) = self.rgba.as_chunks_mut::<4>();
        if let Some(pixel) = pixels.get_mut(y * self.width + x) {
            over(pixel, color, weight.min(FULL));
        }
    }
}

/// `from..to` within `0..size`.
fn clip(from: i64, to: i64, size: usize) -> std::ops::Range<usize> {
    let from = from.clamp(0, size as i64) as usize;
    from..(to.clamp(0, size as i64) as usize).max(from)
}

/// An opaque colour, as it is laid over opaque pixels: two channels in each number, with room for a product above each, so
/// that one multiplication serves both.
#[derive(Clone, Copy)]
pub(super) struct Opaque {
    red_blue: u32,
    green_alpha: u32,
}

/// The lower half of each channel's room.
const CHANNELS: u32 = 0x00ff_00ff;
/// A half of [`FULL`] in each channel: what rounds.
const HALVES: u32 = 0x0080_0080;

impl Opaque {
    pub(super) fn new(color: Rgb) -> Self {
        let rgba = u32::from_le_bytes([color.r, color.g, color.b, u8::MAX]);
        Self {
            red_blue: rgba & CHANNELS,
            green_alpha: (rgba >> 8) & CHANNELS,
        }
    }

    /// `below + (color - below) * weight / 256` in each channel, rounded; `weight` is at most [`FULL`].
    #[allow(clippy::inline_always)] // Once per pixel of 114,000 points, and the page is optimised for its size.
    #[inline(always)]
    pub(super) fn over(self, below: &mut [u8; 4], weight: u16) {
        let rgba = u32::from_le_bytes(*below);
        let (weight, rest) = (u32::from(weight), u32::from(FULL - weight));
        let red_blue = (rgba & CHANNELS) * rest + self.red_blue * weight + HALVES;
        let green_alpha = ((rgba >> 8) & CHANNELS) * rest + self.green_alpha * weight + HALVES;
        *below = (((red_blue >> 8) & CHANNELS) | (green_alpha & !CHANNELS)).to_le_bytes();
    }
}

/// Porter and Duff's "over" for any background, not premultiplied; `weight` is at most [`FULL`].
fn over(below: &mut [u8; 4], color: Rgb, weight: u16) {
    if below[3] == u8::MAX {
        return Opaque::new(color).over(below, weight);
    }
    let kept = u32::from(below[3]) * u32::from(FULL - weight);
    let added = 255 * u32::from(weight);
    let total = kept + added;
    if total == 0 {
        return;
    }
    for (channel, color) in below.iter_mut().zip([color.r, color.g, color.b]) {
        let mixed = u32::from(*channel) * kept + u32::from(color) * added;
        *channel = ((mixed + total / 2) / total) as u8;
    }
    below[3] = ((total + 128) >> 8) as u8;
}

/// The part of a line within `bounds` (Liang and Barsky); `None` when there is none, or for NaN.
fn clipped(from: Vec2, to: Vec2, bounds: &Rect) -> Option<(Vec2, Vec2)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [
        (-dx, from.x - bounds.min.x),
        (dx, bounds.max.x - from.x),
        (-dy, from.y - bounds.min.y),
        (dy, bounds.max.y - from.y),
    ] {
        if step < 0.0 {
            enter = enter.max(room / step);
        } else if step > 0.0 {
            leave = leave.min(room / step);
        } else if room < 0.0 {
            return None;
        }
    }
    let at = |t: f64| Vec2::new(from.x + dx * t, from.y + dy * t);
    (enter <= leave).then(|| (at(enter), at(leave)))
}
