//! What further columns add to the lists: forward selection (Guyon and Elisseeff, "An Introduction to Variable and Feature
//! Selection", 2003). One column at a time is added, the one with which the nearest of one half of the tracks share their
//! label most often. What it is worth is measured on the other half, which had no say in it.
//!
//! In: values by column, and labels. Out: the columns in the order in which they were added, and shares.

use super::lists::N_NEAREST;
use super::precision::Labelled;
use crate::effort::portion;
use crate::neighbors::Metric;
use crate::rng::Mt19937;
use crate::stats::mean;

/// Tracks that are asked, in both halves together: each asks all others once for every column that could be added.
const MOST_ASKED: usize = 1000;

/// What further columns add.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gains {
    /// Mean share of a track's nearest with its label, 0 to 1, before anything is added. Like all shares here it is that of the
    /// half that had no say.
    pub share: f64,
    /// Columns that were added, as their number among the candidates, and the share with all up to this one.
    pub added: Vec<(usize, f64)>,
    /// For each track of that half by how much all added columns together change its share.
    pub differences: Vec<f64>,
    /// Tracks of the half that chose.
    pub n_chose: usize,
}

/// Gains on their way.
pub struct GainsFit {
    labelled: Labelled,
    metric: Metric,
    /// Values of the columns that are compared anyway, then of the candidates: one list for each.
    columns: Vec<Vec<f64>>,
    n_fixed: usize,
    /// Candidates that are compared by now.
    added: Vec<usize>,
    /// Tracks of the half that chooses, and of the half that says what it is worth.
    choosing: Vec<usize>,
    measuring: Vec<usize>,
    /// Shares of the measuring half: before anything was added, and after each column.
    measured: Vec<Vec<f64>>,
    /// What is asked now, and the first track of the half that was not asked yet.
    round: Round,
    next: usize,
}

/// What a half is asked for.
enum Round {
    /// The choosing half, for each option: nothing or one candidate more. With the shares so far.
    Choose(Vec<Option<usize>>, Vec<Vec<f64>>),
    /// The measuring half, for the columns added by now.
    Measure(Vec<f64>),
}

impl GainsFit {
    /// Prepares to add to the first `n_fixed` of `columns` others of them, the candidates; each has a value for each labelled
    /// sample. Above 1,000 samples with a label a seeded sample of them is asked; all stand in their lists.
    pub fn new(
        labelled: Labelled,
        metric: Metric,
        columns: Vec<Vec<f64>>,
        n_fixed: usize,
        seed: u32,
    ) -> Self {
        let with_label = labelled.with_label();
        let n_asked = with_label.len().min(MOST_ASKED);
        let drawn = Mt19937::new(seed).sample(with_label.len(), n_asked);
        let mut choosing: Vec<usize> = drawn.into_iter().map(|i| with_label[i]).collect();
        let measuring = choosing.split_off(n_asked / 2);
        Self {
            labelled,
            metric,
            columns,
            n_fixed,
            added: Vec::new(),
            choosing,
            measuring,
            measured: Vec::new(),
            round: Round::Measure(Vec::new()),
            next: 0,
        }
    }

    fn n_candidates(&self) -> usize {
        self.columns.len() - self.n_fixed
    }

    /// Columns that were tried as the next, and all that could be; it may end long before.
    pub fn progress(&self) -> (usize, usize) {
        (self.added.len(), self.n_candidates())
    }

    /// Does a short piece of the work; true when nothing more is gained.
    pub fn step(&mut self) -> bool {
        let n_compared = self.n_fixed + self.added.len();
        let (half, n_options) = match &self.round {
            Round::Choose(options, _) => (&self.choosing, options.len()),
            Round::Measure(_) => (&self.measuring, 1),
        };
        let numbers = self.columns.first().map_or(0, Vec::len) * (n_compared + n_options);
        let asked = portion(self.next, half.len(), numbers);
        self.next = asked.end;
        let is_round_over = self.next == half.len();
        let queries = half[asked].to_vec();
        let mut round = std::mem::replace(&mut self.round, Round::Measure(Vec::new()));
        for query in queries {
            match &mut round {
                Round::Choose(options, shares) => {
                    for (shares, share) in shares.iter_mut().zip(self.shares(query, options)) {
                        shares.push(share);
                    }
                }
                Round::Measure(shares) => shares.extend(self.shares(query, &[None])),
            }
        }
        self.round = round;
        is_round_over && self.end_round()
    }

    /// Begins the next round; true where there is none.
    fn end_round(&mut self) -> bool {
        self.next = 0;
        let measured = match &mut self.round {
            Round::Measure(shares) => std::mem::take(shares),
            Round::Choose(options, shares) => {
                let found = options
                    .iter()
                    .zip(shares.iter().map(|shares| mean_share(shares)));
                // The first of equal ones; nothing comes first.
                let best = found.rev().max_by(|(_, a), (_, b)| a.total_cmp(b));
                let Some(column) = best.and_then(|(option, _)| *option) else {
                    return true;
                };
                self.added.push(column);
                self.round = Round::Measure(Vec::new());
                return false;
            }
        };
        self.measured.push(measured);
        let left = (0..self.n_candidates()).filter(|column| !self.added.contains(column));
        let options: Vec<Option<usize>> = std::iter::once(None).chain(left.map(Some)).collect();
        let is_over = options.len() == 1;
        let shares = vec![Vec::new(); options.len()];
        self.round = Round::Choose(options, shares);
        is_over
    }

