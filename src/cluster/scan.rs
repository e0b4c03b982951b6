//! How many clusters: k-means for every k offered, with inertia and silhouette of each, and a suggestion that says why.
//! In: samples. Out: one row a k.
//!
//! The silhouette chooses (Rousseeuw 1987); what counts as no structure is that of Kaufman and Rousseeuw, "Finding Groups
//! in Data", 1990, table 4.

use serde::{Deserialize, Serialize};

use super::k_means::{K_RANGE, KMeansFit, KMeansParams};
use super::silhouette::SilhouetteFit;
use crate::data::Matrix;
use crate::embed::Iterative;
use crate::progress::{Progress, Stage};
use crate::sentences::{Suggested, text};

/// A mean silhouette below this: "no substantial structure has been found".
const NO_STRUCTURE: f64 = 0.25;
/// Silhouettes this near to the highest are named too.
const CLOSE: f64 = 0.025;

/// How k-means is run for each k.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanParams {
    /// Starts; the best is kept.
    pub n_init: usize,
    /// numpy's `random_state`.
    pub random_state: u32,
}

/// One number of clusters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScanRow {
    /// How many clusters.
    pub k: usize,
    /// Sum of squared distances to the centroids, of the best start.
    pub inertia: f64,
    /// The same of the first start alone: what the notebook's single start gives.
    pub inertia_of_one_start: f64,
    /// How much the other starts gained over the first, in percent of its inertia; 0 or more.
    pub gain_percent: f64,
    /// Mean silhouette, -1 to 1; `None` where it is undefined.
    pub silhouette: Option<f64>,
}

/// What to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The k with the highest silhouette; `None` when no grouping could be measured.
    pub k: Option<usize>,
    /// Is that silhouette high enough to speak of groups?
    pub stands_out: bool,
    /// Why, in one or two sentences.
    pub sentence: String,
}

/// The whole scan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scan {
    /// How k-means was run.
    pub params: ScanParams,
    /// One row a k, ascending.
    pub rows: Vec<ScanRow>,
    /// Samples that were grouped.
    pub n_samples: usize,
    /// Samples whose silhouette was measured: all, or a seeded sample of a large collection.
    pub n_measured: usize,
    /// What to choose.
    pub suggestion: Suggestion,
}

/// A scan on its way: a step is a step of one k-means, or a few rows of distances.
pub struct ScanFit {
    params: ScanParams,
    n_samples: usize,
    /// The next k to fit.
    next_k: usize,
    fit: Option<Box<KMeansFit>>,
    rows: Vec<ScanRow>,
    labels: Vec<Vec<usize>>,
    silhouettes: Option<SilhouetteFit>,
}

impl ScanFit {
    /// Prepares a scan of `n_samples` samples: every k of [`K_RANGE`] up to their number.
    pub fn new(params: ScanParams, n_samples: usize) -> Self {
        Self {
            params,
            n_samples,
            next_k: *K_RANGE.start(),
            fit: None,
            rows: Vec::new(),
            labels: Vec::new(),
            silhouettes: None,
        }
    }

    fn last_k(&self) -> usize {
        (*K_RANGE.end()).min(self.n_samples)
    }

    /// How far it is: groupings found, of those to find, and the silhouettes as one more.
    pub fn progress(&self) -> Progress {
        Progress {
            stage: Stage::Scan,
            done: self.rows.len(),
            total: (self.last_k() + 1).saturating_sub(*K_RANGE.start()) + 1,
        }
    }

    fn keep(&mut self, fit: &KMeansFit, data: &Matrix) {
        let Some(best) = fit.finish(data) else {
            return;
        };
        let first = fit.first_inertia().unwrap_or(best.inertia);
        self.rows.push(ScanRow {
            k: fit.params().n_clusters,
            inertia: best.inertia,
            inertia_of_one_start: first,
            gain_percent: gain_percent(first, best.inertia),
            silhouette: None,
        });
        self.labels.push(best.labels);
    }
}

impl Iterative for ScanFit {
    type Fitted = Scan;

    fn step(&mut self, data: &Matrix) -> bool {
        if let Some(mut fit) = self.fit.take() {
            if fit.step(data) {
                self.keep(&fit, data);
            } else {
                self.fit = Some(fit);
            }
            return false;
        }
        if self.next_k <= self.last_k() {
            let params = KMeansParams {
                n_clusters: self.next_k,
                n_init: self.params.n_init,
                random_state: self.params.random_state,
            };
            // Every k of the range is possible: it is at most the number of samples.
            self.fit = KMeansFit::new(params, data).ok().map(Box::new);
            self.next_k += 1;
            return false;
        }
        let labels: Vec<&[usize]> = self.labels.iter().map(Vec::as_slice).collect();
        self.silhouettes
            .get_or_insert_with(|| SilhouetteFit::new(self.n_samples, &labels))
            .step(data)
    }

    fn finish(&self, data: &Matrix) -> Scan {
        let measured = self.silhouettes.as_ref();
        let silhouettes = measured.map_or_else(Vec::new, |fit| fit.finish(data));
        let mut rows = self.rows.clone();
        for (row, silhouette) in rows.iter_mut().zip(silhouettes) {
            row.silhouette = silhouette;
        }
        let n_measured = measured.map_or(0, SilhouetteFit::n_measured);
        Scan {
            params: self.params,
            suggestion: suggest(&rows, n_measured, self.n_samples),
            rows,
            n_samples: self.n_samples,
            n_measured,
        }
    }
}

/// How much all starts gained over the first, in percent of its inertia; 0 or more.
pub fn gain_percent(of_one_start: f64, of_best: f64) -> f64 {
    if of_one_start > 0.0 {
        (1.0 - of_best / of_one_start).max(0.0) * 100.0
    } else {
        0.0
    }
}

impl Scan {
    /// Why its number of clusters is suggested.
    pub fn why(&self) -> Vec<Suggested> {
        why(&self.rows, self.n_measured, self.n_samples)
    }
}

/// The k with the highest silhouette, the smallest of equals; `None` where none was measured.
fn highest(rows: &[ScanRow]) -> Option<(usize, f64)> {
    let measured = rows.iter().filter_map(|row| Some((row.k, row.silhouette?)));
    measured.reduce(|best, row| if row.1 > best.1 { row } else { best })
}

fn suggest(rows: &[ScanRow], n_measured: usize, n_samples: usize) -> Suggestion {
    let highest = highest(rows);
    Suggestion {
        k: highest.map(|(k, _)| k),
        stands_out: highest.is_some_and(|(_, silhouette)| silhouette >= NO_STRUCTURE),
        sentence: text(why(rows, n_measured, n_samples)),
    }
}

fn why(rows: &[ScanRow], n_measured: usize, n_samples: usize) -> Vec<Suggested> {
    let Some((k, value)) = highest(rows) else {
        return vec![Suggested::TooFewToGroup];
    };
    let close = rows
        .iter()
        .filter_map(|row| Some((row.k, row.silhouette?)))
        .filter(|(other, silhouette)| *other != k && value - silhouette <= CLOSE)
        .collect();
    let mut sentences = vec![if value >= NO_STRUCTURE {
        Suggested::HighestSilhouette { k, value, close }
    } else {
        Suggested::NoGroupingStandsOut {
            k,
            value,
            least: NO_STRUCTURE,
            close,
        }
    }];
    if n_measured < n_samples {
        sentences.push(Suggested::SilhouettesOfSome {
            n_measured,
            n_samples,
        });
    }
    sentences
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
