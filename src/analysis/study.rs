//! What takes a while to find out about an analysis, in steps short enough to stop after.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Analysis;
use super::agreement::{AgreementFit, LabelAgreement};
use super::column_gains::{ColumnGains, ColumnGainsFit};
use super::profiles::{Profiles, ProfilesFit};
use super::raw_clusters::{RawClusters, RawFit};
use super::recommendations::Recommender;
use super::scorecard::{Scorecard, ScorecardFit};
use super::standing::Standing;
use super::topic::{Study, Topic};
use crate::cluster::{Scan, ScanFit, ScanParams, SilhouetteFit};
use crate::data::Matrix;
use crate::embed::{Iterative, Outlier, OutliersFit, Trustworthiness, TrustworthinessFit};
use crate::error::AnalysisError;
use crate::explain::{Exposure, exposure};
use crate::progress::{Progress, Stage};
use crate::recommend::OccurrenceFit;
use crate::space::Space;

/// What a study found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant)] // Few findings live at a time.
pub enum Finding {
    /// Of [`Study::Scan`].
    Scan(Scan),
    /// Of [`Study::Exposure`].
    Exposure(Exposure),
    /// Of [`Study::Quality`].
    Quality(Quality),
    /// Of [`Study::Separation`]: the mean silhouette, `None` where undefined.
    Separation(Option<f64>),
    /// Of [`Study::Profiles`].
    Profiles(Profiles),
    /// Of [`Study::RawClusters`].
    RawClusters(RawClusters),
    /// Of [`Study::Scorecard`].
    Scorecard(Scorecard),
    /// Of [`Study::ColumnGains`]; `None` where there are no other columns, or nothing to measure by.
    ColumnGains(Option<ColumnGains>),
    /// Of [`Study::Agreement`]; `None` where no two tracks have the same value.
    Agreement(Option<LabelAgreement>),
}

/// What a map is worth, and which tracks stand apart in the space that it shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// `None` where there are too few tracks to tell.
    pub trustworthiness: Option<Trustworthiness>,
    /// Tracks far from all their neighbours, the furthest first.
    pub outliers: Vec<OutlierTrack>,
    /// Distances above this stand apart.
    pub threshold: f64,
    /// Neighbours that each distance is the mean of.
    pub n_neighbors: usize,
    /// Tracks checked: all, or a seeded sample of a large collection.
    pub n_checked: usize,
    /// Tracks of the space.
    pub n_samples: usize,
}

/// A track that stands apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlierTrack {
    /// Position in the catalogue.
    pub track: usize,
    /// Mean distance to its nearest neighbours, in standardised units.
    pub distance: f64,
}

/// Findings of one kind that are kept: of what stands, and of what stood a little before and may come back.
const MOST_OF_A_KIND: usize = 3;

/// Everything found so far about one catalogue, each with what stood when it was found. The latest stand last.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<(Study, Standing, Finding)>);

impl Findings {
    /// Keeps what was found when `standing` stood.
    pub fn keep(&mut self, study: Study, standing: Standing, finding: Finding) {
        let is_of = |kept: &(Study, Standing, Finding)| kept.0 == study;
        self.0
            .retain(|kept| !is_of(kept) || !kept.1.agrees(&standing, Topic::Study(study)));
        if self.0.iter().filter(|kept| is_of(kept)).count() >= MOST_OF_A_KIND
            && let Some(oldest) = self.0.iter().position(is_of)
        {
            self.0.remove(oldest);
        }
        self.0.push((study, standing, finding));
    }

    /// What a study of `standing` found, if it was made.
    pub fn get(&self, study: Study, standing: &Standing) -> Option<&Finding> {
        let is_it = |(of, when, _): &&(Study, Standing, Finding)| {
            *of == study && when.agrees(standing, Topic::Study(study))
        };
        self.0.iter().find(is_it).map(|(.., finding)| finding)
    }
}

