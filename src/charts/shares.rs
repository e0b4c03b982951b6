//! What a score is made of: one bar per score, one part per feature.

use serde::{Deserialize, Serialize};

use super::drawing::{Area, Datum, Drawing, LABEL_PX, LINE_PX, Sheet, Spot};
use super::legend::legend;
use super::shape::{Align, Paint, Shape};
use super::text::{one_line, shortened};
use super::{Figure, missing, series_paint};
use crate::data::{TextCell, TextTable};
use crate::draw::{Rect, Rgb, Theme, Vec2};
use crate::sentences::Drawn;
use crate::wording;

const BAR_PX: f64 = 24.0;
const ROW_GAP_PX: f64 = 12.0;
/// From the edge of a part to the words in it.
const INSET_PX: f64 = 5.0;

/// One score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ShareRow {
    /// Whose score, and the score itself.
    pub label: String,
    /// One per part, 1 is the whole score; negative where the part works against it, NaN where missing.
    pub shares: Vec<f64>,
}

/// Bars of shares. A [`Datum`] is (row, part).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// Names the figure.
    pub title: String,
    /// Names of the parts (features).
    pub parts: Vec<String>,
    /// The scores.
    pub rows: Vec<ShareRow>,
}

impl Shares {
    fn share(&self, row: usize, part: usize) -> f64 {
        let shares = self.rows.get(row).map(|row| &row.shares);
        shares
            .and_then(|shares| shares.get(part).copied())
            .unwrap_or(f64::NAN)
    }

    fn shares(&self, row: usize) -> impl Iterator<Item = f64> + '_ {
        (0..self.parts.len()).map(move |part| self.share(row, part))
    }

    /// How far the longest bar reaches to the left and to the right of zero.
    fn reach(&self) -> (f64, f64) {
        let sum = |row: usize, sign: f64| -> f64 {
            self.shares(row)
                .filter(|s| s.is_finite())
                .map(|s| (s * sign).max(0.0))
                .sum()
        };
        let largest = |sign: f64| (0..self.rows.len()).fold(0.0, |m: f64, r| m.max(sum(r, sign)));
        (largest(-1.0), largest(1.0))
    }

    fn draw_row(&self, drawing: &mut Drawing, sheet: &Sheet, row: usize, top: f64, unit_px: f64) {
        let label = one_line(&self.rows[row].label);
        let label = shortened(&label, drawing.width_px, LABEL_PX, sheet.measure);
        let at = Vec2::new(0.0, top + LINE_PX / 2.0);
        drawing.write(sheet.text(&label, at, Align::Start, Paint::Ink));
        let zero = self.reach().0 * unit_px;
        let (mut left, mut right) = (zero, zero);
        let (upper, lower) = (top + LINE_PX + 2.0, top + LINE_PX + 2.0 + BAR_PX);
        for (part, share) in self.shares(row).enumerate() {
            if !share.is_finite() {
                continue;
            }
            let length = share * unit_px;
            let (from, to) = if share < 0.0 {
                left += length;
                (left, left - length)
            } else {
                right += length;
                (right - length, right)
            };
            let rect = Rect::from_corners(Vec2::new(from, upper), Vec2::new(to, lower));
            drawing.fill(rect, series_paint(part));
            drawing.spots.push(Spot {
                area: Area::Rect(rect),
                datum: (row, part),
            });
            let words = wording::part(share);
            if sheet.label_width(&words) + 2.0 * INSET_PX <= rect.width() {
                let paint = readable_on(series_paint(part));
                drawing.write(sheet.text(&words, rect.center(), Align::Middle, paint));
            }
        }
        if zero > 0.0 {
            let line = Shape::upright_line(zero, upper - 3.0, lower + 3.0, Paint::Ink);
            drawing.shapes.push(line);
        }
    }
}

/// Black or white, whichever is further from the colour.
fn readable_on(paint: Paint) -> Paint {
    let Rgb { r, g, b } = paint.rgb(&Theme::LIGHT);
    let luma = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
    Paint::Fixed(Rgb::from_hex(if luma > 128_000 { 0 } else { 0x00FF_FFFF }))
}

