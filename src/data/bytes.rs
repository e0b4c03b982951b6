//! Samples whose features are bytes, as the pixels of pictures are: an eighth of what their numbers would take.
//!
//! The pictures are shared, not copied; a number is made when it is read.

use std::sync::Arc;

use wide::f64x8;

use crate::vectors::{EIGHT, Repeat, eight};

/// Rows of bytes, and what turns a byte into a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bytes {
    /// One per sample, all of the same length.
    rows: Vec<Arc<[u8]>>,
    /// What is taken off each feature, and what it is then divided by; `None` where the number is the byte.
    standards: Option<Standards>,
}

#[derive(Clone, Debug, PartialEq)]
struct Standards {
    mean: Vec<f64>,
    scale: Vec<f64>,
}

impl Bytes {
    pub(super) fn new(rows: Vec<Arc<[u8]>>) -> Self {
        Self {
            rows,
            standards: None,
        }
    }

    /// Takes `mean` off each feature and divides it by `scale`, from now on; false where that was done before.
    pub(super) fn standardise(&mut self, mean: &[f64], scale: &[f64]) -> bool {
        let is_raw = self.standards.is_none();
        if is_raw {
            let (mean, scale) = (mean.to_vec(), scale.to_vec());
            self.standards = Some(Standards { mean, scale });
        }
        is_raw
    }

    pub(super) fn select(&self, indices: &[usize]) -> Self {
        Self {
            rows: indices.iter().map(|&i| self.rows[i].clone()).collect(),
            standards: self.standards.clone(),
        }
    }

    /// The numbers of sample `i`.
    pub(super) fn row(&self, i: usize) -> Vec<f64> {
        let bytes = self.rows[i].iter().map(|&byte| f64::from(byte));
        match &self.standards {
            None => bytes.collect(),
            Some(Standards { mean, scale }) => bytes
                .zip(mean.iter().zip(scale))
                .map(|(x, (mean, scale))| (x - mean) / scale)
                .collect(),
        }
    }

    /// The numbers of up to eight samples from `first` on, less `origin`, feature by feature; zeros where there is no such
    /// sample.
    pub(super) fn lanes(&self, first: usize, origin: &[f64], lanes: &mut [[f64; EIGHT]]) {
        let there = self.rows.len().saturating_sub(first).min(EIGHT);
        let Some(last) = there.checked_sub(1) else {
            return lanes.fill([0.0; EIGHT]);
        };
        // The last sample again where there are no more: what is made of it is cleared below.
        let rows: [usize; EIGHT] = std::array::from_fn(|i| first + i.min(last));
        let d = lanes.len();
        let (rows, origin) = (eight(rows, |row| &self.rows[row][..d]), &origin[..d]);
        for (j, (lane, &origin)) in lanes.iter_mut().zip(origin).enumerate() {
            let mut numbers = f64x8::new(eight(rows, |row| f64::from(row[j])));
            if let Some(Standards { mean, scale }) = &self.standards {
                numbers = (numbers - f64x8::repeat(mean[j])) / f64x8::repeat(scale[j]);
            }
            *lane = (numbers - f64x8::repeat(origin)).to_array();
        }
        if there < EIGHT {
            for lane in lanes {
                lane[there..].fill(0.0);
            }
        }
    }
}
