//! Pictures in rows: figures of so few that each fits on a page beside its heading.

use super::super::contents::Block;
use crate::charts::{CardGroup, PictureGrid};

/// Rows of pictures in one figure. A higher figure would be made smaller on paper, and its letters with it.
const MOST_ROWS: usize = 2;
/// A picture that is narrower than this part of its height is drawn wider.
const LEAST_ASPECT: f64 = 0.75;

/// Pictures side by side: a row on a page. The body shows one row of a list, the appendix the others.
pub(super) const N_COLUMNS: usize = 5;
/// The same pictures as one figure or, where they are many, as several. The caption stands below the last.
pub(super) fn figures(grid: &PictureGrid, caption: &str) -> Vec<Block> {
    let n_each = MOST_ROWS * grid.n_columns.max(1);
    let mut groups: Vec<Vec<CardGroup>> = vec![Vec::new()];
    let mut n_rows = 0;
    for group in &grid.sections {
        for (i, cards) in group.cards.chunks(n_each).enumerate() {
            let rows = cards.len().div_ceil(grid.n_columns.max(1));
            if n_rows > 0 && n_rows + rows > MOST_ROWS {
                groups.push(Vec::new());
                n_rows = 0;
            }
            n_rows += rows;
            let heading = if i == 0 {
                group.heading.clone()
            } else {
                String::new()
            };
            if let Some(last) = groups.last_mut() {
                last.push(CardGroup {
                    heading,
                    cards: cards.to_vec(),
                });
            }
        }
    }
    let n = groups.len();
    let figure = |(i, sections)| {
        let figure = PictureGrid {
            title: grid.title.clone(),
            value_title: grid.value_title.clone(),
            sections,
            n_columns: grid.n_columns,
            aspect: grid.aspect.max(LEAST_ASPECT),
        };
        Block::figure(figure, if i + 1 == n { caption } else { "" })
    };
    groups.into_iter().enumerate().map(figure).collect()
}
