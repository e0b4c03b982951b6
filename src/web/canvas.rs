//! The two canvases of the map: points through a pixel buffer, axes and labels as text.

use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

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
    format!("{}px system-ui, sans-serif", LABEL_FONT_PX * ratio)
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