/// A study on its way.
pub struct StudyFit {
    study: Study,
    /// What stood when it began; it goes on with that, whatever stands by now.
    standing: Standing,
    space: Space,
    work: Work,
}

enum Work {
    Scan(Box<ScanFit>),
    /// With the values that are compared.
    Exposure(Box<OccurrenceFit>, Rc<Matrix>),
    Quality(Box<QualityFit>),
    Separation(Box<SilhouetteFit>),
    Profiles(Box<ProfilesFit>),
    RawClusters(Box<RawFit>),
    Scorecard(Box<ScorecardFit>),
    ColumnGains(Box<ColumnGainsFit>),
    Agreement(Box<AgreementFit>),
}

/// The trust in a map, then the tracks that stand apart.
struct QualityFit {
    /// Until it is done; `None` from the start where it is undefined.
    trust: Option<TrustworthinessFit>,
    /// Tracks it was measured on, once it is done.
    n_trusted: usize,
    trustworthiness: Option<Trustworthiness>,
    outliers: OutliersFit,
}

impl Study {
    /// The space that it begins with; `None` where there is nothing to study.
    pub fn recommender(self, analysis: &Analysis) -> Option<&Recommender> {
        match self.space() {
            Some(space) => analysis.recommender(space),
            None => analysis.names().find_map(|name| analysis.recommender(name)),
        }
    }
}

impl StudyFit {
    /// Prepares a study; `None` when there is nothing to study.
    pub fn new(study: Study, analysis: &Analysis) -> Result<Option<Self>, AnalysisError> {
        let settings = &analysis.settings;
        let Some(recommender) = study.recommender(analysis) else {
            return Ok(None);
        };
        let space = recommender.space.clone();
        let work = match study {
            Study::Scan(_) => {
                let params = ScanParams {
                    n_init: settings.n_init,
                    random_state: settings.random_state,
                };
                Work::Scan(Box::new(ScanFit::new(params, space.matrix.n_samples())))
            }
            Study::Exposure(_) => {
                let (fit, values) = recommender.occurrences(&analysis.catalog, settings)?;
                Work::Exposure(Box::new(fit), values)
            }
            Study::Quality(_) => Work::Quality(Box::new(QualityFit::new(&space))),
            Study::Separation(_) => {
                let labels = &space.clusters.fitted.labels;
                Work::Separation(Box::new(SilhouetteFit::new(labels.len(), &[labels])))
            }
            Study::Profiles(_) => Work::Profiles(Box::new(ProfilesFit::new(space.clone()))),
            Study::RawClusters => Work::RawClusters(Box::new(RawFit::new(space.clone()))),
            Study::Scorecard => match ScorecardFit::new(analysis)? {
                Some(fit) => Work::Scorecard(Box::new(fit)),
                None => return Ok(None),
            },
            Study::ColumnGains => match ColumnGainsFit::new(analysis)? {
                Some(fit) => Work::ColumnGains(Box::new(fit)),
                None => return Ok(None),
            },
            Study::Agreement(_, column) => match AgreementFit::new(analysis, &space, column)? {
                Some(fit) => Work::Agreement(Box::new(fit)),
                None => return Ok(None),
            },
        };
        Ok(Some(Self {
            study,
            standing: Standing::of(analysis),
            space,
            work,
        }))
    }

    /// What is studied.
    pub fn study(&self) -> Study {
        self.study
    }

