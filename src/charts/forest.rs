//! Effects with their intervals, one row per claim, and the line where there is no effect.

use serde::{Deserialize, Serialize};

use super::Figure;
use super::axis::{LEVEL_ROOM_PX, Scale, level_axis, level_ticks, level_title};
use super::drawing::{Area, Datum, Drawing, LABEL_PX, LINE_PX, Sheet, Spot};
use super::shape::{Align, Paint, Shape};
use super::text::{one_line, wrapped};
use crate::data::{TextCell, TextTable};
use crate::draw::{Rect, Vec2};
use crate::sentences::Drawn;
use crate::wording::spoken;

/// From this width on words stand beside the intervals, otherwise above them.
const WIDE_PX: f64 = 620.0;
/// Of a wide sheet, the part for the claims, and that for what was found.
const LABEL_PART: f64 = 0.34;
const FINDING_PART: f64 = 0.24;
const GAP_PX: f64 = 16.0;
/// Between rows.
const ROW_GAP_PX: f64 = 10.0;
const N_LABEL_LINES: usize = 3;
const INTERVAL_PX: f64 = 2.0;
const DOT_PX: f64 = 4.5;
const END_PX: f64 = 4.0;

/// One claim and what was measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForestRow {
    /// The claim.
    pub label: String,
    /// The effect; NaN where it could not be measured.
    pub effect: f64,
    /// The lower end of its interval.
    pub lo: f64,
    /// The upper end of its interval.
    pub hi: f64,
    /// "supported", "not supported", "too few tracks", "not measured".
    pub verdict: String,
}

impl ForestRow {
    fn is_measured(&self) -> bool {
        self.effect.is_finite() && self.lo.is_finite() && self.hi.is_finite()
    }

    /// Whether the interval leaves out zero.
    fn is_clear(&self) -> bool {
        self.lo > 0.0 || self.hi < 0.0
    }

    /// "0.42 (0.1 to 0.7), supported".
    fn finding(&self) -> String {
        let measured = self.is_measured().then(|| {
            let [effect, lo, hi] = [self.effect, self.lo, self.hi].map(spoken);
            format!("{effect} ({lo} to {hi})")
        });
        let verdict = one_line(&self.verdict);
        let parts = [measured.unwrap_or_default(), verdict];
        let said: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|s| !s.is_empty())
            .collect();
        said.join(", ")
    }
}

/// Rows of effects. A [`Datum`] is (row, 0).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forest {
    /// Names the figure.
    pub title: String,
    /// What an effect is, and in which unit.
    pub x_title: String,
    /// The claims.
    pub rows: Vec<ForestRow>,
}

/// The columns of the sheet: claims, intervals, findings. On a narrow sheet all are the whole sheet.
struct Columns {
    is_wide: bool,
    label_px: f64,
    frame: (f64, f64),
    finding_px: f64,
}

impl Columns {
    fn new(width: f64) -> Self {
        let is_wide = width >= WIDE_PX;
        if is_wide {
            let (label_px, finding_px) = (LABEL_PART * width, FINDING_PART * width);
            Self {
                is_wide,
                label_px,
                frame: (label_px + GAP_PX, width - finding_px - GAP_PX),
                finding_px,
            }
        } else {
            Self {
                is_wide,
                label_px: width,
                frame: (GAP_PX, width - GAP_PX),
                finding_px: width,
            }
        }
    }
}

impl Forest {
    /// Writes a row from `top` on; gives the middle of its interval and its lower edge.
    fn write_row(
        drawing: &mut Drawing,
        sheet: &Sheet,
        columns: &Columns,
        row: &ForestRow,
        top: f64,
    ) -> (f64, f64) {
        let right = drawing.width_px;
        let label = one_line(&row.label);
        let labels = wrapped(
            &label,
            columns.label_px,
            N_LABEL_LINES,
            LABEL_PX,
            sheet.measure,
        );
        let n_findings = if columns.is_wide { 2 } else { 1 };
        let findings = wrapped(
            &row.finding(),
            columns.finding_px,
            n_findings,
            LABEL_PX,
            sheet.measure,
        );
        let (label_px, finding_px) = (
            LINE_PX * labels.len().max(1) as f64,
            LINE_PX * findings.len().max(1) as f64,
        );
        let (label_top, finding_top, middle, bottom) = if columns.is_wide {
            let height = label_px.max(finding_px);
            let centered = |size: f64| top + (height - size) / 2.0;
            (
                centered(label_px),
                centered(finding_px),
                top + height / 2.0,
                top + height,
            )
        } else {
            let below = top + label_px + finding_px;
            (top, top + label_px, below + LINE_PX / 2.0, below + LINE_PX)
        };
        let finding_x = if columns.is_wide {
            right - columns.finding_px
        } else {
            0.0
        };
        for (i, line) in labels.iter().enumerate() {
            let at = Vec2::new(0.0, label_top + LINE_PX * (i as f64 + 0.5));
            drawing.write(sheet.text(line, at, Align::Start, Paint::Ink));
        }
        for (i, line) in findings.iter().enumerate() {
            let at = Vec2::new(finding_x, finding_top + LINE_PX * (i as f64 + 0.5));
            drawing.write(sheet.text(line, at, Align::Start, Paint::Muted));
        }
        (middle, bottom)
    }

