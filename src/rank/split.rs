//! The collection in two: rows low and rows high in one numeric column, a seeded sample of each, and what their
//! pictures look like. In: the joined collection. Out: two sides and the difference of their mean pictures.

use serde::{Deserialize, Serialize};

use super::brightness::{MeanPicture, difference_picture, mean_picture};
use super::rows::{Entry, Row, Scope, numbers_of};
use crate::data::Catalog;
use crate::error::AnalysisError;
use crate::rng::Mt19937;
use crate::sentences::Ranked;
use crate::stats::{in_order, median, quantile};
use crate::wording::{readable, three_digits};

/// Where low ends and high begins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Threshold {
    /// Low lies below the median, high at or above it: the notebook's rule.
    Median,
    /// Low lies below the first quartile, high above the third; what is between takes no part.
    Quartiles,
    /// Low lies below this number, high at or above it.
    Typed(f64),
}

/// What is split, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SplitParams {
    /// A numeric column.
    pub column: String,
    /// Where it is cut.
    pub threshold: Threshold,
    /// Which rows take part.
    pub scope: Scope,
    /// Rows drawn from each side.
    pub sample_size: usize,
    /// pandas' `random_state`; another seed draws again.
    pub seed: u32,
}

impl SplitParams {
    /// The notebook's: median of `column`, `.sample(5, random_state=1)`.
    pub fn of(column: &str, scope: Scope) -> Self {
        Self {
            column: column.to_owned(),
            threshold: Threshold::Median,
            scope,
            sample_size: 5,
            seed: 1,
        }
    }
}

/// One side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// "energy below 0.547".
    pub rule: String,
    /// Rows on this side.
    pub count: usize,
    /// Median of the column on this side; `None` when nothing is here.
    pub median: Option<f64>,
    /// The drawn rows, in the order of the draw; all rows in file order when there are too few to draw from.
    pub sample: Vec<Entry>,
    /// Are these all rows on this side?
    pub is_everything: bool,
    /// The tracks on this side that have a picture, by position in the catalogue.
    pub tracks: Vec<usize>,
    /// What their pictures look like together; `None` when there is none.
    pub picture: Option<MeanPicture>,
}

/// The collection in two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// What was split, and how.
    pub params: SplitParams,
    /// Median of the column over all rows that have a number; `None` when none has.
    pub median: Option<f64>,
    /// Low lies below this.
    pub low_below: Option<f64>,
    /// High begins here, with it unless the threshold is quartiles.
    pub high_from: Option<f64>,
    /// The low side.
    pub low: Side,
    /// The high side.
    pub high: Side,
    /// Rows between the quartiles.
    pub between: usize,
    /// Rows left out because the number is missing.
    pub missing: usize,
    /// Mean luma of the high side less that of the low side, pixel by pixel, -255 to 255; `None` unless both have pictures.
    pub difference: Option<Vec<f64>>,
}

/// Splits the rows of the table.
pub fn split(catalog: &Catalog, params: &SplitParams) -> Result<Split, AnalysisError> {
    if let Threshold::Typed(value) = params.threshold
        && !value.is_finite()
    {
        return Err(AnalysisError::OutOfRange {
            name: "The threshold",
            range: "a number".into(),
            value: value.to_string(),
        });
    }
    let (rows, missing) = numbers_of(catalog, params.scope, &params.column)?;
    let sorted = in_order(rows.iter().map(|(_, x)| *x));
    let middle = median(&sorted);
    let (low_below, high_from) = match params.threshold {
        Threshold::Median => (middle, middle),
        Threshold::Quartiles => (quantile(&sorted, 0.25), quantile(&sorted, 0.75)),
        Threshold::Typed(value) => (Some(value), Some(value)),
    };
    let open = params.threshold == Threshold::Quartiles;
    let is_low = |x: f64| low_below.is_some_and(|cut| x < cut);
    let is_high = |x: f64| high_from.is_some_and(|cut| if open { x > cut } else { x >= cut });
    let select = |is_inside: &dyn Fn(f64) -> bool| -> Vec<(Row, f64)> {
        rows.iter()
            .copied()
            .filter(|(_, x)| is_inside(*x))
            .collect()
    };
    let rule = |words: &str, cut: Option<f64>| {
        let column = readable(&params.column);
        cut.map_or_else(
            || format!("no {column}"),
            |cut| format!("{column} {words} {}", three_digits(cut)),
        )
    };
    let high_words = if open { "above" } else { "at or above" };
    let low = side(catalog, params, rule("below", low_below), &select(&is_low));
    let high = side(
        catalog,
        params,
        rule(high_words, high_from),
        &select(&is_high),
    );
    Ok(Split {
        params: params.clone(),
        median: middle,
        low_below,
        high_from,
        between: rows.len() - low.count - high.count,
        missing,
        difference: high
            .picture
            .as_ref()
            .zip(low.picture.as_ref())
            .map(|(high, low)| difference_picture(high, low)),
        low,
        high,
    })
}

fn side(catalog: &Catalog, params: &SplitParams, rule: String, rows: &[(Row, f64)]) -> Side {
    let drawn: Vec<usize> = if rows.len() < params.sample_size {
        (0..rows.len()).collect()
    } else {
        Mt19937::new(params.seed).sample(rows.len(), params.sample_size)
    };
    let tracks: Vec<usize> = rows
        .iter()
        .filter_map(|(row, _)| row.track)
        .filter(|&track| catalog.spectrogram(track).is_some())
        .collect();
    Side {
        rule,
        count: rows.len(),
        median: median(&in_order(rows.iter().map(|(_, x)| *x))),
        sample: drawn
            .into_iter()
            .map(|i| rows[i].0.entry(catalog, rows[i].1))
            .collect(),
        is_everything: rows.len() <= params.sample_size,
        picture: mean_picture(catalog, tracks.iter().copied()),
        tracks,
    }
}

impl Side {
    /// What this side is and what is shown of it.
    pub fn sentence(&self) -> Ranked {
        let (rule, n) = (self.rule.clone(), self.count);
        if n == 0 {
            Ranked::SideIsEmpty { rule }
        } else if self.is_everything {
            Ranked::SideIsShown { rule, n }
        } else {
            let n_shown = self.sample.len();
            Ranked::SideIsSampled { rule, n, n_shown }
        }
    }
}

impl Split {
    /// What was left out, if anything was.
    pub fn left_out(&self) -> Option<Ranked> {
        (self.between + self.missing > 0).then(|| Ranked::OnNeitherSide {
            n_between: self.between,
            n_missing: self.missing,
            column: self.params.column.clone(),
        })
    }

    /// How bright the two sides are; `None` unless both have pictures.
    pub fn brightness(&self) -> Option<Ranked> {
        let of = |side: &Side| {
            let brightness = side.picture.as_ref()?.brightness;
            Some([brightness.whole, brightness.upper])
        };
        Some(Ranked::BrightnessOfSides {
            low: of(&self.low)?,
            high: of(&self.high)?,
        })
    }
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
