//! The map: thousands of points into a pixel buffer, the ones that matter in front.
//!
//! In: positions, a class each, and what is selected. Out: pixels. No text: that is the page's.

use super::pixels::PixelBuffer;
use super::stamp::StampSet;
use crate::draw::{
    Glyph, NO_CLASS, Palette, Rect, Rgb, Theme, Transform, Vec2, X_ROOM_PX, Y_ROOM_PX, sane_ratio,
    ticks,
};

/// The colours of points. A point beyond the end of the list or of [`NO_CLASS`] is muted.
#[derive(Clone, Copy, Debug)]
pub struct PointColors<'a> {
    /// One class per point, as clusters and genres are; aligned with the points.
    pub classes: &'a [u8],
    /// The colours of the classes.
    pub palette: Palette,
    /// Has each class a shape too? Else all are discs.
    pub has_glyphs: bool,
}

impl PointColors<'_> {
    /// The shapes of the points, and which of them point `i` has.
    fn glyphs(&self) -> &'static [Glyph] {
        let n = if self.has_glyphs { Glyph::ALL.len() } else { 1 };
        &Glyph::ALL[..n]
    }

    fn glyph_of(&self, i: usize) -> usize {
        let class = self.classes.get(i).filter(|_| self.has_glyphs);
        class.map_or(0, |&class| Glyph::index(class))
    }
}

/// The points that stand in front of the others. Indices that are not there are ignored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    /// Search results and the like: a thin ring.
    pub highlighted: &'a [usize],
    /// What is similar to the selected one, nearest first: an accent ring.
    pub neighbors: &'a [usize],
    /// Under the pointer.
    pub hovered: Option<usize>,
    /// The selected point, in front of all.
    pub selected: Option<usize>,
    /// Whether hairlines join the selected point and its neighbours.
    pub links: bool,
}

/// Size and opacity of an ordinary point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointStyle {
    /// In CSS pixels.
    pub radius_px: f64,
    /// 0 to 1.
    pub opacity: f64,
}

impl PointStyle {
    /// Smaller and more transparent the more points share a viewport; larger as one zooms in.
    pub fn for_view(n_points: usize, viewport_in_screen: Rect, zoom: f64) -> Self {
        let area = viewport_in_screen.width() * viewport_in_screen.height();
        let room_px = (area.max(1.0) / n_points.max(1) as f64).sqrt() * zoom.max(1.0).powf(0.7);
        let crowded = ((14.0 - room_px) / 11.0).clamp(0.0, 1.0);
        Self {
            radius_px: (0.21 * room_px).clamp(MIN_RADIUS_PX, MAX_RADIUS_PX),
            opacity: 0.92 - 0.37 * crowded,
        }
    }

    /// From the middle of a point to the outer edge of the widest ring that it can have: that of the selected one.
    pub fn ring_px(&self) -> f64 {
        let (radius_px, gap_px, ring_px) = self.selected_ring();
        radius_px + gap_px + ring_px
    }

    /// Radius of a point that stands in front.
    fn marked_radius_px(&self) -> f64 {
        (self.radius_px + 1.0).max(3.5)
    }

    /// Radius of the selected point, from there to its ring, and how thick that is.
    fn selected_ring(&self) -> (f64, f64, f64) {
        (self.marked_radius_px() + 1.5, 2.0, 2.25)
    }
}

const MIN_RADIUS_PX: f64 = 0.8;
/// Smaller discs would flicker between pixels; on a dense screen they can be smaller to the eye.
const MIN_RADIUS_DEVICE_PX: f64 = 1.15;
const MAX_RADIUS_PX: f64 = 5.5;
/// From this radius on a point has a rim of paper, so that neighbours do not run into each other.
const RIM_FROM_RADIUS_PX: f64 = 2.2;
const RIM_PX: f64 = 0.7;
/// Opacity of a point that is not emphasised, times its ordinary one.
const FAINT: f64 = 0.16;

