//! Pictures of numbers side by side: mean spectrograms, and their difference with zero at white.

use serde::{Deserialize, Serialize};

use super::color_bar::{COLOR_BAR_PX, Colors, color_bar};
use super::drawing::{Area, Datum, Drawing, LABEL_PX, LINE_PX, Sheet, Spot};
use super::picture::{Picture, Pixels};
use super::shape::{Align, Paint, Shape};
use super::text::{one_line, shortened};
use super::{Figure, missing};
use crate::data::{TextCell, TextTable};
use crate::draw::{Rect, Rgb, Vec2, fraction_between};
use crate::sentences::Drawn;
use crate::wording::spoken;

const LEAST_SIDE_PX: f64 = 200.0;
const MOST_SIDE_PX: f64 = 340.0;
const GAP_PX: f64 = 24.0;
/// A missing number: a grey that neither scale of colours has.
const MISSING: Rgb = Rgb::from_hex(0x00A0_8CA0);

/// One picture of numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeatPanel {
    /// Above the picture.
    pub title: String,
    /// Numbers a row.
    pub n_columns: usize,
    /// Row by row from the top; a last row that is not full is left out.
    pub values: Vec<f64>,
    /// How numbers become colours.
    pub colors: Colors,
    /// The numbers at the ends of the colours; `None` for those of the values. Diverging ranges are made symmetric.
    pub range: Option<(f64, f64)>,
    /// What the numbers are, below the colour bar.
    pub value_title: String,
}

impl HeatPanel {
    fn n_rows(&self) -> usize {
        self.values.len() / self.n_columns.max(1)
    }

    /// Of the full rows.
    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        let n = self.n_rows() * self.n_columns;
        self.values.iter().copied().take(n)
    }

    fn is_empty(&self) -> bool {
        !self.values().any(f64::is_finite)
    }

    fn range(&self) -> (f64, f64) {
        match self.range {
            Some((lo, hi)) => self.colors.range([lo, hi].into_iter()),
            None => self.colors.range(self.values()),
        }
    }

    fn pixels(&self) -> Pixels {
        let (lo, hi) = self.range();
        let color = |value| self.colors.color(fraction_between(value, lo, hi));
        Pixels {
            n_columns: self.n_columns,
            colors: self.values().map(|v| color(v).unwrap_or(MISSING)).collect(),
        }
    }
}

/// Pictures of numbers. A [`Datum`] is (picture, cell counted row by row).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// Names the figure.
    pub title: String,
    /// The pictures.
    pub panels: Vec<HeatPanel>,
    /// What a row is: "band".
    pub row_title: String,
    /// What a column is: "frame".
    pub column_title: String,
}

impl Heat {
    fn draw_panel(
        drawing: &mut Drawing,
        sheet: &Sheet,
        (index, panel): (usize, &HeatPanel),
        corner: Vec2,
        side: f64,
    ) {
        let title = shortened(&one_line(&panel.title), side, LABEL_PX, sheet.measure);
        let at = Vec2::new(corner.x, corner.y + LINE_PX / 2.0);
        drawing.write(sheet.text(&title, at, Align::Start, Paint::Ink));
        let min = Vec2::new(corner.x, corner.y + LINE_PX + 4.0);
        let rect = Rect::from_corners(min, Vec2::new(min.x + side, min.y + side));
        drawing.shapes.push(Shape::Picture {
            rect,
            picture: Picture::Pixels(panel.pixels()),
        });
        drawing.spots.push(Spot {
            area: Area::Cells {
                rect,
                n_columns: panel.n_columns,
                n_rows: panel.n_rows(),
            },
            datum: (index, 0),
        });
        let below = Vec2::new(min.x, rect.max.y + 8.0);
        color_bar(
            drawing,
            sheet,
            below,
            side,
            panel.colors,
            panel.range(),
            &panel.value_title,
        );
    }
}

impl Figure for Heat {
    fn drawing(&self, sheet: &Sheet) -> Drawing {
        let shown: Vec<(usize, &HeatPanel)> = self
            .panels
            .iter()
            .enumerate()
            .filter(|(_, panel)| !panel.is_empty())
            .collect();
        if shown.is_empty() {
            return Drawing::sentence(sheet, &self.title, &Drawn::NoHeat);
        }
        let titles = shown.iter().map(|(_, panel)| panel.title.clone());
        let titles = titles.collect();
        let mut drawing = Drawing::new(sheet, &self.title, &Drawn::Heat { titles });
        let values = || shown.iter().flat_map(|(_, panel)| panel.values());
        let n_missing = values().filter(|v| !v.is_finite()).count();
        drawing.lack(missing(n_missing, values().count()));
        let width = drawing.width_px;
        let fitting = ((width + GAP_PX) / (LEAST_SIDE_PX + GAP_PX)) as usize;
        let n_columns = fitting.clamp(1, shown.len());
        let side = ((width + GAP_PX) / n_columns as f64 - GAP_PX).min(MOST_SIDE_PX);
        let height = LINE_PX + 4.0 + side + 8.0 + COLOR_BAR_PX;
        for (i, panel) in shown.into_iter().enumerate() {
            let corner = Vec2::new(
                (i % n_columns) as f64 * (side + GAP_PX),
                (i / n_columns) as f64 * (height + GAP_PX),
            );
            Self::draw_panel(&mut drawing, sheet, panel, corner, side);
            drawing.height_px = corner.y + height;
        }
        drawing
    }

