//! Longer questions: work beside the job, in short steps, while no job runs.

use std::borrow::Cow;

use super::question::{Answer, OutlierTrack, Quality, Question};
use crate::cluster::{ScanFit, ScanParams};
use crate::data::Matrix;
use crate::embed::{Iterative, Outlier, OutliersFit, Trustworthiness, TrustworthinessFit};
use crate::explain::exposure;
use crate::pipeline::{Analysis, Space, SpaceName};
use crate::recommend::OccurrenceFit;

/// A longer question on its way to its answer.
pub enum Study {
    /// Every number of clusters.
    Scan(SpaceName, ScanFit),
    /// How often each track is recommended; the values that are compared, where they are not those of the space.
    Exposure(SpaceName, Box<OccurrenceFit>, Option<Matrix>),
    /// How far the map can be trusted, then which tracks are far from all others.
    Quality(SpaceName, Box<QualityFit>),
}

/// The trust in a map, then the tracks that stand apart.
pub struct QualityFit {
    /// Until it is done; `None` from the start where it is undefined.
    trust: Option<TrustworthinessFit>,
    trustworthiness: Option<Trustworthiness>,
    outliers: OutliersFit,
}

impl Study {
    /// Prepares a study; `None` when there is nothing to study, or the question is answered at once.
    pub fn begin(question: &Question, analysis: &Analysis) -> Option<Self> {
        let settings = &analysis.settings;
        match *question {
            Question::Scan(name) => {
                let params = ScanParams {
                    n_init: settings.n_init,
                    random_state: settings.random_state,
                };
                let n_samples = analysis.space(name)?.matrix.n_samples();
                Some(Self::Scan(name, ScanFit::new(params, n_samples)))
            }
            Question::Exposure(name) => {
                let recommender = analysis.recommender(name)?;
                let prepared = recommender.occurrences(&analysis.catalog, settings);
                let (fit, values) = prepared.ok()?;
                let other = match values {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(values) => Some(values),
                };
                Some(Self::Exposure(name, Box::new(fit), other))
            }
            Question::Quality(name) => {
                let space = analysis.space(name)?;
                Some(Self::Quality(
                    name,
                    Box::new(QualityFit {
                        trust: space.trust(),
                        trustworthiness: None,
                        outliers: OutliersFit::new(&space.matrix),
                    }),
                ))
            }
            _ => None,
        }
    }

    /// Does a short piece of the work; the answer when it is done. A space that is gone ends its studies.
    pub fn step(&mut self, analysis: &Analysis) -> Option<Answer> {
        let name = match self {
            Self::Scan(name, _) | Self::Exposure(name, ..) | Self::Quality(name, ..) => *name,
        };
        let Some(space) = analysis.space(name) else {
            return Some(Answer::No("This space is not there any more.".into()));
        };
        match self {
            Self::Scan(_, fit) => {
                let data = space.grouped_on();
                fit.step(data).then(|| Answer::Scan(name, fit.finish(data)))
            }
            Self::Exposure(_, fit, values) => {
                let data = values.as_ref().unwrap_or(&space.matrix);
                fit.step(data).then(|| {
                    let tracks = &space.samples.tracks;
                    let occurrences = fit.finish(data);
                    Answer::Exposure(name, exposure(&analysis.catalog, tracks, &occurrences))
                })
            }
            Self::Quality(_, fit) => fit
                .step(space)
                .then(|| Answer::Quality(name, fit.finish(space))),
        }
    }
}

impl QualityFit {
    fn step(&mut self, space: &Space) -> bool {
        let Some(trust) = &mut self.trust else {
            return self.outliers.step(&space.matrix);
        };
        if trust.step(&space.matrix) {
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