/// Everything the map shows. Build it for each drawing; it borrows all and owns nothing.
#[derive(Clone, Copy, Debug)]
pub struct Scatter<'a> {
    /// Positions; a NaN is not drawn.
    pub points_in_data: &'a [Vec2],
    /// Their colours.
    pub colors: PointColors<'a>,
    /// Where given and false, the point is faint and behind the others (a filter, another cluster of the legend).
    pub emphasized: Option<&'a [bool]>,
    /// What stands in front.
    pub marks: Marks<'a>,
    /// Paper, ink and accent.
    pub theme: &'a Theme,
    /// Whether grid lines are drawn at round numbers.
    pub grid: bool,
}

impl Scatter<'_> {
    /// Clears `buffer`, which holds device pixels, and draws the map into it; `transform` is in CSS pixels.
    pub fn draw(&self, buffer: &mut PixelBuffer, transform: &Transform, device_pixel_ratio: f64) {
        let ratio = sane_ratio(device_pixel_ratio);
        let to_device = transform.at_device_pixels(ratio);
        let viewport = Rect::from_size(
            f64::from(buffer.width()) / ratio,
            f64::from(buffer.height()) / ratio,
        );
        let style = PointStyle::for_view(self.points_in_data.len(), viewport, transform.zoom());
        buffer.clear(self.theme.paper);
        if self.grid {
            self.draw_grid(buffer, &to_device, ratio);
        }
        if self.emphasized.is_some() {
            let faint = PointStyle {
                opacity: style.opacity * FAINT,
                ..style
            };
            self.draw_points(buffer, &to_device, ratio, faint, false);
        }
        self.draw_points(buffer, &to_device, ratio, style, true);
        self.draw_marks(buffer, &to_device, ratio, style);
    }

    fn draw_grid(&self, buffer: &mut PixelBuffer, to_device: &Transform, ratio: f64) {
        let (width, height) = (i64::from(buffer.width()), i64::from(buffer.height()));
        let shown = to_device.data_rect(Rect::from_size(width as f64, height as f64));
        let thickness = ratio.round().max(1.0) as i64;
        let target = |size: i64, room_px: f64| (size as f64 / ratio / room_px) as usize;
        let line = self.theme.line.with_opacity(0.7);
        for x in ticks(shown.min.x, shown.max.x, target(width, X_ROOM_PX)) {
            let at = to_device.screen_from_data(Vec2::new(x, 0.0)).x.round() as i64;
            buffer.fill_rect((at, at.saturating_add(thickness)), (0, height), line);
        }
        for y in ticks(shown.min.y, shown.max.y, target(height, Y_ROOM_PX)) {
            let at = to_device.screen_from_data(Vec2::new(0.0, y)).y.round() as i64;
            buffer.fill_rect((0, width), (at, at.saturating_add(thickness)), line);
        }
    }

    /// Draws the points whose emphasis is `emphasized`, in an order that favours no part of the list.
    fn draw_points(
        &self,
        buffer: &mut PixelBuffer,
        to_device: &Transform,
        ratio: f64,
        style: PointStyle,
        emphasized: bool,
    ) {
        let radius = (style.radius_px * ratio).max(MIN_RADIUS_DEVICE_PX);
        let sets = |radius: f64, opacity: f64| -> Vec<StampSet> {
            let glyphs = self.colors.glyphs().iter();
            glyphs
                .map(|&glyph| StampSet::glyph(glyph, radius, opacity))
                .collect()
        };
        let shapes = sets(radius, style.opacity);
        let rims = (style.radius_px >= RIM_FROM_RADIUS_PX && emphasized)
            .then(|| sets(radius + RIM_PX * ratio, 0.7 * style.opacity));
        // The ends of a scale are as dark as dark paper and as light as light paper.
        let is_scale = self.colors.palette.is_scale();
        let rim_color = if is_scale {
            self.theme.muted
        } else {
            self.theme.paper
        };
        let reach = radius + RIM_PX * ratio + 1.0;
        let visible =
            Rect::from_size(f64::from(buffer.width()), f64::from(buffer.height())).grown(reach);
        let colors = ColorTable::new(&self.colors, self.theme);
        interleaved(self.points_in_data, |i, &point| {
            if self.is_emphasized(i) != emphasized {
                return;
            }
            let pos = to_device.screen_from_data(point);
            if !visible.contains(pos) {
                return;
            }
            let glyph = self.colors.glyph_of(i);
            let Some((shape, column, row)) = shapes.get(glyph).and_then(|set| set.at(pos)) else {
                return;
            };
            let rim = rims.as_ref().and_then(|rims| rims.get(glyph)?.at(pos));
            if let Some((rim, column, row)) = rim {
                buffer.stamp(rim, column, row, rim_color);
            }
            buffer.stamp(shape, column, row, colors.of(i));
        });
    }

    fn is_emphasized(&self, i: usize) -> bool {
        self.emphasized
            .is_none_or(|emphasized| emphasized.get(i).copied().unwrap_or(true))
    }

    fn draw_marks(
        &self,
        buffer: &mut PixelBuffer,
        to_device: &Transform,
        ratio: f64,
        style: PointStyle,
    ) {
        let marks = &self.marks;
        let theme = self.theme;
        let colors = ColorTable::new(&self.colors, theme);
        let at = |i: usize| {
            let pos = to_device.screen_from_data(*self.points_in_data.get(i)?);
            pos.is_finite().then_some(pos)
        };
        let selected = marks.selected.and_then(at);
        if let (Some(from), true) = (selected, marks.links) {
            let ink = theme.ink.with_opacity(0.4);
            for to in marks.neighbors.iter().filter_map(|&i| at(i)) {
                buffer.line(from, to, ratio, ink);
            }
        }
        let mut ringed = |i: usize, radius_px: f64, gap_px: f64, ring_px: f64, ring: Rgb| {
            if let Some(pos) = at(i) {
                let inner = (radius_px + gap_px) * ratio;
                let outer = inner + ring_px * ratio;
                buffer.fill_disc(pos, outer + 1.5 * ratio, theme.paper.with_opacity(0.85));
                buffer.fill_ring(pos, inner, outer, ring);
                match self.colors.glyphs()[self.colors.glyph_of(i)] {
                    Glyph::Disc => buffer.fill_disc(pos, radius_px * ratio, colors.of(i)),
                    glyph => {
                        // The ring goes around all of it.
                        let set =
                            StampSet::glyph(glyph, radius_px * ratio / Glyph::REACH * 1.2, 1.0);
                        if let Some((shape, column, row)) = set.at(pos) {
                            buffer.stamp(shape, column, row, colors.of(i));
                        }
                    }
                }
            }
        };
        let radius_px = style.marked_radius_px();
        for &i in marks.highlighted {
            ringed(i, radius_px, 0.0, 1.0, theme.ink);
        }
        // The nearest is drawn last: in front.
        for &i in marks.neighbors.iter().rev() {
            ringed(i, radius_px, 1.0, 1.75, theme.accent);
        }
        if let Some(i) = marks.hovered {
            ringed(i, radius_px + 0.5, 0.0, 2.0, theme.ink);
        }
        if let Some(i) = marks.selected {
            let (radius_px, gap_px, ring_px) = style.selected_ring();
            ringed(i, radius_px, gap_px, ring_px, theme.accent);
        }
    }
}

/// The colours of all classes, and the way from a point to one of them.
struct ColorTable<'a> {
    classes: &'a [u8],
    table: Vec<Rgb>,
    muted: Rgb,
}

impl<'a> ColorTable<'a> {
    fn new(colors: &PointColors<'a>, theme: &Theme) -> Self {
        Self {
            classes: colors.classes,
            table: (0..=u8::MAX)
                .map(|class| colors.palette.color(class, theme))
                .collect(),
            muted: theme.muted,
        }
    }

    fn of(&self, i: usize) -> Rgb {
        let class = self.classes.get(i).copied().unwrap_or(NO_CLASS);
        self.table
            .get(usize::from(class))
            .copied()
            .unwrap_or(self.muted)
    }
}

/// Gives each point and its index to `draw` once: every sixteenth from the first, then every sixteenth from the second, and
/// so on. Tables are often sorted by genre, and the last genre must not cover the others.
#[inline]
fn interleaved(points: &[Vec2], mut draw: impl FnMut(usize, &Vec2)) {
    const PASSES: usize = 16;
    for first in 0..PASSES {
        let mut i = first;
        while let Some(point) = points.get(i) {
            draw(i, point);
            i += PASSES;
        }
    }
}