    /// The share of a query's nearest with its label, for each option; nothing where it can be compared with no track.
    fn shares(&self, query: usize, options: &[Option<usize>]) -> Vec<f64> {
        let others: Vec<usize> = self.labelled.others(query).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let is_same: Vec<bool> = others
            .iter()
            .map(|&other| self.labelled.is_same(query, other))
            .collect();
        let compared = (0..self.n_fixed).chain(self.added.iter().map(|j| self.n_fixed + j));
        let mut sums = Sums::new(self.metric, query, others);
        for column in compared {
            sums.add(&self.columns[column]);
        }
        let share = |option: &Option<usize>| {
            let more = option.map(|j| self.columns[self.n_fixed + j].as_slice());
            share_of_nearest(&sums.apart(more), &is_same)
        };
        options.iter().map(share).collect()
    }

    /// What was found, once [`Self::step`] has said true.
    pub fn finish(self) -> Gains {
        let differences = match (self.measured.first(), self.measured.last()) {
            (Some(before), Some(after)) => after.iter().zip(before).map(|(a, b)| a - b).collect(),
            _ => Vec::new(),
        };
        let mut shares = self.measured.iter().map(|shares| mean_share(shares));
        Gains {
            share: shares.next().unwrap_or(0.0),
            added: self.added.into_iter().zip(shares).collect(),
            differences,
            n_chose: self.choosing.len(),
        }
    }
}

/// The mean of shares; 0 where nothing was asked.
fn mean_share(shares: &[f64]) -> f64 {
    mean(shares).unwrap_or(0.0)
}

/// The share of those that are the same among the nearest, the first of equally near ones first.
fn share_of_nearest(apart: &[f64], is_same: &[bool]) -> f64 {
    let mut nearest: Vec<(f64, bool)> = Vec::with_capacity(N_NEAREST + 1);
    for (&apart, &is_same) in apart.iter().zip(is_same) {
        if nearest.len() == N_NEAREST && nearest.last().is_some_and(|last| apart >= last.0) {
            continue;
        }
        let place = nearest.partition_point(|other| other.0 <= apart);
        nearest.insert(place, (apart, is_same));
        nearest.truncate(N_NEAREST);
    }
    let same = nearest.iter().filter(|(_, is_same)| *is_same);
    same.count() as f64 / nearest.len() as f64
}

/// What the columns that are compared come to, for one query and each of its others.
struct Sums {
    metric: Metric,
    query: usize,
    others: Vec<usize>,
    /// Squared distances, or products.
    with_query: Vec<f64>,
    /// Squared lengths; only cosines need them.
    squares: Vec<f64>,
    of_query: f64,
}

impl Sums {
    fn new(metric: Metric, query: usize, others: Vec<usize>) -> Self {
        Self {
            metric,
            query,
            with_query: vec![0.0; others.len()],
            squares: vec![0.0; others.len()],
            of_query: 0.0,
            others,
        }
    }

    fn add(&mut self, column: &[f64]) {
        let x = column[self.query];
        let values = self.others.iter().map(|&other| column[other]);
        match self.metric {
            Metric::Euclidean => {
                for (sum, y) in self.with_query.iter_mut().zip(values) {
                    *sum += (y - x) * (y - x);
                }
            }
            Metric::Cosine => {
                let sums = self.with_query.iter_mut().zip(&mut self.squares);
                for ((sum, square), y) in sums.zip(values) {
                    *sum += x * y;
                    *square += y * y;
                }
                self.of_query += x * x;
            }
        }
    }

    /// How far the others are with one column more, if any: small is near, and only the order counts.
    fn apart(&self, more: Option<&[f64]>) -> Vec<f64> {
        let x = more.map_or(0.0, |column| column[self.query]);
        let others = self.others.iter();
        let values = others.map(|&other| more.map_or(0.0, |column| column[other]));
        let sums = self.with_query.iter().zip(values);
        match self.metric {
            Metric::Euclidean => sums.map(|(sum, y)| sum + (y - x) * (y - x)).collect(),
            Metric::Cosine => {
                let of_query = (self.of_query + x * x).sqrt();
                let cosine = |((sum, y), square): ((&f64, f64), &f64)| {
                    let lengths = of_query * (square + y * y).sqrt();
                    if lengths > 0.0 {
                        (sum + x * y) / lengths
                    } else {
                        0.0
                    }
                };
                sums.zip(&self.squares).map(|of| -cosine(of)).collect()
            }
        }
    }
}
