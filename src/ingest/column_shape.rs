//! How most cells of a column write their numbers. In: the cells. Out: their [`Shape`], and the numbers of cells that have
//! another.

use super::{negative, shape};
use crate::data::{Decimal, Shape, TextColumn, is_missing_mark};

/// Cells that tell the shape of a column.
const N_SHAPE: usize = 100;

/// The shape that most of the first present cells have, or that they have together. A bare 0 fits all.
pub(super) fn common_shape(text: &TextColumn, decimal: Decimal) -> Shape {
    let mut shapes: Vec<(Shape, usize)> = Vec::new();
    let present = text.iter().filter(|cell| !is_missing_mark(cell));
    for cell in present.take(N_SHAPE) {
        let is_zero = || shape::parse(cell, &Shape::Plain, decimal) == Some(0.0);
        let inner = || shape::of(&negative::bare(cell)?, decimal);
        let Some(shape) = shape::of(cell, decimal).or_else(inner) else {
            continue;
        };
        if shape == Shape::Plain && is_zero() {
            continue;
        }
        match shapes.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, count)) => *count += 1,
            None => shapes.push((shape, 1)),
        }
    }
    let all: Vec<&Shape> = shapes.iter().map(|(shape, _)| shape).collect();
    if let Some(shape) = shape::together(&all) {
        return shape;
    }
    // The first of equals; one cell alone is no habit.
    let most = shapes.iter().map(|&(_, count)| count).max().unwrap_or(0);
    let common = shapes
        .into_iter()
        .find(|&(_, count)| count == most && count > 1);
    common.map_or(Shape::Plain, |(shape, _)| shape)
}

/// The number in a cell of another shape than its column has, where a person says that it is one: of one unit only, and
/// none beside another unit.
pub(super) fn beside(
    cell: &str,
    shape: &Shape,
    decimal: Decimal,
    other_unit: &mut Option<Shape>,
) -> Option<f64> {
    let found = shape::of(cell, decimal)?;
    if matches!(found, Shape::Unit(_)) {
        let is_known = *other_unit.get_or_insert_with(|| found.clone()) == found;
        if !is_known || matches!(shape, Shape::Unit(_)) {
            return None;
        }
    }
    shape::parse(cell, &found, decimal)
}
