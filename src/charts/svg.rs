//! A drawing as SVG: text stays text, pictures are inside, nothing is fetched.

use std::fmt::Write;

use super::drawing::Drawing;
use super::picture::Picture;
use super::shape::{Align, Paint, Shape, Text};
use crate::draw::{Rect, Theme, Vec2};

/// The page's fonts; a token of the style sheet.
const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
/// From halfway up the letters to the line they stand on, in sizes of the font. Not every program that shows SVG knows
/// `dominant-baseline`.
const BASELINE: f64 = 0.35;

/// A file of its own in the colours of one theme, paper included; `xmlns`, size and `viewBox` are set, the title and
/// the description are there for screen readers. Control characters that XML forbids are left out. `address` turns a
/// picture into what an `<image>` shows: [`Picture::address`], or whatever the browser has for it.
pub fn svg(drawing: &Drawing, theme: &Theme, address: &dyn Fn(&Picture) -> String) -> String {
    Writer {
        theme: Some(theme),
        address,
        text: String::new(),
    }
    .written(drawing)
}

/// To stand within a page: as wide as its place, no paper, and the roles of colours are the page's variables
/// (`--paper`, `--ink`, `--muted`, `--line`, `--accent`), so that it turns dark with the page and light in print.
pub fn svg_in_page(drawing: &Drawing) -> String {
    Writer {
        theme: None,
        address: &Picture::address,
        text: String::new(),
    }
    .written(drawing)
}

/// May this character stand in a text of XML and of HTML? Most control characters may not, not even escaped.
pub fn is_text(c: char) -> bool {
    matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

/// Text for the inside of an element or of a quoted attribute; what XML forbids is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| is_text(c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

struct Writer<'a> {
    /// `None` for the page's variables.
    theme: Option<&'a Theme>,
    address: &'a dyn Fn(&Picture) -> String,
    text: String,
}

/// Writing to a `String` cannot fail, so the result of `write!` has nothing to tell.
macro_rules! put {
    ($writer:expr, $($words:tt)*) => {{ let _ = write!($writer.text, $($words)*); }};
}

impl Writer<'_> {
    fn written(mut self, drawing: &Drawing) -> String {
        let (width, height) = (px(drawing.width_px), px(drawing.height_px));
        let style = if self.theme.is_none() {
            " style=\"max-width:100%;height:auto\""
        } else {
            ""
        };
        put!(
            self,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\"{style}>\n<title>{}</title>\n<desc>{}</desc>\n",
            escaped(&drawing.title),
            escaped(&drawing.description)
        );
        if self.theme.is_some() {
            let paper = self.color(Paint::Paper);
            put!(
                self,
                "<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
            );
        }
        for shape in &drawing.shapes {
            self.shape(shape);
            self.text.push('\n');
        }
        self.text.push_str("</svg>\n");
        self.text
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { rect, paint } => {
                let color = self.color(*paint);
                put!(self, "<rect {} fill=\"{color}\"/>", place(*rect));
            }
            Shape::Path {
                points,
                width_px,
                paint,
            } => {
                let color = self.color(*paint);
                let points: Vec<String> = points.iter().map(|&p| pair(p)).collect();
                put!(
                    self,
                    "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{}\" \
                     stroke-linejoin=\"round\"/>",
                    points.join(" "),
                    px(*width_px)
                );
            }
            Shape::Disc {
                center,
                radius_px,
                paint,
            } => {
                let color = self.color(*paint);
                let (x, y, r) = (px(center.x), px(center.y), px(*radius_px));
                put!(
                    self,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{color}\"/>"
                );
            }
            Shape::Text(text) => self.words(text),
            Shape::Picture { rect, picture } => {
                let address = (self.address)(picture);
                let sharp = match picture {
                    Picture::Pixels(_) => " style=\"image-rendering:pixelated\"",
                    Picture::Luma { .. } | Picture::Address(_) => "",
                };
                if !address.is_empty() {
                    put!(
                        self,
                        "<image {} preserveAspectRatio=\"none\" href=\"{}\"{sharp}/>",
                        place(*rect),
                        escaped(&address)
                    );
                }
            }
        }
    }

    fn words(&mut self, text: &Text) {
        let color = self.color(text.paint);
        let Vec2 { x, y } = text.pos_in_screen;
        let down = text.size_px * BASELINE;
        let (at, turn) = if text.upward {
            let at = Vec2::new(x + down, y);
            (at, format!(" transform=\"rotate(-90 {})\"", pair(at)))
        } else {
            (Vec2::new(x, y + down), String::new())
        };
        let anchor = match text.align {
            Align::Start => "start",
            Align::Middle => "middle",
            Align::End => "end",
        };
        let rim = if text.rim {
            let paper = self.color(Paint::Paper);
            format!(
                " stroke=\"{paper}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            )
        } else {
            String::new()
        };
        put!(
            self,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{anchor}\" fill=\"{color}\"{rim}{turn}>{}</text>",
            px(at.x),
            px(at.y),
            px(text.size_px),
            escaped(&text.text)
        );
    }

    fn color(&self, paint: Paint) -> String {
        if let Some(theme) = self.theme {
            return paint.rgb(theme).css();
        }
        let variable = match paint {
            Paint::Paper => "--paper",
            Paint::Ink => "--ink",
            Paint::Muted => "--muted",
            Paint::Line => "--line",
            Paint::Accent => "--accent",
            // The black class is near white on dark paper, as ink is.
            Paint::Class { .. } if turns_with_the_paper(paint) => "--ink",
            Paint::Class { .. } | Paint::Fixed(_) => return paint.rgb(&Theme::LIGHT).css(),
        };
        format!("var({variable})")
    }
}

fn turns_with_the_paper(paint: Paint) -> bool {
    paint.rgb(&Theme::LIGHT) != paint.rgb(&Theme::DARK)
}

/// A length with at most two digits after the point.
fn px(length: f64) -> String {
    let rounded = (length * 100.0).round() / 100.0;
    format!("{}", rounded + 0.0)
}

fn pair(pos: Vec2) -> String {
    format!("{},{}", px(pos.x), px(pos.y))
}

fn place(rect: Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        px(rect.min.x),
        px(rect.min.y),
        px(rect.width().max(0.0)),
        px(rect.height().max(0.0))
    )
}
