//! A drawing with its title above and its caption below, to be kept as a file of its own.

use super::drawing::{Area, Drawing, LABEL_PX, LINE_PX, Sheet};
use super::shape::{Align, Paint, Shape};
use super::text::wrapped;
use crate::draw::{Rect, Vec2};

const TITLE_PX: f64 = 16.0;
const TITLE_LINE_PX: f64 = 22.0;
const N_LINES: usize = 3;
/// Free around the drawing.
const MARGIN_PX: f64 = 16.0;

impl Drawing {
    /// The same with its title, its caption and a margin; what answers to the pointer moves along. `sheet` measures
    /// the words.
    #[must_use]
    pub fn with_heading(&self, sheet: &Sheet) -> Self {
        let title = wrapped(&self.title, self.width_px, N_LINES, TITLE_PX, sheet.measure);
        let caption = wrapped(
            &self.caption,
            self.width_px,
            N_LINES,
            LABEL_PX,
            sheet.measure,
        );
        let by = Vec2::new(
            MARGIN_PX,
            MARGIN_PX + TITLE_LINE_PX * title.len() as f64 + 8.0,
        );
        let mut drawing = self.moved(by);
        drawing.width_px = self.width_px + 2.0 * MARGIN_PX;
        for (i, line) in title.iter().enumerate() {
            let at = Vec2::new(MARGIN_PX, MARGIN_PX + TITLE_LINE_PX * (i as f64 + 0.5));
            let mut text = sheet.text(line, at, Align::Start, Paint::Ink);
            text.size_px = TITLE_PX;
            text.width_px = (sheet.measure)(&text.text, TITLE_PX);
            drawing.write(text);
        }
        let below = by.y + self.height_px + 8.0;
        for (i, line) in caption.iter().enumerate() {
            let at = Vec2::new(MARGIN_PX, below + LINE_PX * (i as f64 + 0.5));
            drawing.write(sheet.text(line, at, Align::Start, Paint::Muted));
        }
        drawing.height_px = below + LINE_PX * caption.len() as f64 + MARGIN_PX;
        drawing
    }

    fn moved(&self, by: Vec2) -> Self {
        let pos = |p: &mut Vec2| *p = Vec2::new(p.x + by.x, p.y + by.y);
        let place = |rect: &mut Rect| {
            pos(&mut rect.min);
            pos(&mut rect.max);
        };
        let mut drawing = self.clone();
        for shape in &mut drawing.shapes {
            match shape {
                Shape::Rect { rect, .. } | Shape::Picture { rect, .. } => place(rect),
                Shape::Path { points, .. } => points.iter_mut().for_each(pos),
                Shape::Disc { center, .. } => pos(center),
                Shape::Text(text) => pos(&mut text.pos_in_screen),
            }
        }
        for spot in &mut drawing.spots {
            match &mut spot.area {
                Area::Rect(rect) | Area::Cells { rect, .. } => place(rect),
                Area::Disc { center, .. } => pos(center),
            }
        }
        drawing
    }
}

#[cfg(test)]
mod tests {
    use super::super::Figure;
    use super::super::laws::{all_laws, words_of};
    use super::super::lines_tests::curves;
    use super::*;

    #[test]
    fn title_and_caption_stand_around_the_drawing_and_the_spots_move_along() {
        let mut figure = curves();
        figure.panels[0].values[3] = f64::NAN;
        for width_px in [390.0, 1600.0] {
            let sheet = Sheet::estimated(width_px);
            let plain = figure.drawing(&sheet);
            let headed = plain.with_heading(&sheet);
            all_laws(&headed);
            let words = words_of(&headed);
            assert!(words.contains(&"How many clusters"));
            assert!(words.contains(&"1 of 22 values is missing and leaves a gap."));
            let at = Vec2::new(200.0, 100.0);
            let moved = Vec2::new(at.x + MARGIN_PX, at.y + MARGIN_PX + TITLE_LINE_PX + 8.0);
            assert!(plain.hit(at).is_some());
            assert_eq!(headed.hit(moved), plain.hit(at));
        }
    }

    #[test]
    fn a_long_title_is_broken_and_cut() {
        let mut figure = curves();
        figure.title = "very long ".repeat(90);
        let sheet = Sheet::estimated(390.0);
        all_laws(&figure.drawing(&sheet).with_heading(&sheet));
    }
}
