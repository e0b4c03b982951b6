//! Which space hears what a person means: for a column of labels, how many of a track's nearest have its label, for each
//! space and each way to compare. In: an analysis. Out: a row a way, with an interval and what chance gives, step by step.

use std::collections::VecDeque;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Analysis;
use super::column_gains::other_columns;
use super::labels::{Labels, labels, possible_labels};
use crate::data::{Catalog, CopyRules, Matrix};
use crate::embed::{Iterative, TrustworthinessFit};
use crate::error::AnalysisError;
use crate::neighbors::Metric;
use crate::progress::{Progress, Stage};
use crate::recommend::{
    Agreement, Copies, METRICS, Neighborhoods, NeighborhoodsFit, Precision, PrecisionFit, Scaling,
};
use crate::space::{RecommendSettings, Space, SpaceName};
use crate::stats::{BootstrapFit, Interval, mean, skewness};

/// How well the spaces of a collection agree with a column; without one, what their neighbourhoods are worth by themselves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scorecard {
    /// One for each way to compare, in the order of the spaces; none without a column of labels.
    pub rows: Vec<Score>,
    /// One for each space; none where there is a column of labels.
    pub neighborhoods: Vec<Neighborhood>,
    /// Columns that could be the one of labels.
    pub columns: Vec<String>,
    /// Columns that could be added to those of features; [`super::ColumnGains`] says what they add.
    pub other_columns: Vec<String>,
}

/// What the neighbourhoods of a space are worth, compared as the settings say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighborhood {
    /// Which space.
    pub space: SpaceName,
    /// Skewness of how often each track stands among the ten nearest of others: above 1 a few stand in very many lists.
    pub hubness: f64,
    /// Position in the catalogue of the track that stands in most lists, and in how many.
    pub hub: Option<(usize, usize)>,
    /// Lists that were made.
    pub n_lists: usize,
    /// Mean share of neighbours that stay when one feature in ten is left out, 0 to 1; `None` where that was not measured.
    pub stability: Option<f64>,
    /// How far the map shows the neighbourhoods, 0 to 1; `None` where there are too few tracks.
    pub trustworthiness: Option<f64>,
}

/// How well the lists of one space, compared in one way, agree with a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Which space.
    pub space: SpaceName,
    /// How tracks were compared.
    pub metric: Metric,
    /// Which values were compared.
    pub scaling: Scaling,
    /// Names of the columns compared; `None` for pictures.
    pub columns: Option<Vec<String>>,
    /// The column of labels.
    pub label: String,
    /// The column of which two tracks must not share a value, if any: the artist, whose tracks are alike anyway.
    pub masked_by: Option<String>,
    /// Tracks whose nearest were looked at: all with a label, or a seeded sample of many.
    pub n: usize,
    /// Tracks with a label.
    pub n_labelled: usize,
    /// Mean share of a track's ten nearest with its label, 0 to 1.
    pub precision_at_10: f64,
    /// Its middle 95 % over samples of the tracks.
    pub interval: Interval,
    /// The same of tracks drawn blindly.
    pub chance: f64,
}

/// A scorecard on its way. It goes on with the spaces that stood when it began, whatever stands by now.
pub struct ScorecardFit {
    by: Option<Labels>,
    copies: CopyRules,
    seed: u32,
    /// What is still to be looked at; the first is at work. Where there are labels all metrics are measured at once.
    ways: VecDeque<(Space, RecommendSettings)>,
    n_ways: usize,
    /// Tracks with a label in the space at work.
    n_labelled: usize,
    work: Work,
    found: Scorecard,
}

enum Work {
    Start,
    /// With the values that are compared.
    Lists(Box<PrecisionFit>, Rc<Matrix>),
    /// What was found by each metric with all tracks, and without those of the artist.
    Draw(
        VecDeque<(Metric, Option<String>, Agreement)>,
        Box<BootstrapFit>,
    ),
    /// Without labels.
    Neighborhoods(Box<NeighborhoodsFit>, Rc<Matrix>),
    Trust(Neighborhoods, Option<Box<TrustworthinessFit>>),
}

impl ScorecardFit {
    /// Prepares the scorecard of `analysis`; `None` where there are no spaces.
    pub fn new(analysis: &Analysis) -> Result<Option<Self>, AnalysisError> {
        let by = labels(analysis)?;
        let mut ways = VecDeque::new();
        for space in analysis.names().filter_map(|name| analysis.space(name)) {
            let way = analysis.settings.recommending[space.samples.name];
            if by.is_none() {
                ways.push_back((space.clone(), way));
                continue;
            }
            for scaling in [Scaling::Standardised, Scaling::Raw] {
                ways.push_back((space.clone(), RecommendSettings { scaling, ..way }));
            }
        }
        let others = by.as_ref().map(|by| other_columns(analysis, &by.column));
        Ok((!ways.is_empty()).then(|| Self {
            by,
            copies: analysis.settings.copies,
            seed: analysis.settings.random_state,
            n_ways: ways.len(),
            ways,
            n_labelled: 0,
            work: Work::Start,
            found: Scorecard {
                columns: possible_labels(analysis),
                other_columns: others.unwrap_or_default(),
                ..Scorecard::default()
            },
        }))
    }