    fn draw_interval(drawing: &mut Drawing, x: &Scale, row: &ForestRow, middle: f64) {
        let paint = if row.is_clear() {
            Paint::Accent
        } else {
            Paint::Muted
        };
        let (from, to) = (x.at(row.lo.min(row.hi)), x.at(row.hi.max(row.lo)));
        let bar = |x0: f64, x1: f64, half: f64| {
            Rect::from_corners(Vec2::new(x0, middle - half), Vec2::new(x1, middle + half))
        };
        drawing.fill(bar(from, to, INTERVAL_PX / 2.0), paint);
        for end in [from, to] {
            let half = INTERVAL_PX / 2.0;
            drawing.fill(bar(end - half, end + half, END_PX), paint);
        }
        drawing.shapes.push(Shape::Disc {
            center: Vec2::new(x.at(row.effect), middle),
            radius_px: DOT_PX,
            paint,
        });
    }
}

impl Figure for Forest {
    fn drawing(&self, sheet: &Sheet) -> Drawing {
        let measured = || self.rows.iter().filter(|row| row.is_measured());
        let n_missing = self.rows.len() - measured().count();
        if n_missing == self.rows.len() {
            return Drawing::sentence(sheet, &self.title, &Drawn::NoEffect);
        }
        let of = self.x_title.clone();
        let mut drawing = Drawing::new(sheet, &self.title, &Drawn::Effects { of });
        if n_missing > 0 {
            drawing.lack(Some(Drawn::NotMeasured {
                n: n_missing,
                of: self.rows.len(),
            }));
        }
        let columns = Columns::new(drawing.width_px);
        let ends = measured().flat_map(|row| [row.lo, row.hi, row.effect, 0.0]);
        let (lo, hi) = Scale::range_of(ends, false);
        let x = Scale::new(lo, hi, columns.frame.0, columns.frame.1);
        // The line of no effect lies below what is drawn over it; how far down it goes is known at the end.
        let zero_at = drawing.shapes.len();
        let zero = |from: f64, to: f64| Shape::upright_line(x.at(0.0), from, to, Paint::Muted);
        let mut top = 0.0;
        for (i, row) in self.rows.iter().enumerate() {
            let (middle, bottom) = Self::write_row(&mut drawing, sheet, &columns, row, top);
            if !columns.is_wide {
                // Words stand on the whole width: the line keeps to the intervals.
                drawing.shapes.push(zero(bottom - LINE_PX, bottom));
            }
            if row.is_measured() {
                Self::draw_interval(&mut drawing, &x, row, middle);
            }
            let rect = Rect::from_corners(
                Vec2::new(0.0, top),
                Vec2::new(drawing.width_px, bottom + ROW_GAP_PX),
            );
            drawing.spots.push(Spot {
                area: Area::Rect(rect),
                datum: (i, 0),
            });
            top = bottom + ROW_GAP_PX;
        }
        let frame = Rect::from_corners(
            Vec2::new(columns.frame.0, 0.0),
            Vec2::new(columns.frame.1, top),
        );
        if columns.is_wide {
            drawing.shapes.insert(zero_at, zero(0.0, top));
        }
        let ticks = level_ticks(&x);
        level_axis(&mut drawing, sheet, &x, frame, "", &ticks);
        let whole = (0.0, drawing.width_px);
        level_title(&mut drawing, sheet, &self.x_title, frame, whole);
        drawing.height_px = top + LEVEL_ROOM_PX;
        drawing
    }

    fn words(&self, (row, _): Datum) -> Option<String> {
        let row = self.rows.get(row)?;
        Some(format!("{}: {}", one_line(&row.label), row.finding()))
    }

    fn numbers(&self) -> TextTable {
        let headers = ["Claim", &self.x_title, "From", "To", "Verdict"];
        let mut table = TextTable::new(self.title.clone(), headers);
        for row in &self.rows {
            let [effect, lo, hi] = [row.effect, row.lo, row.hi].map(TextCell::three_digits);
            table.push([(&row.label).into(), effect, lo, hi, (&row.verdict).into()]);
        }
        table
    }
}
