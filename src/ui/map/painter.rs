//! Draws the map: points and names on one canvas, axes on another.

use web_sys::HtmlCanvasElement;

use super::super::parts::theme::theme;
use crate::browser::canvas;
use crate::charts::axes;
use crate::draw::Palette;
use crate::page::{Camera, Found, Labels, Map, Scene, Selection, Tracks, narrowed, with_hits};
use crate::raster::{Marks, PixelBuffer, PointColors, PointStyle, Scatter};

/// Around a point that stands out.
const RIM_PX: f64 = 2.0;

/// What drawing reuses from frame to frame.
pub(crate) struct Painter {
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

/// The two canvases of the map.
pub(crate) struct Canvases {
    /// Points and names.
    pub points: HtmlCanvasElement,
    /// Axes, around the points.
    pub axes: HtmlCanvasElement,
}

/// What is drawn: a map, and what stands out on it.
pub(crate) struct Painted<'a> {
    /// The points.
    pub map: &'a Map,
    /// Class of each, as far as there are any.
    pub classes: &'a [u8],
    /// The class that is brought out.
    pub picked: Option<u8>,
    /// What is looked for: hits stand out and are named before others.
    pub found: Option<&'a Found>,
    /// What is selected: it stands out.
    pub selection: &'a Selection,
    /// The tracks, for their names.
    pub tracks: &'a Tracks,
    /// The track in question.
    pub selected: Option<usize>,
    /// The track pointed at.
    pub hovered: Option<usize>,
    /// Tracks like the selected one, nearest first.
    pub neighbors: &'a [usize],
    /// Tracks far apart from all others: ringed.
    pub outliers: &'a [usize],
    /// Colours of the classes.
    pub palette: Palette,
    /// Dark paper?
    pub is_dark: bool,
    /// Has each class a shape too?
    pub has_glyphs: bool,
}

impl Painter {
    /// Draws one frame as `camera` sees it.
    pub(crate) fn paint(&mut self, canvases: &Canvases, painted: &Painted, camera: &Camera) {
        let ratio = canvas::device_pixel_ratio();
        let theme = theme(painted.is_dark);
        let (width, height) = (camera.viewport.width(), camera.viewport.height());
        let points = &canvases.points;
        canvas::fit_to(points, width, height, ratio);
        self.buffer.resize(points.width(), points.height());
        let classes = painted.classes;
        let emphasized: Option<Vec<bool>> = painted
            .picked
            .map(|picked| classes.iter().map(|&class| class == picked).collect());
        let on_map = &painted.map.tracks;
        let mut emphasized = with_hits(emphasized, painted.found, on_map);
        if !painted.selection.is_empty() {
            let is_selected = |track| painted.selection.has(track);
            emphasized = Some(narrowed(emphasized, on_map, is_selected));
        }
        let sample = |track: &usize| camera.sample(*track);
        let neighbors: Vec<usize> = painted.neighbors.iter().filter_map(sample).collect();
        let outliers: Vec<usize> = painted.outliers.iter().filter_map(sample).collect();
        let selected = painted.selected.as_ref().and_then(sample);
        let hovered = painted.hovered.as_ref().and_then(sample);
        Scatter {
            points_in_data: &camera.points,
            colors: PointColors {
                classes,
                palette: painted.palette,
                has_glyphs: painted.has_glyphs,
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
        let listed = painted.found.map_or(&[][..], Found::listed);
        let hits = listed.iter().map(|&track| track as usize);
        let first: Vec<usize> = selected
            .into_iter()
            .chain(hovered)
            .chain(hits.filter_map(|track| camera.sample(track)))
            .chain(neighbors)
            .collect();
        let zoom = camera.transform.zoom();
        let style = PointStyle::for_view(camera.points.len(), camera.viewport, zoom);
        let scene = Scene {
            points: &camera.points,
            track_of: &painted.map.tracks,
            emphasized: emphasized.as_deref(),
            tracks: painted.tracks,
            transform: &camera.transform,
            viewport: camera.viewport,
            hits: &camera.hits,
            radius_px: style.radius_px + RIM_PX,
            ring_px: style.ring_px(),
        };
        let labels = self
            .labels
            .place(&scene, &first, |text| canvas::label_width(points, text));
        let texts = labels
            .iter()
            .map(|label| (label.pos_in_screen, label.text.as_str()));
        canvas::labels(points, texts, theme, ratio);
        draw_axes(&canvases.axes, painted, camera, ratio);
    }

    /// Forgets what belongs to another map.
    pub(crate) fn forget(&mut self) {
        self.labels = Labels::default();
    }
}

fn draw_axes(canvas: &HtmlCanvasElement, painted: &Painted, camera: &Camera, ratio: f64) {
    if painted.map.points.is_empty() {
        return;
    }
    let titles = [0, 1].map(|component| painted.map.axis(component));
    let drawing = canvas::on_sheet(canvas, camera.viewport.width(), |sheet| {
        let titles = titles.each_ref().map(String::as_str);
        axes(
            sheet,
            &camera.transform,
            camera.viewport,
            camera.margin,
            titles,
        )
    });
    canvas::figure(canvas, &drawing, theme(painted.is_dark), ratio);
}
