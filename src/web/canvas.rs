//! Drawing on canvases: the map's points through a pixel buffer, its axes and labels as text; figures.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::dom;
use crate::plot::charts::{Drawing, Figure, Sheet, draw};
use crate::plot::{Axes, PixelBuffer, Theme, Vec2, draw_axes};

/// Font of the labels; tokens of style.css.
const LABEL_FONT_PX: f64 = 12.0;

/// Pixels of the screen a CSS pixel.
pub fn device_pixel_ratio() -> f64 {
    gloo::utils::window().device_pixel_ratio().max(0.5)
}

/// Gives a canvas as many pixels as its place on the screen has; its size in CSS pixels is the style's business.
pub fn fit_to(canvas: &HtmlCanvasElement, width_px: f64, height_px: f64, ratio: f64) {
    let (width, height) = (
        (width_px * ratio).round() as u32,
        (height_px * ratio).round() as u32,
    );
    // Setting a size clears the canvas, even the same one.
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// Puts the pixels on the canvas.
pub fn put(canvas: &HtmlCanvasElement, buffer: &PixelBuffer) {
    let image = ImageData::new_with_u8_clamped_array_and_sh(
        Clamped(buffer.rgba()),
        buffer.width(),
        buffer.height(),
    );
    if let (Some(context), Ok(image)) = (context(canvas), image) {
        // It can only fail for a canvas that another page tainted.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// Clears the canvas and draws the axes on it.
pub fn axes(canvas: &HtmlCanvasElement, axes: &Axes) {
    let Some(context) = context(canvas) else {
        return;
    };
    context.clear_rect(
        0.0,
        0.0,
        f64::from(canvas.width()),
        f64::from(canvas.height()),
    );
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
        // Without axes the map still stands; the canvas has no other way to fail.
        let _ = draw_axes(&backend.into_drawing_area(), axes);
    }
}

/// Width of a label, in CSS pixels.
pub fn label_width(canvas: &HtmlCanvasElement, text: &str) -> f64 {
    let Some(context) = context(canvas) else {
        return 0.0;
    };
    context.set_font(&label_font(1.0));
    context
        .measure_text(text)
        .map_or(0.0, |metrics| metrics.width())
}

fn label_font(ratio: f64) -> String {
    font(LABEL_FONT_PX * ratio)
}

/// The page's letters, as the figures use them.
fn font(size_px: f64) -> String {
    format!("{size_px}px system-ui, sans-serif")
}

/// Lays a figure out with the browser's own widths of words; without a canvas they are estimated.
pub fn layout(canvas: &HtmlCanvasElement, figure: &dyn Figure, width_px: f64) -> Drawing {
    figure_on(canvas, width_px, |sheet| figure.drawing(sheet))
}

fn figure_on<T>(canvas: &HtmlCanvasElement, width_px: f64, lay: impl Fn(&Sheet) -> T) -> T {
    let Some(context) = context(canvas) else {
        return lay(&Sheet::estimated(width_px));
    };
    let measure = |text: &str, size_px: f64| {
        context.set_font(&font(size_px));
        context
            .measure_text(text)
            .map_or(0.0, |metrics| metrics.width())
    };
    lay(&Sheet {
        width_px,
        measure: &measure,
    })
}

/// Gives the canvas the drawing's size and draws on it.
pub fn figure(canvas: &HtmlCanvasElement, drawing: &Drawing, theme: &Theme, ratio: f64) {
    fit_to(canvas, drawing.width_px, drawing.height_px, ratio);
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
        // The canvas has no way to fail that the page could mend; the numbers stand below it.
        let _ = draw(&backend.into_drawing_area(), drawing, theme, ratio);
    }
}

/// A figure with its heading on light paper, as the bytes of a PNG; `None` where the browser does not let it.
pub fn figure_png(figure_shown: &dyn Figure, width_px: f64, ratio: f64) -> Option<Vec<u8>> {
    let canvas = dom::canvas()?;
    let drawing = figure_on(&canvas, width_px, |sheet| {
        figure_shown.drawing(sheet).with_heading(sheet)
    });
    figure(&canvas, &drawing, &Theme::LIGHT, ratio);
    let address = canvas.to_data_url().ok()?;
    let (_, data) = address.split_once(',')?;
    STANDARD.decode(data).ok()
}

/// Writes texts over the points, each with a rim of paper: `(left edge and vertical middle in CSS pixels, text)`.
pub fn labels<'a>(
    canvas: &HtmlCanvasElement,
    labels: impl Iterator<Item = (Vec2, &'a str)>,
    theme: &Theme,
    ratio: f64,
) {
    let Some(context) = context(canvas) else {
        return;
    };
    context.set_font(&label_font(ratio));
    context.set_text_baseline("middle");
    context.set_line_join("round");
    context.set_line_width(3.0 * ratio);
    context.set_stroke_style_str(&theme.paper.css());
    context.set_fill_style_str(&theme.ink.css());
    for (pos, text) in labels {
        // Text that cannot be drawn is missing and no more.
        let _ = context.stroke_text(text, pos.x * ratio, pos.y * ratio);
        let _ = context.fill_text(text, pos.x * ratio, pos.y * ratio);
    }
}