    /// Is there a column of labels?
    pub fn has_labels(&self) -> bool {
        self.by.is_some()
    }

    /// How far it is, in lists of one way.
    pub fn progress(&self) -> Progress {
        let (done, total) = match &self.work {
            Work::Lists(fit, _) => fit.progress(),
            Work::Neighborhoods(fit, _) => fit.progress(),
            Work::Start => (0, 1),
            // The lists of this way are made.
            Work::Draw(..) | Work::Trust(..) => (1, 1),
        };
        let n_done = self.n_ways - self.ways.len();
        Progress {
            stage: Stage::Scorecard,
            done: n_done * total + done,
            total: self.n_ways * total,
        }
    }

    /// Does a short piece of the work; true when all is known. The catalogue is that of [`Self::new`].
    pub fn step(&mut self, catalog: &Catalog) -> Result<bool, AnalysisError> {
        let Some((space, way)) = self.ways.front() else {
            return Ok(true);
        };
        match &mut self.work {
            Work::Start => self.work = self.start(catalog, space, *way)?,
            Work::Lists(fit, values) => {
                if fit.step(values)
                    && let Work::Lists(fit, _) = std::mem::replace(&mut self.work, Work::Start)
                {
                    let artist = self.by.as_ref().and_then(|by| by.artist.clone());
                    self.n_labelled = fit.n_labelled();
                    let found = fit.finish().into_iter().zip(METRICS);
                    let found = found.flat_map(|(Precision { all, masked }, metric)| {
                        [(metric, None, all), (metric, artist.clone(), masked)]
                    });
                    let found = found.filter(|(.., found)| !found.shares.is_empty());
                    self.work = Work::Draw(found.collect(), Box::new(BootstrapFit::new(self.seed)));
                }
            }
            Work::Draw(left, fit) => {
                let Some((metric, masked_by, found)) = left.front() else {
                    self.end_way();
                    return Ok(self.ways.is_empty());
                };
                let Some(interval) = fit.step(&found.shares) else {
                    return Ok(false);
                };
                let row = (mean(&found.shares), mean(&found.chances), interval);
                if let (Some(precision_at_10), Some(chance), Some(interval)) = row {
                    let label = self.by.as_ref().map(|by| by.column.clone());
                    self.found.rows.push(Score {
                        space: space.samples.name,
                        metric: *metric,
                        scaling: way.scaling,
                        columns: space.samples.columns.clone(),
                        label: label.unwrap_or_default(),
                        masked_by: masked_by.clone(),
                        n: found.shares.len(),
                        n_labelled: self.n_labelled,
                        precision_at_10,
                        interval,
                        chance,
                    });
                }
                left.pop_front();
                **fit = BootstrapFit::new(self.seed);
            }
            Work::Neighborhoods(fit, values) => {
                if let Some(found) = fit.step(values) {
                    self.work = Work::Trust(found, space.trust().map(Box::new));
                }
            }
            Work::Trust(found, trust) => {
                let compared = space.compared();
                if trust.as_mut().is_some_and(|trust| !trust.step(compared)) {
                    return Ok(false);
                }
                let trust = trust.as_ref().map(|trust| trust.finish(compared).value);
                let neighborhood = neighborhood(space, found, trust);
                self.found.neighborhoods.push(neighborhood);
                self.end_way();
            }
        }
        Ok(self.ways.is_empty())
    }

    fn start(
        &self,
        catalog: &Catalog,
        space: &Space,
        way: RecommendSettings,
    ) -> Result<Work, AnalysisError> {
        let tracks = &space.samples.tracks;
        let values = space.values(catalog, way.scaling)?;
        let Some(by) = &self.by else {
            let copies = Copies::among(&catalog.recordings(self.copies), tracks);
            let fit = NeighborhoodsFit::new(way.metric, tracks.len(), copies, self.seed);
            return Ok(Work::Neighborhoods(Box::new(fit), values));
        };
        let fit = PrecisionFit::new(by.of(catalog, tracks));
        Ok(Work::Lists(Box::new(fit), values))
    }

    fn end_way(&mut self) {
        self.work = Work::Start;
        self.ways.pop_front();
    }

    /// What was found, once [`Self::step`] has said true.
    pub fn finish(self) -> Scorecard {
        self.found
    }
}

fn neighborhood(space: &Space, found: &Neighborhoods, trust: Option<f64>) -> Neighborhood {
    let counts = found.counts.iter().copied().zip(&space.samples.tracks);
    // The first of equal ones.
    let hub = counts.rev().max_by_key(|(count, _)| *count);
    Neighborhood {
        space: space.samples.name,
        hubness: skewness(&found.counts),
        hub: hub.map(|(count, &track)| (track, count)),
        n_lists: found.n_lists,
        stability: found.stability,
        trustworthiness: trust,
    }
}
