//! The fit of one space in short steps: standardise, principal components, layout, groups.

use std::borrow::Cow;

use super::layout::LayoutFit;
use super::settings::{ClusterOn, Layout, Settings, SpaceSettings};
use super::space::{Clusters, Samples, Space, SpaceName, coords, grouped_on, of_space};
use crate::cluster::{KMeansFit, KMeansParams, silhouette};
use crate::data::{Catalog, Matrix};
use crate::embed::{Iterative, Pca, PcaFit, Tsne};
use crate::error::AnalysisError;
use crate::features::Standardizer;
use crate::progress::{Progress, Stage};

/// Dimensions of the map.
const N_COMPONENTS: usize = 2;

/// A space being fitted: step it until it says true, then take it.
pub struct SpaceFit {
    samples: Samples,
    settings: Settings,
    standardizer: Option<Standardizer>,
    matrix: Matrix,
    pca: Option<Pca>,
    tsne: Option<Tsne>,
    clusters: Option<Clusters>,
    work: Work,
}

enum Work {
    Standardise,
    Pca(Box<PcaFit>),
    Layout(Box<LayoutFit>),
    Group,
    Kmeans(Box<KMeansFit>),
    Done,
}

impl SpaceFit {
    /// Prepares the whole fit of `samples`.
    pub fn new(samples: Samples, settings: &Settings) -> Self {
        Self {
            settings: settings.clone(),
            samples,
            standardizer: None,
            matrix: Matrix::default(),
            pca: None,
            tsne: None,
            clusters: None,
            work: Work::Standardise,
        }
    }

    /// Prepares another map or other groups of a space that is fitted already; it keeps the old ones until then.
    pub fn again(space: Space, settings: &Settings) -> Self {
        let is_laid_out = space.is_laid_out_as(settings);
        let mut fit = Self {
            standardizer: Some(space.standardizer),
            matrix: space.matrix,
            pca: Some(space.pca),
            tsne: space.tsne.filter(|_| is_laid_out),
            clusters: Some(space.clusters),
            work: Work::Group,
            ..Self::new(space.samples, settings)
        };
        if !is_laid_out {
            fit.lay_out();
            fit.mark_groups_old();
        }
        fit
    }

    /// The stage that the next step belongs to.
    pub fn stage(&self) -> Stage {
        match self.work {
            Work::Standardise => Stage::Standardise,
            Work::Pca(_) => Stage::Pca,
            Work::Layout(_) => Stage::Tsne,
            Work::Group | Work::Kmeans(_) | Work::Done => Stage::Kmeans,
        }
    }

    /// Rows of the space.
    pub fn n_samples(&self) -> usize {
        self.samples.tracks.len()
    }

    /// Which space is being fitted.
    pub fn name(&self) -> SpaceName {
        self.samples.name
    }

    /// The principal components, as soon as they are there.
    pub fn pca(&self) -> Option<(&Samples, &Pca)> {
        Some((&self.samples, self.pca.as_ref()?))
    }

    /// The map by t-SNE: while it is being made, or made.
    pub fn tsne(&self) -> Option<Cow<'_, Tsne>> {
        match &self.work {
            Work::Layout(fit) => fit.map().map(Cow::Owned),
            _ => self.tsne.as_ref().map(Cow::Borrowed),
        }
    }

    /// How far the stage, or a part of it, is; 0 of 0 where it cannot be known.
    pub fn progress(&self) -> Progress {
        match &self.work {
            Work::Layout(fit) => fit.progress(),
            _ => Progress {
                stage: self.stage(),
                done: 0,
                total: 0,
            },
        }
    }

    /// Takes the map by t-SNE as it is and goes on; false when none is being made, or there is nothing to take yet.
    pub fn stop_layout(&mut self) -> bool {
        let has_map = matches!(&self.work, Work::Layout(fit) if fit.map().is_some());
        if has_map {
            self.end_layout();
        }
        has_map
    }

    fn end_layout(&mut self) {
        if let Work::Layout(fit) = &self.work {
            self.tsne = fit.finish(&self.matrix);
            self.mark_groups_old();
            self.work = Work::Group;
        }
    }

    /// Groups that were found on another map are not those of this one, though they stand until others are found.
    fn mark_groups_old(&mut self) {
        let on = of_space(self.samples.name, &self.settings).on;
        if let Some(clusters) = &mut self.clusters {
            clusters.is_of_map &= on != ClusterOn::Components;
        }
    }

    /// After the principal components: the map by t-SNE, if it is wanted.
    fn lay_out(&mut self) {
        let is_wanted = of_space(self.samples.name, &self.settings).layout == Layout::Tsne;
        let fit = self
            .pca
            .as_ref()
            .filter(|_| is_wanted)
            .and_then(|pca| LayoutFit::new(&self.matrix, pca, &self.settings));
        self.work = fit.map_or(Work::Group, |fit| Work::Layout(Box::new(fit)));
    }

    /// Does a short piece of work; true when all is done.
    pub fn step(&mut self, catalog: &Catalog) -> Result<bool, AnalysisError> {
        match &mut self.work {
            Work::Standardise => {
                self.matrix = self.samples.raw(catalog)?;
                let standardizer = Standardizer::fit(&self.matrix);
                standardizer.apply(&mut self.matrix);
                self.standardizer = Some(standardizer);
                self.work = Work::Pca(Box::new(PcaFit::new(&self.matrix, N_COMPONENTS)));
            }
            Work::Pca(fit) => {
                if fit.step(&self.matrix) {
                    self.pca = fit.finish(&self.matrix);
                    self.lay_out();
                }
            }
            Work::Layout(fit) => {
                if fit.step(&self.matrix)? {
                    self.end_layout();
                }
            }
            Work::Group => self.start_grouping()?,
            Work::Kmeans(fit) => {
                let on = of_space(self.samples.name, &self.settings).on;
                let data = grouped_on(
                    on,
                    &self.matrix,
                    coords(self.pca.as_ref(), self.tsne.as_ref()),
                );
                if fit.step(data) {
                    self.clusters = fit.finish(data).map(|fitted| Clusters {
                        params: fit.params(),
                        on,
                        is_of_map: true,
                        silhouette: silhouette(data, &fitted.labels),
                        inertia_of_one_start: fit.first_inertia().unwrap_or(fitted.inertia),
                        fitted,
                    });
                    self.work = Work::Done;
                }
            }
            Work::Done => {}
        }
        Ok(matches!(self.work, Work::Done))
    }

    fn start_grouping(&mut self) -> Result<(), AnalysisError> {
        let SpaceSettings { k, on, .. } = of_space(self.samples.name, &self.settings);
        let data = grouped_on(
            on,
            &self.matrix,
            coords(self.pca.as_ref(), self.tsne.as_ref()),
        );
        let params = KMeansParams {
            n_clusters: k.min(data.n_samples()),
            n_init: self.settings.n_init,
            random_state: self.settings.random_state,
        };
        self.work = Work::Kmeans(Box::new(KMeansFit::new(params, data)?));
        Ok(())
    }

    /// The fitted space, once [`Self::step`] has said true; the old one when regrouping was given up before.
    pub fn finish(self) -> Option<Space> {
        Some(Space {
            samples: self.samples,
            standardizer: self.standardizer?,
            matrix: self.matrix,
            pca: self.pca?,
            tsne: self.tsne,
            clusters: self.clusters?,
        })
    }
}