impl Figure for Shares {
    fn drawing(&self, sheet: &Sheet) -> Drawing {
        let shares = || (0..self.rows.len()).flat_map(|row| self.shares(row));
        let (below, above) = self.reach();
        let whole = below + above;
        if !(whole > 0.0 && whole.is_finite()) {
            return Drawing::sentence(sheet, &self.title, &Drawn::NoShares);
        }
        let parts = self.parts.clone();
        let mut drawing = Drawing::new(sheet, &self.title, &Drawn::Shares { parts });
        let n_missing = shares().filter(|s| !s.is_finite()).count();
        drawing.lack(missing(n_missing, shares().count()));
        let entries: Vec<(Paint, String)> = (0..self.parts.len())
            .map(|part| (series_paint(part), self.entry(part)))
            .collect();
        let mut top = legend(&mut drawing, sheet, (0.0, 0.0), &entries) + 4.0;
        let unit_px = drawing.width_px / whole;
        for row in 0..self.rows.len() {
            self.draw_row(&mut drawing, sheet, row, top, unit_px);
            top += LINE_PX + 2.0 + BAR_PX + ROW_GAP_PX;
        }
        drawing.height_px = top - ROW_GAP_PX + 4.0;
        drawing
    }

    fn words(&self, (row, part): Datum) -> Option<String> {
        let (label, name) = (&self.rows.get(row)?.label, self.parts.get(part)?);
        let share = self.share(row, part);
        let said = if share.is_finite() {
            wording::part(share)
        } else {
            "missing".to_owned()
        };
        Some(format!("{}: {} {said}", one_line(label), one_line(name)))
    }

    fn numbers(&self) -> TextTable {
        let headers = std::iter::once("Score".to_owned()).chain(self.parts.iter().cloned());
        let mut table = TextTable::new(self.title.clone(), headers);
        for (i, row) in self.rows.iter().enumerate() {
            let shares = self
                .shares(i)
                .map(|share| TextCell::number(share, wording::part(share)));
            table.push(std::iter::once((&row.label).into()).chain(shares));
        }
        table
    }
}

impl Shares {
    /// A part in the legend; with its share where there is but one score.
    fn entry(&self, part: usize) -> String {
        let name = one_line(&self.parts[part]);
        match self.rows.len() {
            1 => format!("{name} {}", wording::part(self.share(0, part))),
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::laws::{checked, hostile_titles, words_of};
    use super::*;

    fn cosine(shares: &[f64]) -> Shares {
        Shares {
            title: "What the score is made of".to_owned(),
            parts: ["Danceability", "Energy", "Valence", "Tempo"]
                .map(str::to_owned)
                .to_vec(),
            rows: vec![ShareRow {
                label: "As It Was: 0.999995".to_owned(),
                shares: shares.to_vec(),
            }],
        }
    }

    fn bars(figure: &Shares, drawing: &Drawing) -> Vec<Rect> {
        let area = |spot: &Spot| match spot.area {
            Area::Rect(rect) => rect,
            _ => Rect::default(),
        };
        assert_eq!(drawing.spots.len(), figure.rows.len() * figure.parts.len());
        drawing.spots.iter().map(area).collect()
    }

    #[test]
    fn parts_are_as_long_as_their_shares_and_fill_the_bar() {
        let figure = cosine(&[0.25, 0.05, 0.1, 0.6]);
        for drawing in checked(&figure) {
            let bars = bars(&figure, &drawing);
            for (bar, share) in bars.iter().zip(&figure.rows[0].shares) {
                assert!((bar.width() / drawing.width_px - share).abs() < 1e-9);
                assert!(drawing.hit(bar.center()).is_some());
            }
            assert!((bars[3].max.x - drawing.width_px).abs() < 1e-9);
            assert!(words_of(&drawing).contains(&"Tempo 60.0 %"));
        }
        assert_eq!(
            figure.words((0, 3)).unwrap(),
            "As It Was: 0.999995: Tempo 60.0 %"
        );
    }

    #[test]
    fn what_works_against_a_score_lies_left_of_zero() {
        let figure = cosine(&[0.7, -0.2, 0.5, 0.0]);
        for drawing in checked(&figure) {
            let bars = bars(&figure, &drawing);
            let zero = bars[1].max.x;
            assert!(bars[1].min.x.abs() < 1e-9 && (bars[0].min.x - zero).abs() < 1e-9);
            assert!((bars[2].max.x - drawing.width_px).abs() < 1e-9);
        }
        assert_eq!(figure.numbers().rows[0][2], "\u{2212}20.0 %");
    }

    #[test]
    fn nonsense_and_hostile_names_stay_in_their_place() {
        let sentence = ["There is no score to divide here yet."];
        for shares in [vec![], vec![0.0; 4], vec![f64::NAN; 4], vec![1e308; 4]] {
            assert_eq!(words_of(&checked(&cosine(&shares))[0]), sentence);
        }
        let mut figure = cosine(&[0.1, f64::NAN, 0.4, 0.5]);
        figure.parts = hostile_titles();
        for title in hostile_titles() {
            figure.rows.push(ShareRow {
                label: title,
                shares: vec![0.3; 4],
            });
        }
        checked(&figure);
    }
}
