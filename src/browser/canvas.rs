//! Drawing on canvases: the map's points through a pixel buffer, its labels as text; figures and other drawings.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::dom;
use crate::charts::{Drawing, Figure, Picture, Sheet, draw};
use crate::draw::{Theme, Vec2};
use crate::raster::PixelBuffer;

/// Font of the labels; tokens of style.css.
const LABEL_FONT_PX: f64 = 12.0;

/// Device pixels per CSS pixel.
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
    on_sheet(canvas, width_px, |sheet| figure.drawing(sheet))
}

/// Hands out a sheet that has the browser's own widths of words; without a canvas they are estimated.
pub fn on_sheet<T>(canvas: &HtmlCanvasElement, width_px: f64, lay: impl Fn(&Sheet) -> T) -> T {
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
    let drawing = on_sheet(&canvas, width_px, |sheet| {
        figure_shown.drawing(sheet).with_heading(sheet)
    });
    figure(&canvas, &drawing, &Theme::LIGHT, ratio);
    let address = canvas.to_data_url().ok()?;
    let (_, data) = address.split_once(',')?;
    STANDARD.decode(data).ok()
}

/// The address under which an SVG shows a picture; empty where it is not shown. The browser writes the file: it can, and a
/// library for that would weigh as much as the figures.
pub fn address_of(picture: &Picture) -> String {
    match picture {
        Picture::Address(address) if picture.is_shown() => address.clone(),
        _ => pixels_address(picture).unwrap_or_default(),
    }
}

fn pixels_address(picture: &Picture) -> Option<String> {
    let (n_columns, rgba) = picture.rgba().filter(|(_, rgba)| !rgba.is_empty())?;
    let n_rows = rgba.len() / (4 * n_columns);
    let canvas = dom::canvas()?;
    fit_to(&canvas, n_columns as f64, n_rows as f64, 1.0);
    let image = ImageData::new_with_u8_clamped_array(Clamped(&rgba), n_columns as u32).ok()?;
    context(&canvas)?.put_image_data(&image, 0.0, 0.0).ok()?;
    canvas.to_data_url().ok()
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
        // Set apart, so that a name runs in its own direction: where it was cut, the ellipsis stands at its end.
        let text = format!("\u{2068}{text}\u{2069}");
        // Text that cannot be drawn is missing and no more.
        let _ = context.stroke_text(&text, pos.x * ratio, pos.y * ratio);
        let _ = context.fill_text(&text, pos.x * ratio, pos.y * ratio);
    }
}
