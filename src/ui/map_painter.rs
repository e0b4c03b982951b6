//! Draws the map: points and names on one canvas, axes on another.

use web_sys::HtmlCanvasElement;

use super::map::Props;
use crate::app::{Camera, Labels, Scene};
use crate::plot::{Axes, Marks, PixelBuffer, PointColors, Rect, Scatter, Theme, Vec2};
use crate::web::canvas;

/// What drawing reuses from frame to frame.
pub(super) struct Painter {
    buffer: PixelBuffer,
    labels: Labels,
}

impl Default for Painter {
    fn default() -> Self {
        Self {
            buffer: PixelBuffer::new(1, 1),
            labels: Labels::default(),
        }
    }
}

/// The two canvases of the map, and what lies over them.
pub(super) struct Canvases {
    /// Points and names.
    pub points: HtmlCanvasElement,
    /// Axes, around the points.
    pub axes: HtmlCanvasElement,
    /// Where no name should stand: the legend.
    pub obstacle: Rect,
}

impl Painter {
    /// Draws one frame; `picked` is the group that is brought out.
    pub(super) fn paint(
        &mut self,
        canvases: &Canvases,
        props: &Props,
        camera: &Camera,
        picked: Option<u8>,
    ) {
        let ratio = canvas::device_pixel_ratio();
        let theme = theme(props.is_dark);
        let (width, height) = (camera.viewport.width(), camera.viewport.height());
        let points = &canvases.points;
        canvas::fit_to(points, width, height, ratio);
        self.buffer.resize(points.width(), points.height());
        let groups = props
            .groups
            .as_ref()
            .map_or(&[][..], |groups| groups.labels.as_slice());
        let emphasized: Option<Vec<bool>> =
            picked.map(|picked| groups.iter().map(|&group| group == picked).collect());
        let sample = |track: &usize| camera.sample(*track);
        let neighbors: Vec<usize> = props.neighbors.iter().filter_map(sample).collect();
        let outliers: Vec<usize> = props.outliers.iter().filter_map(sample).collect();
        let selected = props.selected.as_ref().and_then(sample);
        let hovered = props.hovered.as_ref().and_then(sample);
        Scatter {
            points_in_data: &props.map.points,
            colors: PointColors::Classes {
                classes: groups,
                palette: props.colors,
            },
            emphasized: emphasized.as_deref(),
            marks: Marks {
                highlighted: &outliers,
                neighbors: &neighbors,
                hovered,
                selected,
                links: true,
            },
            theme,
            grid: true,
        }
        .draw(&mut self.buffer, &camera.transform, ratio);
        canvas::put(points, &self.buffer);
        let first: Vec<usize> = selected
            .into_iter()
            .chain(hovered)
            .chain(neighbors)
            .collect();
        let scene = Scene {
            map: &props.map,
            tracks: &props.loaded.tracks,
            transform: &camera.transform,
            viewport: camera.viewport,
            obstacle: canvases.obstacle,
        };
        let labels = self
            .labels
            .place(&scene, &first, |text| canvas::label_width(points, text));
        let texts = labels
            .iter()
            .map(|label| (label.pos_in_screen, label.text.as_str()));
        canvas::labels(points, texts, theme, ratio);
        draw_axes(&canvases.axes, props, camera, ratio);
    }

    /// Forgets what belongs to another map.
    pub(super) fn forget(&mut self) {
        self.labels = Labels::default();
    }
}

/// Paper and ink of the page.
pub(super) fn theme(is_dark: bool) -> &'static Theme {
    if is_dark { &Theme::DARK } else { &Theme::LIGHT }
}

fn draw_axes(axes: &HtmlCanvasElement, props: &Props, camera: &Camera, ratio: f64) {
    let (left, bottom) = camera.margin;
    let inner = camera.viewport;
    let (width, height) = (inner.width() + left, inner.height() + bottom);
    canvas::fit_to(axes, width, height, ratio);
    if left == 0.0 || props.map.points.is_empty() {
        return;
    }
    // The axes stand left of the points, whose own origin is the upper left corner of their canvas.
    let transform = camera.transform.panned(Vec2::new(left, 0.0));
    let shown = Axes {
        transform: &transform,
        frame_in_screen: Rect::from_corners(Vec2::new(left, 0.0), Vec2::new(width, inner.height())),
        x_title: &props.map.axis(0),
        y_title: &props.map.axis(1),
        theme: theme(props.is_dark),
        grid: false,
        device_pixel_ratio: ratio,
    };
    canvas::axes(axes, &shown);
}
