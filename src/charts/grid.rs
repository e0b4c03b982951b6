//! Rows and columns of spectrograms with their names below them.

use serde::{Deserialize, Serialize};

use super::Figure;
use super::drawing::{Area, Datum, Drawing, LABEL_PX, LINE_PX, Sheet, Spot};
use super::picture::Picture;
use super::shape::{Align, Paint, Shape};
use super::text::{one_line, shortened, wrapped};
use crate::data::TextTable;
use crate::draw::{Rect, Vec2};
use crate::sentences::Drawn;

/// Pictures are at least this wide, as long as two fit side by side.
const LEAST_WIDTH_PX: f64 = 120.0;
const GAP_PX: f64 = 16.0;
const HEADING_PX: f64 = 14.0;

/// A track with its picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The spectrogram; `None` where there is none.
    pub picture: Option<Picture>,
    /// First line below it.
    pub title: String,
    /// Second line; empty for none.
    pub artist: String,
    /// Third line, the value that the figure is about; empty for none.
    pub value: String,
}

/// Tracks under a heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CardGroup {
    /// "Low", "High"; empty for none.
    pub heading: String,
    /// From left to right, then the next row.
    pub cards: Vec<Card>,
}

/// Pictures in rows and columns. A [`Datum`] is (section, card).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PictureGrid {
    /// Names the figure.
    pub title: String,
    /// What the third line of a card is: "Popularity".
    pub value_title: String,
    /// One below the other.
    pub sections: Vec<CardGroup>,
    /// Columns on a sheet that is wide enough.
    pub n_columns: usize,
    /// Width of a picture over its height; 1 for what is no ratio.
    pub aspect: f64,
}

/// Sizes of the cells.
struct Cells {
    n_columns: usize,
    width: f64,
    picture_height: f64,
    /// Of the longest words below a picture.
    n_lines: usize,
}

impl Cells {
    /// Height of a cell, with the gap below it.
    fn pitch(&self) -> f64 {
        self.picture_height + 4.0 + LINE_PX * self.n_lines as f64 + GAP_PX
    }
}

impl PictureGrid {
    fn cards(&self) -> impl Iterator<Item = &Card> {
        self.sections.iter().flat_map(|section| &section.cards)
    }

    fn cells(&self, sheet: &Sheet) -> Cells {
        let width = sheet.width();
        let fitting = ((width + GAP_PX) / (LEAST_WIDTH_PX + GAP_PX)) as usize;
        let n_columns = self.n_columns.min(fitting).max(1);
        let cell_width = (width + GAP_PX) / n_columns as f64 - GAP_PX;
        let aspect = if (0.1..=10.0).contains(&self.aspect) {
            self.aspect
        } else {
            1.0
        };
        let lines = |card| words_below(sheet, card, cell_width).len();
        Cells {
            n_columns,
            width: cell_width,
            picture_height: (cell_width / aspect).round(),
            n_lines: self.cards().map(lines).max().unwrap_or(0),
        }
    }

    fn draw_card(drawing: &mut Drawing, sheet: &Sheet, cells: &Cells, card: &Card, min: Vec2) {
        let place = Rect::from_corners(
            min,
            Vec2::new(min.x + cells.width, min.y + cells.picture_height),
        );
        let shown = card.picture.as_ref().filter(|picture| picture.is_shown());
        if let Some(picture) = shown {
            drawing.shapes.push(Shape::Picture {
                rect: place,
                picture: picture.clone(),
            });
        } else {
            drawing.fill(place, Paint::Line);
            let words = shortened("no picture", cells.width, LABEL_PX, sheet.measure);
            drawing.write(sheet.text(&words, place.center(), Align::Middle, Paint::Muted));
        }
        for (i, (line, paint)) in words_below(sheet, card, cells.width).iter().enumerate() {
            let at = Vec2::new(min.x, place.max.y + 4.0 + LINE_PX * (i as f64 + 0.5));
            drawing.write(sheet.text(line, at, Align::Start, *paint));
        }
    }
}

/// The lines below a picture: the title on two lines at most, the artist and the value on one each.
fn words_below(sheet: &Sheet, card: &Card, width: f64) -> Vec<(String, Paint)> {
    let lines = |words: &String, n_lines: usize, paint: Paint| {
        let lines = wrapped(&one_line(words), width, n_lines, LABEL_PX, sheet.measure);
        lines.into_iter().map(move |line| (line, paint))
    };
    lines(&card.title, 2, Paint::Ink)
        .chain(lines(&card.artist, 1, Paint::Muted))
        .chain(lines(&card.value, 1, Paint::Muted))
        .collect()
}

impl Figure for PictureGrid {
    fn drawing(&self, sheet: &Sheet) -> Drawing {
        let n_cards = self.cards().count();
        if n_cards == 0 {
            return Drawing::sentence(sheet, &self.title, &Drawn::NoCards);
        }
        let n_missing = self.cards().filter(|card| card.picture.is_none()).count();
        let n = n_cards - n_missing;
        let mut drawing = Drawing::new(sheet, &self.title, &Drawn::Spectrograms { n });
        if n_missing > 0 {
            drawing.lack(Some(Drawn::CardsWithoutPicture {
                n: n_missing,
                of: n_cards,
            }));
        }
        let cells = self.cells(sheet);
        let mut top = 0.0;
        for (section_index, section) in self.sections.iter().enumerate() {
            let heading = one_line(&section.heading);
            if !heading.is_empty() && !section.cards.is_empty() {
                let heading = shortened(&heading, drawing.width_px, HEADING_PX, sheet.measure);
                let at = Vec2::new(0.0, top + LINE_PX / 2.0 + 2.0);
                let mut text = sheet.text(&heading, at, Align::Start, Paint::Ink);
                text.size_px = HEADING_PX;
                text.width_px = (sheet.measure)(&text.text, HEADING_PX);
                drawing.write(text);
                top += LINE_PX + 8.0;
            }
            for (i, card) in section.cards.iter().enumerate() {
                let min = Vec2::new(
                    (i % cells.n_columns) as f64 * (cells.width + GAP_PX),
                    top + (i / cells.n_columns) as f64 * cells.pitch(),
                );
                Self::draw_card(&mut drawing, sheet, &cells, card, min);
                let max = Vec2::new(min.x + cells.width, min.y + cells.pitch() - GAP_PX);
                drawing.spots.push(Spot {
                    area: Area::Rect(Rect { min, max }),
                    datum: (section_index, i),
                });
            }
            top += section.cards.len().div_ceil(cells.n_columns) as f64 * cells.pitch();
        }
        drawing.height_px = top - GAP_PX + 4.0;
        drawing
    }

    fn words(&self, (section, card): Datum) -> Option<String> {
        let card = self.sections.get(section)?.cards.get(card)?;
        let lines = [&card.title, &card.artist, &card.value];
        let said: Vec<String> = lines
            .iter()
            .map(|line| one_line(line))
            .filter(|line| !line.is_empty())
            .collect();
        Some(said.join(" - "))
    }

    fn numbers(&self) -> TextTable {
        let headers = ["Group", "Title", "Artist", &self.value_title];
        let mut table = TextTable::new(self.title.clone(), headers);
        for section in &self.sections {
            for card in &section.cards {
                table.push([&section.heading, &card.title, &card.artist, &card.value]);
            }
        }
        table
    }
}