    /// What stood when it began.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let (stage, (done, total)) = match &self.work {
            Work::Scan(fit) => return fit.progress(),
            Work::Scorecard(fit) => return fit.progress(),
            Work::ColumnGains(fit) => return fit.progress(),
            Work::Exposure(fit, _) => (Stage::Exposure, fit.progress()),
            Work::Quality(fit) => (Stage::Quality, fit.progress()),
            Work::Agreement(fit) => (Stage::Scorecard, fit.progress()),
            Work::Profiles(_) | Work::RawClusters(_) | Work::Separation(_) => {
                (Stage::Profiles, (0, 0))
            }
        };
        Progress { stage, done, total }
    }

    /// Does a short piece of the work; true when it is done. The catalogue is that of [`Self::new`].
    pub fn step(&mut self, analysis: &Analysis) -> Result<bool, AnalysisError> {
        let space = &self.space;
        Ok(match &mut self.work {
            Work::Scan(fit) => fit.step(space.clustered_on()),
            Work::Exposure(fit, values) => fit.step(values),
            Work::Quality(fit) => fit.step(space),
            Work::Separation(fit) => fit.step(space.compared()),
            Work::Profiles(fit) => fit.step(&analysis.catalog)?,
            Work::RawClusters(fit) => fit.step(&analysis.catalog)?,
            Work::Scorecard(fit) => fit.step(&analysis.catalog)?,
            Work::ColumnGains(fit) => fit.step(&analysis.catalog)?,
            Work::Agreement(fit) => fit.step(),
        })
    }

    /// What was found; to be asked for when it is done. `None` where there is nothing to find.
    pub fn finish(self, analysis: &Analysis) -> Result<Option<Finding>, AnalysisError> {
        let (catalog, space) = (&analysis.catalog, &self.space);
        let settings = &self.standing.settings;
        Ok(match self.work {
            Work::Scan(fit) => Some(Finding::Scan(fit.finish(space.clustered_on()))),
            Work::Exposure(fit, values) => {
                let counted = fit.finish(&values);
                let tracks = &space.samples.tracks;
                Some(Finding::Exposure(exposure(catalog, tracks, &counted)))
            }
            Work::Quality(fit) => Some(Finding::Quality(fit.finish(space))),
            Work::Separation(fit) => {
                let silhouette = fit.finish(space.compared()).pop();
                silhouette.map(Finding::Separation)
            }
            Work::Profiles(fit) => fit.finish(catalog, settings)?.map(Finding::Profiles),
            Work::RawClusters(fit) => fit.finish(catalog, settings)?.map(Finding::RawClusters),
            Work::Scorecard(fit) => Some(Finding::Scorecard(fit.finish())),
            Work::ColumnGains(fit) => Some(Finding::ColumnGains(fit.finish())),
            Work::Agreement(fit) => Some(Finding::Agreement(fit.finish())),
        })
    }
}

impl QualityFit {
    fn new(space: &Space) -> Self {
        Self {
            trust: space.trust(),
            n_trusted: 0,
            trustworthiness: None,
            outliers: OutliersFit::new(space.compared()),
        }
    }

    fn progress(&self) -> (usize, usize) {
        let done = (self.n_trusted, self.n_trusted);
        let trust = self.trust.as_ref();
        let (trusted, to_trust) = trust.map_or(done, TrustworthinessFit::progress);
        let (checked, to_check) = self.outliers.progress();
        (trusted + checked, to_trust + to_check)
    }

    fn step(&mut self, space: &Space) -> bool {
        let Some(trust) = &mut self.trust else {
            return self.outliers.step(space.compared());
        };
        if trust.step(space.compared()) {
            self.n_trusted = trust.progress().1;
            self.trustworthiness = Some(trust.finish(space.compared()));
            self.trust = None;
        }
        false
    }

    fn finish(&self, space: &Space) -> Quality {
        let outliers = self.outliers.finish(space.compared());
        let track = |found: &Outlier| OutlierTrack {
            track: space.samples.tracks[found.sample],
            distance: found.distance,
        };
        Quality {
            trustworthiness: self.trustworthiness,
            outliers: outliers.found.iter().map(track).collect(),
            threshold: outliers.threshold,
            n_neighbors: outliers.n_neighbors,
            n_checked: outliers.n_checked,
            n_samples: space.matrix.n_samples(),
        }
    }
}
