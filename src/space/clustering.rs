//! The groups of a space in short steps: k-means, then how well they separate.

use super::settings::ClusterOn;
use super::space::Clusters;
use crate::cluster::{KMeansFit, KMeansParams, SilhouetteFit};
use crate::data::Matrix;
use crate::embed::Iterative;
use crate::error::AnalysisError;

/// Groups on their way.
pub(super) struct ClusteringFit {
    on: ClusterOn,
    work: Work,
}

enum Work {
    Kmeans(Box<KMeansFit>),
    /// With the groups, which lack only that number.
    Silhouette(Box<SilhouetteFit>, Box<Clusters>),
}

impl ClusteringFit {
    /// Prepares to group the rows of `data`, which are what `on` says.
    pub(super) fn new(
        on: ClusterOn,
        params: KMeansParams,
        data: &Matrix,
    ) -> Result<Self, AnalysisError> {
        let work = Work::Kmeans(Box::new(KMeansFit::new(params, data)?));
        Ok(Self { on, work })
    }

    /// Does a short piece of the work; the groups when all is done.
    pub(super) fn step(&mut self, data: &Matrix) -> Option<Clusters> {
        match &mut self.work {
            Work::Kmeans(fit) => {
                if fit.step(data) {
                    let fitted = fit.finish(data)?;
                    let silhouette = SilhouetteFit::new(data.n_samples(), &[&fitted.labels]);
                    let clusters = Clusters {
                        params: fit.params(),
                        on: self.on,
                        inertia_of_one_start: fit.first_inertia().unwrap_or(fitted.inertia),
                        fitted,
                        silhouette: None,
                    };
                    self.work = Work::Silhouette(Box::new(silhouette), Box::new(clusters));
                }
                None
            }
            Work::Silhouette(fit, clusters) => fit.step(data).then(|| Clusters {
                silhouette: fit.finish(data).pop().flatten(),
                ..(**clusters).clone()
            }),
        }
    }
}
