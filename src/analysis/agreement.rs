//! How often what is near on one map has the same value of a column. In: an analysis, a space and a column. Out: the mean
//! share of a track's ten nearest that have its value, what chance gives, and the share of each track.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Analysis;
use super::labels::Labels;
use crate::data::Matrix;
use crate::error::AnalysisError;
use crate::neighbors::Metric;
use crate::recommend::{Agreement, METRICS, PrecisionFit};
use crate::space::{RecommendSettings, Space, SpaceName};
use crate::stats::{BootstrapFit, Interval, mean};

/// How far the ten nearest of tracks agree with a column, in one space, compared as the settings say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabelAgreement {
    /// Which space.
    pub space: SpaceName,
    /// The column.
    pub column: String,
    /// Tracks with a value.
    pub n_labelled: usize,
    /// Mean share of a track's ten nearest with its value, 0 to 1.
    pub precision_at_10: f64,
    /// Its middle 95 % over samples of the tracks.
    pub interval: Interval,
    /// The same of tracks drawn blindly.
    pub chance: f64,
    /// That share of each track whose nearest were looked at, which are all or a seeded sample of many: position in the
    /// catalogue, ascending, and share.
    pub shares: Vec<(u32, f64)>,
}

/// An agreement on its way. It goes on with the space that stood when it began, whatever stands by now.
pub struct AgreementFit {
    by: Labels,
    space: Space,
    way: RecommendSettings,
    values: Rc<Matrix>,
    lists: Option<PrecisionFit>,
    n_labelled: usize,
    n_lists: usize,
    /// Once the lists are made.
    found: Agreement,
    draw: BootstrapFit,
    interval: Option<Interval>,
}

impl AgreementFit {
    /// Prepares to compare the tracks of a space by column number `column` of the table; `None` where there is none.
    pub fn new(
        analysis: &Analysis,
        space: &Space,
        column: u16,
    ) -> Result<Option<Self>, AnalysisError> {
        let catalog = &analysis.catalog;
        let columns = catalog.table.as_deref().map(|table| &table.columns[..]);
        let Some(column) = columns.and_then(|columns| columns.get(usize::from(column))) else {
            return Ok(None);
        };
        let by = Labels::of_column(&column.name, analysis);
        let way = analysis.settings.recommending[space.samples.name];
        let lists = PrecisionFit::new(by.of(catalog, &space.samples.tracks));
        Ok(Some(Self {
            n_labelled: lists.n_labelled(),
            n_lists: lists.progress().1,
            lists: Some(lists),
            by,
            way,
            values: space.values(catalog, way.scaling)?,
            space: space.clone(),
            found: Agreement::default(),
            draw: BootstrapFit::new(analysis.settings.random_state),
            interval: None,
        }))
    }

    /// Lists that are made, and lists to make.
    pub fn progress(&self) -> (usize, usize) {
        let done = (self.n_lists, self.n_lists);
        self.lists.as_ref().map_or(done, PrecisionFit::progress)
    }

    /// Does a short piece of the work; true when all is known.
    pub fn step(&mut self) -> bool {
        if let Some(lists) = &mut self.lists {
            if lists.step(&self.values)
                && let Some(lists) = self.lists.take()
            {
                let of_metric = |metric: &Metric| *metric == self.way.metric;
                let place = METRICS.iter().position(of_metric).unwrap_or_default();
                self.found = lists.finish().swap_remove(place).all;
            }
            return false;
        }
        let drawn = self.draw.step(&self.found.shares);
        self.interval = drawn.flatten();
        drawn.is_some()
    }

    /// What was found, once [`Self::step`] has said true; `None` where no two tracks have the same value.
    pub fn finish(self) -> Option<LabelAgreement> {
        let found = self.found;
        let track = |sample: usize| self.space.samples.tracks[sample] as u32;
        let tracks = found.queries.iter().map(|&sample| track(sample));
        let mut shares: Vec<(u32, f64)> = tracks.zip(found.shares.iter().copied()).collect();
        shares.sort_unstable_by_key(|(track, _)| *track);
        let chance = mean(&found.chances).filter(|&chance| chance > 0.0)?;
        Some(LabelAgreement {
            space: self.space.samples.name,
            column: self.by.column,
            n_labelled: self.n_labelled,
            // In the order in which the scorecard sums them: its figure is the same to the last bit.
            precision_at_10: mean(&found.shares)?,
            interval: self.interval?,
            chance,
            shares,
        })
    }
}
