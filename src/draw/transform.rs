//! The map between data and screen: fit, zoom, pan, and back.
//!
//! In data y points up; on the screen y points down, one unit is one CSS pixel and pixel `i` covers `i..i + 1`.
//! The transform keeps a centre in both spaces and not an offset, so a small cloud far from zero stays exact.

use serde::{Deserialize, Serialize};

use super::geometry::{Rect, Vec2};

/// Zoom relative to the fitted view: the whole map can shrink to half and no further.
pub(super) const MIN_ZOOM: f64 = 0.5;
/// Zoom relative to the fitted view: enough to part any two of 114,000 points that differ visibly.
pub(super) const MAX_ZOOM: f64 = 2000.0;

/// Whether a unit of x is as long on the screen as a unit of y.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aspect {
    /// Yes: distances on the map can be compared. For layouts and principal components.
    #[default]
    Equal,
    /// No: both axes fill the screen. For two columns of different units.
    Free,
}

/// The map from data to screen and back. Always finite and invertible.
///
/// ```
/// use soundkin::draw::{Aspect, Rect, Transform, Vec2};
///
/// let data = Rect::from_corners(Vec2::new(-1.0, -1.0), Vec2::new(1.0, 1.0));
/// let shown = Transform::fit(data, Rect::from_size(200.0, 100.0), 0.0, Aspect::Equal);
/// for (in_data, in_screen) in [
///     ((0.0, 0.0), (100.0, 50.0)),
///     ((1.0, 0.0), (150.0, 50.0)),
///     // Up in the data is up on the screen, where y counts from the top.
///     ((0.0, 1.0), (100.0, 0.0)),
/// ] {
///     let (in_data, in_screen) = (Vec2::new(in_data.0, in_data.1), Vec2::new(in_screen.0, in_screen.1));
///     assert_eq!(shown.screen_from_data(in_data), in_screen);
///     assert_eq!(shown.data_from_screen(in_screen), in_data);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    center_in_data: Vec2,
    center_in_screen: Vec2,
    /// Pixels per data unit at zoom 1, both positive.
    fitted_scale: Vec2,
    zoom: f64,
}

impl Transform {
    /// Shows all of `bounds_in_data` in the middle of `viewport_in_screen`, `padding_px` free on each side.
    ///
    /// A bound without extent (one point, a vertical line) gets one; bounds that are not finite, or beyond 1e290, count
    /// as the unit square about zero; an empty viewport as one pixel.
    pub fn fit(
        bounds_in_data: Rect,
        viewport_in_screen: Rect,
        padding_px: f64,
        aspect: Aspect,
    ) -> Self {
        let bounds = if is_usable(bounds_in_data.min) && is_usable(bounds_in_data.max) {
            bounds_in_data
        } else {
            Rect::from_corners(Vec2::new(-0.5, -0.5), Vec2::new(0.5, 0.5))
        };
        let center_in_data = bounds.center();
        let half_x = half_extent(bounds.min.x, bounds.max.x);
        let half_y = half_extent(bounds.min.y, bounds.max.y);
        let (half_x, half_y) = match (half_x, half_y, aspect) {
            (Some(x), Some(y), _) => (x, y),
            (Some(x), None, Aspect::Equal) => (x, x),
            (None, Some(y), Aspect::Equal) => (y, y),
            (x, y, _) => (x.unwrap_or(0.5), y.unwrap_or(0.5)),
        };
        let padding_px = if padding_px.is_finite() {
            padding_px.max(0.0)
        } else {
            0.0
        };
        let room =
            |size: f64| (finite_or(size, 1.0).max(1.0) / 2.0 - padding_px).clamp(0.5, MAX_ROOM_PX);
        let scale_x = room(viewport_in_screen.width()) / half_x;
        let scale_y = room(viewport_in_screen.height()) / half_y;
        let fitted_scale = match aspect {
            Aspect::Equal => Vec2::new(scale_x.min(scale_y), scale_x.min(scale_y)),
            Aspect::Free => Vec2::new(scale_x, scale_y),
        };
        Self {
            center_in_data,
            center_in_screen: finite_center(viewport_in_screen),
            fitted_scale,
            zoom: 1.0,
        }
    }

    /// 1 is the fitted view, 2 shows things twice as large; from `MIN_ZOOM` to `MAX_ZOOM`.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Pixels per data unit, both positive.
    pub fn scale(&self) -> Vec2 {
        Vec2::new(
            self.fitted_scale.x * self.zoom,
            self.fitted_scale.y * self.zoom,
        )
    }