    fn words(&self, (panel, cell): Datum) -> Option<String> {
        let panel = self.panels.get(panel)?;
        let value = panel.values().nth(cell)?;
        Some(format!(
            "{}: {} {} of {} from the top, {} {} of {}: {}",
            one_line(&panel.title),
            self.row_title,
            cell / panel.n_columns + 1,
            panel.n_rows(),
            self.column_title,
            cell % panel.n_columns + 1,
            panel.n_columns,
            spoken(value)
        ))
    }

    fn numbers(&self) -> TextTable {
        let widest = self.panels.iter().map(|p| p.n_columns).max().unwrap_or(0);
        let columns = (1..=widest).map(|i| format!("{} {i}", self.column_title));
        let names = ["Picture".to_owned(), self.row_title.clone()];
        let mut table = TextTable::new(self.title.clone(), names.into_iter().chain(columns));
        for panel in &self.panels {
            for (i, row) in panel
                .values
                .chunks_exact(panel.n_columns.max(1))
                .enumerate()
            {
                let mut cells = vec![(&panel.title).into(), (i + 1).to_string().into()];
                cells.extend(row.iter().map(|&value| TextCell::three_digits(value)));
                cells.resize(widest + 2, TextCell::default());
                table.rows.push(cells);
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::super::laws::{checked, hostile_titles, words_of};
    use super::*;

    fn panel(title: &str, colors: Colors) -> HeatPanel {
        HeatPanel {
            title: title.to_owned(),
            n_columns: 64,
            values: (0..4096).map(|i| f64::from(i % 64) - 16.0).collect(),
            colors,
            range: None,
            value_title: "Brightness, 0 to 255".to_owned(),
        }
    }

    fn means() -> Heat {
        Heat {
            title: "Mean spectrograms".to_owned(),
            panels: vec![
                panel("Low energy", Colors::Grey),
                panel("High energy", Colors::Grey),
                panel("High minus low", Colors::Diverging),
            ],
            row_title: "band".to_owned(),
            column_title: "frame".to_owned(),
        }
    }

    #[test]
    fn zero_is_white_and_the_range_symmetric() {
        let difference = panel("", Colors::Diverging);
        assert_eq!(difference.range(), (-47.0, 47.0));
        let pixels = difference.pixels();
        assert_eq!(pixels.colors[16], Rgb::from_hex(0x00FF_FFFF));
        assert!(pixels.colors[0].b > pixels.colors[0].r);
        assert!(pixels.colors[63].r > pixels.colors[63].b);
        let grey = panel("", Colors::Grey).pixels();
        assert_eq!(grey.colors[0], Rgb::default());
        assert_eq!(grey.colors[63], Rgb::from_hex(0x00FF_FFFF));
    }

    #[test]
    fn the_pointer_reads_the_cell_below_it() {
        let figure = means();
        for drawing in checked(&figure) {
            let places = drawing.spots.iter().map(|spot| match spot.area {
                Area::Cells { rect, .. } => rect,
                _ => Rect::default(),
            });
            for (i, rect) in places.enumerate() {
                let cell = rect.width() / 64.0;
                let at = Vec2::new(rect.min.x + 17.5 * cell, rect.min.y + 2.5 * cell);
                assert_eq!(drawing.hit(at), Some((i, 2 * 64 + 17)));
            }
        }
        assert_eq!(
            figure.words((2, 2 * 64 + 17)).unwrap(),
            "High minus low: band 3 of 64 from the top, frame 18 of 64: 1"
        );
        assert_eq!(figure.words((0, 4096)), None);
        assert_eq!(figure.numbers().rows.len(), 3 * 64);
    }

    #[test]
    fn nonsense_and_hostile_titles_stay_in_their_place() {
        assert_eq!(words_of(&checked(&Heat::default())[0]).len(), 1);
        let mut figure = means();
        figure.panels[0].values[5] = f64::NAN;
        assert_eq!(
            checked(&figure)[0].caption,
            "1 of 12288 values is missing and leaves a gap."
        );
        figure.panels[1].n_columns = 0;
        figure.panels[2].values = vec![f64::INFINITY; 4096];
        checked(&figure);
        for title in hostile_titles() {
            let mut figure = means();
            for panel in &mut figure.panels {
                panel.title.clone_from(&title);
                panel.value_title.clone_from(&title);
                panel.range = Some((-1e300, 1e300));
            }
            checked(&figure);
        }
    }
}
