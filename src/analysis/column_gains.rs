//! Which further columns of the table help features to hear what a person means, and what each adds. In: an analysis with a
//! column of labels. Out: columns in the order in which they help, step by step.

use serde::{Deserialize, Serialize};

use super::Analysis;
use super::labels::{Labels, labels};
use crate::data::Catalog;
use crate::error::AnalysisError;
use crate::features::{Standardizer, audio};
use crate::neighbors::Metric;
use crate::progress::{Progress, Stage};
use crate::recommend::{Gains, GainsFit, Scaling};
use crate::space::{Space, SpaceName};
use crate::stats::{BootstrapFit, Interval, mean};

/// What further columns add to the columns in force. Shares are those of ten nearest with the same label, 0 to 1, among
/// tracks that had no say in which columns are added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnGains {
    /// The column of labels.
    pub label: String,
    /// The column of which two tracks must not share a value, if any.
    pub masked_by: Option<String>,
    /// How tracks were compared; their values are standardised.
    pub metric: Metric,
    /// Columns in force.
    pub columns: Vec<String>,
    /// The share by those columns.
    pub share: f64,
    /// Columns that help, each the one that helps most beside those before it.
    pub added: Vec<ColumnGain>,
    /// Columns that do not help any more.
    pub others: Vec<String>,
    /// Columns that were not tried: some of the tracks lack their number.
    pub incomplete: Vec<String>,
    /// By how much all added columns change the share, and its middle 95 % over samples of the tracks; `None` where none is
    /// added.
    pub gain: Option<(f64, Interval)>,
    /// Tracks that chose the columns.
    pub n_chose: usize,
    /// Tracks that the shares are of.
    pub n_measured: usize,
}

/// A column that helps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnGain {
    /// Its name.
    pub column: String,
    /// The share with it and all before it.
    pub share: f64,
}

/// Columns that could be added to those that features are compared by; none without labels to measure by.
pub(super) fn other_columns(analysis: &Analysis, label: &str) -> Vec<String> {
    let table = analysis.catalog.table.as_deref();
    let space = analysis.space(SpaceName::Features);
    let (Some(table), Some(space)) = (table, space) else {
        return Vec::new();
    };
    let used = space.samples.columns.as_deref().unwrap_or_default();
    let all = audio::describing_columns(table, &analysis.join.key_column);
    let others = all.filter(|column| !used.contains(&column.name) && column.name != label);
    others.map(|column| column.name.clone()).collect()
}

/// Gains on their way. They go on with the space that stood when it began, whatever stands by now.
pub struct ColumnGainsFit {
    by: Labels,
    metric: Metric,
    seed: u32,
    space: Space,
    /// Columns whose values are still to be read.
    unread: std::vec::IntoIter<String>,
    /// Columns that are tried, and their standardised values until they are handed on.
    tried: Vec<String>,
    values: Vec<Vec<f64>>,
    incomplete: Vec<String>,
    work: Work,
}

enum Work {
    Read,
    Try(Box<GainsFit>),
    Draw(Gains, Box<BootstrapFit>),
    Done(Gains, Option<Interval>),
}

impl ColumnGainsFit {
    /// Prepares to try other columns of `analysis`; `None` where there are none, or nothing to measure by.
    pub fn new(analysis: &Analysis) -> Result<Option<Self>, AnalysisError> {
        let space = analysis.space(SpaceName::Features);
        let (Some(by), Some(space)) = (labels(analysis)?, space) else {
            return Ok(None);
        };
        let others = other_columns(analysis, &by.column);
        let settings = &analysis.settings;
        Ok((!others.is_empty()).then(|| Self {
            by,
            metric: settings.recommending[SpaceName::Features].metric,
            seed: settings.random_state,
            space: space.clone(),
            unread: others.into_iter(),
            tried: Vec::new(),
            values: Vec::new(),
            incomplete: Vec::new(),
            work: Work::Read,
        }))
    }

    /// How far it is, in columns.
    pub fn progress(&self) -> Progress {
        let n_tried = self.tried.len();
        let (done, total) = match &self.work {
            Work::Read => (0, 0),
            Work::Try(fit) => fit.progress(),
            Work::Draw(..) | Work::Done(..) => (n_tried, n_tried),
        };
        let stage = Stage::ColumnGains;
        Progress { stage, done, total }
    }

    /// Does a short piece of the work; true when all is known. The catalogue is that of [`Self::new`].
    pub fn step(&mut self, catalog: &Catalog) -> Result<bool, AnalysisError> {
        match &mut self.work {
            Work::Read => match self.unread.next() {
                Some(column) => self.read(catalog, column)?,
                None => self.work = Work::Try(Box::new(self.start(catalog)?)),
            },
            Work::Try(fit) => {
                if fit.step()
                    && let Work::Try(fit) = std::mem::replace(&mut self.work, Work::Read)
                {
                    let draw = Box::new(BootstrapFit::new(self.seed));
                    self.work = Work::Draw(fit.finish(), draw);
                }
            }
            Work::Draw(gains, fit) => {
                if let Some(interval) = fit.step(&gains.differences) {
                    self.work = Work::Done(std::mem::take(gains), interval);
                }
            }
            Work::Done(..) => return Ok(true),
        }
        Ok(matches!(self.work, Work::Done(..)))
    }

    fn read(&mut self, catalog: &Catalog, column: String) -> Result<(), AnalysisError> {
        let names = [column];
        let mut values = audio::matrix(catalog, &self.space.samples.tracks, &names)?;
        let [column] = names;
        if values.column(0).all(f64::is_finite) {
            Standardizer::fit(&values).apply(&mut values);
            self.tried.push(column);
            self.values.push(values.column(0).collect());
        } else {
            self.incomplete.push(column);
        }
        Ok(())
    }

    fn start(&mut self, catalog: &Catalog) -> Result<GainsFit, AnalysisError> {
        let fixed = self.space.values(catalog, Scaling::Standardised)?;
        let n_fixed = fixed.n_features();
        let columns = (0..n_fixed).map(|j| fixed.column(j).collect());
        let columns = columns.chain(std::mem::take(&mut self.values)).collect();
        let labelled = self.by.of(catalog, &self.space.samples.tracks);
        Ok(GainsFit::new(
            labelled,
            self.metric,
            columns,
            n_fixed,
            self.seed,
        ))
    }

    /// What was found, once [`Self::step`] has said true.
    pub fn finish(self) -> Option<ColumnGains> {
        let Work::Done(gains, interval) = self.work else {
            return None;
        };
        let mut names: Vec<Option<String>> = self.tried.into_iter().map(Some).collect();
        let added: Vec<ColumnGain> = gains
            .added
            .iter()
            .filter_map(|&(column, share)| {
                let column = names.get_mut(column)?.take()?;
                Some(ColumnGain { column, share })
            })
            .collect();
        let gain = mean(&gains.differences).zip(interval);
        Some(ColumnGains {
            label: self.by.column,
            masked_by: self.by.artist,
            metric: self.metric,
            columns: self.space.samples.columns.clone().unwrap_or_default(),
            share: gains.share,
            gain: gain.filter(|_| !added.is_empty()),
            added,
            others: names.into_iter().flatten().collect(),
            incomplete: self.incomplete,
            n_chose: gains.n_chose,
            n_measured: gains.differences.len(),
        })
    }
}