    /// Where a data position is shown. NaN stays NaN.
    pub fn screen_from_data(&self, pos_in_data: Vec2) -> Vec2 {
        let scale = self.scale();
        Vec2::new(
            self.center_in_screen.x + (pos_in_data.x - self.center_in_data.x) * scale.x,
            self.center_in_screen.y - (pos_in_data.y - self.center_in_data.y) * scale.y,
        )
    }

    /// What is shown at a screen position: the inverse of [`Self::screen_from_data`].
    pub fn data_from_screen(&self, pos_in_screen: Vec2) -> Vec2 {
        let scale = self.scale();
        Vec2::new(
            self.center_in_data.x + (pos_in_screen.x - self.center_in_screen.x) / scale.x,
            self.center_in_data.y - (pos_in_screen.y - self.center_in_screen.y) / scale.y,
        )
    }

    /// The data shown in a rectangle of the screen, as for the range of an axis or a selection by dragging.
    pub fn data_rect(&self, rect_in_screen: Rect) -> Rect {
        Rect::from_corners(
            self.data_from_screen(rect_in_screen.min),
            self.data_from_screen(rect_in_screen.max),
        )
    }

    /// Larger by `factor`, within the limits of zoom; what lies under `pos_in_screen` stays there.
    #[must_use]
    pub fn zoomed_at(&self, pos_in_screen: Vec2, factor: f64) -> Self {
        if !(pos_in_screen.is_finite() && factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let fixed_in_data = self.data_from_screen(pos_in_screen);
        let zoom = (self.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        let shrink = self.zoom / zoom;
        let mut zoomed = Self { zoom, ..*self };
        zoomed.center_in_data = Vec2::new(
            fixed_in_data.x + (self.center_in_data.x - fixed_in_data.x) * shrink,
            fixed_in_data.y + (self.center_in_data.y - fixed_in_data.y) * shrink,
        );
        zoomed.or(self)
    }

    /// Moved so that what was at a screen position is now `delta_in_screen` further.
    #[must_use]
    pub fn panned(&self, delta_in_screen: Vec2) -> Self {
        let scale = self.scale();
        let mut panned = *self;
        panned.center_in_data.x -= delta_in_screen.x / scale.x;
        panned.center_in_data.y += delta_in_screen.y / scale.y;
        panned.or(self)
    }

    /// The same place at the same scale in the middle of another viewport, after the window changed its size.
    #[must_use]
    pub fn centered_in(&self, viewport_in_screen: Rect) -> Self {
        Self {
            center_in_screen: finite_center(viewport_in_screen),
            ..*self
        }
    }

    /// From CSS pixels to device pixels: everything on the screen times `device_pixel_ratio`.
    #[must_use]
    pub fn at_device_pixels(&self, device_pixel_ratio: f64) -> Self {
        let ratio = sane_ratio(device_pixel_ratio);
        Self {
            center_in_screen: Vec2::new(
                self.center_in_screen.x * ratio,
                self.center_in_screen.y * ratio,
            ),
            fitted_scale: Vec2::new(self.fitted_scale.x * ratio, self.fitted_scale.y * ratio),
            ..*self
        }
    }

    fn or(self, before: &Self) -> Self {
        if self.center_in_data.is_finite() {
            self
        } else {
            *before
        }
    }
}

const MAX_ROOM_PX: f64 = 1e6;

/// A device pixel ratio as browsers give it, 0.25 to 8; anything else is 1.
pub(crate) fn sane_ratio(device_pixel_ratio: f64) -> f64 {
    if device_pixel_ratio.is_finite() && device_pixel_ratio > 0.0 {
        device_pixel_ratio.clamp(0.25, 8.0)
    } else {
        1.0
    }
}

fn is_usable(pos_in_data: Vec2) -> bool {
    pos_in_data.x.abs() <= 1e290 && pos_in_data.y.abs() <= 1e290
}

fn finite_or(value: f64, otherwise: f64) -> f64 {
    if value.is_finite() { value } else { otherwise }
}

fn finite_center(rect: Rect) -> Vec2 {
    let center = rect.center();
    Vec2::new(finite_or(center.x, 0.5), finite_or(center.y, 0.5))
}

/// Half of `max - min` without overflow; `None` when it is too small to be told from rounding.
fn half_extent(min: f64, max: f64) -> Option<f64> {
    let half = max / 2.0 - min / 2.0;
    let rounding = 1e-290_f64.max(1e-13 * min.abs().max(max.abs()));
    (half > rounding).then_some(half)
}
