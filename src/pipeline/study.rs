//! What takes a while to find out about an analysis, in steps short enough to stop after.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Analysis, Space, SpaceName};
use crate::cluster::{Scan, ScanFit, ScanParams};
use crate::data::Matrix;
use crate::embed::{Iterative, Outlier, OutliersFit, Trustworthiness, TrustworthinessFit};
use crate::explain::{Exposure, exposure};
use crate::progress::{Progress, Stage};
use crate::recommend::OccurrenceFit;

/// What can be studied of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Study {
    /// Every number of clusters.
    Scan(SpaceName),
    /// How often each track is recommended.
    Exposure(SpaceName),
    /// How far the map can be trusted, and which tracks are far from all others.
    Quality(SpaceName),
}

/// What a study found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// Of [`Study::Scan`].
    Scan(Scan),
    /// Of [`Study::Exposure`].
    Exposure(Exposure),
    /// Of [`Study::Quality`].
    Quality(Quality),
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

/// Everything found so far about one analysis.
#[derive(Clone, Debug, Default)]
pub struct Findings(BTreeMap<Study, Finding>);

impl Findings {
    /// Keeps what was found.
    pub fn keep(&mut self, study: Study, finding: Finding) {
        self.0.insert(study, finding);
    }

    /// What a study found, if it was made.
    pub fn get(&self, study: Study) -> Option<&Finding> {
        self.0.get(&study)
    }

    /// Every number of clusters.
    pub fn scan(&self, space: SpaceName) -> Option<&Scan> {
        match self.get(Study::Scan(space)) {
            Some(Finding::Scan(scan)) => Some(scan),
            _ => None,
        }
    }

    /// How often each track is recommended.
    pub fn exposure(&self, space: SpaceName) -> Option<&Exposure> {
        match self.get(Study::Exposure(space)) {
            Some(Finding::Exposure(exposure)) => Some(exposure),
            _ => None,
        }
    }

    /// What the map is worth.
    pub fn quality(&self, space: SpaceName) -> Option<&Quality> {
        match self.get(Study::Quality(space)) {
            Some(Finding::Quality(quality)) => Some(quality),
            _ => None,
        }
    }
}

/// A study on its way.
pub struct StudyFit {
    study: Study,
    work: Work,
}

enum Work {
    Scan(Box<ScanFit>),
    /// With the values that are compared, where they are not those of the space.
    Exposure(Box<OccurrenceFit>, Option<Matrix>),
    Quality(Box<QualityFit>),
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
    /// The space it is about.
    pub fn space(self) -> SpaceName {
        match self {
            Self::Scan(space) | Self::Exposure(space) | Self::Quality(space) => space,
        }
    }
}

impl StudyFit {
    /// Prepares a study; `None` when there is nothing to study.
    pub fn new(study: Study, analysis: &Analysis) -> Option<Self> {
        let settings = &analysis.settings;
        let recommender = analysis.recommender(study.space())?;
        let space = &recommender.space;
        let work = match study {
            Study::Scan(_) => {
                let params = ScanParams {
                    n_init: settings.n_init,
                    random_state: settings.random_state,
                };
                Work::Scan(Box::new(ScanFit::new(params, space.matrix.n_samples())))
            }
            Study::Exposure(_) => {
                let prepared = recommender.occurrences(&analysis.catalog, settings);
                let (fit, values) = prepared.ok()?;
                let other = match values {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(values) => Some(values),
                };
                Work::Exposure(Box::new(fit), other)
            }
            Study::Quality(_) => Work::Quality(Box::new(QualityFit {
                trust: space.trust(),
                n_trusted: 0,
                trustworthiness: None,
                outliers: OutliersFit::new(&space.matrix),
            })),
        };
        Some(Self { study, work })
    }

    /// What is studied.
    pub fn study(&self) -> Study {
        self.study
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let (stage, (done, total)) = match &self.work {
            Work::Scan(fit) => return fit.progress(),
            Work::Exposure(fit, _) => (Stage::Exposure, fit.progress()),
            Work::Quality(fit) => (Stage::Quality, fit.progress()),
        };
        Progress { stage, done, total }
    }

    /// Does a short piece of the work; true when it is done. The analysis is that of [`Self::new`].
    pub fn step(&mut self, analysis: &Analysis) -> bool {
        let Some(space) = analysis.space(self.study.space()) else {
            return true;
        };
        match &mut self.work {
            Work::Scan(fit) => fit.step(space.grouped_on()),
            Work::Exposure(fit, values) => fit.step(values.as_ref().unwrap_or(&space.matrix)),
            Work::Quality(fit) => fit.step(space),
        }
    }

    /// What was found; to be asked for when it is done.
    pub fn finish(&self, analysis: &Analysis) -> Option<Finding> {
        let space = analysis.space(self.study.space())?;
        Some(match &self.work {
            Work::Scan(fit) => Finding::Scan(fit.finish(space.grouped_on())),
            Work::Exposure(fit, values) => {
                let counted = fit.finish(values.as_ref().unwrap_or(&space.matrix));
                let tracks = &space.samples.tracks;
                Finding::Exposure(exposure(&analysis.catalog, tracks, &counted))
            }
            Work::Quality(fit) => Finding::Quality(fit.finish(space)),
        })
    }
}

impl QualityFit {
    fn progress(&self) -> (usize, usize) {
        let done = (self.n_trusted, self.n_trusted);
        let trust = self.trust.as_ref();
        let (trusted, to_trust) = trust.map_or(done, TrustworthinessFit::progress);
        let (checked, to_check) = self.outliers.progress();
        (trusted + checked, to_trust + to_check)
    }

    fn step(&mut self, space: &Space) -> bool {
        let Some(trust) = &mut self.trust else {
            return self.outliers.step(&space.matrix);
        };
        if trust.step(&space.matrix) {
            self.n_trusted = trust.progress().1;
            self.trustworthiness = Some(trust.finish(&space.matrix));
            self.trust = None;
        }
        false
    }

    fn finish(&self, space: &Space) -> Quality {
        let outliers = self.outliers.finish(&space.matrix);
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
