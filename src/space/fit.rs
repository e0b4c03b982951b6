//! The fit of one space in short steps: standardise, principal components, layout, groups, what stands out.
//!
//! It shares what it does not change with the space it starts from, and takes nothing from it: that space stays whole
//! until this one is done, and stays for good when this one is given up.

use std::borrow::Cow;
use std::rc::Rc;

use super::clustering::ClusteringFit;
use super::layout::LayoutFit;
use super::name::SpaceName;
use super::samples::Samples;
use super::settings::{ClusterOn, Layout, Settings, SpaceSettings};
use super::space::{Clusters, Revisions, Space, read_by};
use crate::cluster::KMeansParams;
use crate::data::{Catalog, Matrix};
use crate::embed::{Iterative, Pca, PcaFit, Tsne};
use crate::error::AnalysisError;
use crate::explain::{Traits, TraitsFit};
use crate::features::timbre::{Timbre, TimbreFit};
use crate::features::{Standardizer, StandardizerFit};
use crate::progress::{Progress, Stage};

/// Dimensions of the map.
const N_COMPONENTS: usize = 2;

/// A space being fitted: step it until it says true, then take it.
pub struct SpaceFit {
    /// Number of this fit, for what it makes.
    revision: u64,
    revisions: Revisions,
    samples: Rc<Samples>,
    settings: Settings,
    standardizer: Option<Rc<Standardizer>>,
    matrix: Rc<Matrix>,
    vectors: Option<Rc<Matrix>>,
    pca: Option<Rc<Pca>>,
    tsne: Option<Rc<Tsne>>,
    clusters: Option<Rc<Clusters>>,
    traits: Option<Rc<Traits>>,
    work: Work,
}

enum Work {
    /// The raw values, then means and scales, then the standardised values.
    Read,
    Measure(Matrix, StandardizerFit),
    Standardise(Matrix, Standardizer),
    /// In their place: what a collection makes of its timbre.
    Whiten(Box<TimbreFit>),
    StartPca,
    Pca(Box<PcaFit>),
    Layout(Box<LayoutFit>),
    Group,
    Kmeans(Box<ClusteringFit>),
    Traits(Box<TraitsFit>),
    Done,
}

impl SpaceFit {
    /// Prepares the whole fit of `samples`; `revision` is a number that no other fit has.
    pub fn new(samples: Samples, settings: &Settings, revision: u64) -> Self {
        Self {
            revision,
            revisions: Revisions {
                values: revision,
                shows_tsne: settings.spaces[samples.name].layout == Layout::Tsne,
                ..Revisions::default()
            },
            settings: settings.clone(),
            samples: Rc::new(samples),
            standardizer: None,
            matrix: Rc::default(),
            vectors: None,
            pca: None,
            tsne: None,
            clusters: None,
            traits: None,
            work: Work::Read,
        }
    }

    /// Prepares another map or other groups of a space that is fitted already.
    pub fn again(space: &Space, settings: &Settings, revision: u64) -> Self {
        let has_tsne = space.has_tsne_as(settings);
        let mut fit = Self {
            revision,
            revisions: space.revisions,
            settings: settings.clone(),
            samples: space.samples.clone(),
            standardizer: Some(space.standardizer.clone()),
            matrix: space.matrix.clone(),
            vectors: space.vectors.clone(),
            pca: Some(space.pca.clone()),
            tsne: space.tsne.clone().filter(|_| has_tsne),
            clusters: Some(space.clusters.clone()),
            traits: Some(space.traits.clone()),
            work: Work::Group,
        };
        let is_of_other_map = !has_tsne && space.clusters.on == ClusterOn::Tsne;
        if is_of_other_map || !space.is_clustered_as(settings) {
            fit.clusters = None;
        }
        if !has_tsne {
            fit.revisions.tsne = None;
            fit.lay_out();
        }
        fit.revisions.shows_tsne = fit.shows_tsne();
        fit
    }

    /// Goes on with other settings, if what is done so far and what is being done are the same under them.
    pub fn go_on_with(&mut self, samples: &Samples, settings: &Settings) -> bool {
        let (wanted, asked) = (self.of(settings), self.asked());
        let is_same_seed = (settings.n_init, settings.random_state)
            == (self.settings.n_init, self.settings.random_state);
        // Whichever map is in view.
        let is_clustered_alike = is_same_seed && (wanted.k, wanted.on) == (asked.k, asked.on);
        let is_same_map = wanted.needs_tsne() == asked.needs_tsne()
            && is_same_seed
            && settings.perplexity == self.settings.perplexity;
        let goes_on = *self.samples == *samples
            && match &self.work {
                Work::Read
                | Work::Measure(..)
                | Work::Standardise(..)
                | Work::Whiten(_)
                | Work::StartPca
                | Work::Pca(_) => true,
                Work::Layout(fit) => wanted.needs_tsne() && fit.is_as(settings, self.n_samples()),
                Work::Group => is_same_map && self.clusters.is_none(),
                _ => is_same_map && is_clustered_alike,
            };
        if goes_on {
            if !is_clustered_alike {
                self.clusters = None;
            }
            self.settings = settings.clone();
            self.revisions.shows_tsne = self.shows_tsne();
        }
        goes_on
    }

    /// The stage that the next step belongs to.
    pub fn stage(&self) -> Stage {
        match self.work {
            Work::Read | Work::Measure(..) | Work::Standardise(..) | Work::Whiten(_) => {
                Stage::Standardise
            }
            Work::StartPca | Work::Pca(_) => Stage::Pca,
            Work::Layout(_) => Stage::Tsne,
            Work::Group | Work::Kmeans(_) => Stage::Kmeans,
            Work::Traits(_) | Work::Done => Stage::Recommend,
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

    /// Its samples.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// The principal components, as soon as they are there.
    pub fn pca(&self) -> Option<&Pca> {
        self.pca.as_deref()
    }

    /// The revision of its map, once that moves no more.
    pub fn map_revision(&self) -> Option<u64> {
        let moves = self.shows_tsne() && matches!(self.work, Work::Layout(_));
        (self.pca.is_some() && !moves).then(|| self.revisions.map())
    }

    /// Is the map by t-SNE the one that will be in view?
    pub fn shows_tsne(&self) -> bool {
        self.asked().layout == Layout::Tsne
    }

    /// The map by t-SNE, if it is the one in view: while it is being made, or made.
    pub fn shown_tsne(&self) -> Option<Cow<'_, Tsne>> {
        match &self.work {
            _ if !self.shows_tsne() => None,
            Work::Layout(fit) => fit.map().map(Cow::Owned),
            _ => self.tsne.as_deref().map(Cow::Borrowed),
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

    fn of(&self, settings: &Settings) -> SpaceSettings {
        settings.spaces[self.samples.name]
    }

    fn asked(&self) -> SpaceSettings {
        self.of(&self.settings)
    }

    fn on(&self) -> ClusterOn {
        self.asked().on_where(self.tsne.is_some())
    }

    /// What the groups are found in.
    fn clustered_on(&self) -> &Matrix {
        let compared = self.vectors.as_ref().unwrap_or(&self.matrix);
        self.pca.as_ref().map_or(compared, |pca| {
            read_by(self.on(), pca, self.tsne.as_deref(), compared)
        })
    }

    fn end_layout(&mut self) {
        if let Work::Layout(fit) = &self.work {
            self.tsne = fit.finish(&self.matrix).map(Rc::new);
            self.revisions.tsne = self.tsne.as_ref().map(|_| self.revision);
            self.work = Work::Group;
        }
    }

    /// After the principal components: the map by t-SNE, if it is needed.
    fn lay_out(&mut self) {
        let is_wanted = self.asked().needs_tsne();
        let fit = self
            .pca
            .as_ref()
            .filter(|_| is_wanted)
            .and_then(|pca| LayoutFit::new(&self.matrix, pca, &self.settings));
        self.work = fit.map_or(Work::Group, |fit| Work::Layout(Box::new(fit)));
    }

    /// Does a short piece of work; true when all is done.
    pub fn step(&mut self, catalog: &Catalog) -> Result<bool, AnalysisError> {
        match std::mem::replace(&mut self.work, Work::Done) {
            Work::Read => {
                let raw = self.samples.raw(catalog)?;
                self.work = if self.name().kind().is_whitened {
                    Work::Whiten(Box::new(TimbreFit::new(raw)))
                } else {
                    let fit = StandardizerFit::new(raw.n_features());
                    Work::Measure(raw, fit)
                };
            }
            Work::Measure(raw, mut fit) => {
                self.work = match fit.step(&raw) {
                    Some(standardizer) => Work::Standardise(raw, standardizer),
                    None => Work::Measure(raw, fit),
                };
            }
            Work::Standardise(mut matrix, standardizer) => {
                standardizer.apply(&mut matrix);
                self.matrix = Rc::new(matrix);
                self.standardizer = Some(Rc::new(standardizer));
                self.work = Work::StartPca;
            }
            Work::Whiten(mut fit) => {
                self.work = match fit.step() {
                    Some(Timbre {
                        standardizer,
                        scores,
                        vectors,
                    }) => {
                        self.standardizer = Some(Rc::new(standardizer));
                        self.matrix = Rc::new(scores);
                        self.vectors = Some(Rc::new(vectors));
                        Work::StartPca
                    }
                    None => Work::Whiten(fit),
                };
            }
            Work::StartPca => {
                self.work = Work::Pca(Box::new(PcaFit::new(&self.matrix, N_COMPONENTS)));
            }
            Work::Pca(mut fit) => {
                if fit.step(&self.matrix) {
                    self.pca = fit.finish(&self.matrix).map(Rc::new);
                    self.lay_out();
                } else {
                    self.work = Work::Pca(fit);
                }
            }
            Work::Layout(mut fit) => {
                let is_done = fit.step(&self.matrix)?;
                self.work = Work::Layout(fit);
                if is_done {
                    self.end_layout();
                }
            }
            Work::Group => self.start_clustering(catalog)?,
            Work::Kmeans(mut fit) => {
                if let Some(clusters) = fit.step(self.clustered_on()) {
                    self.revisions.clusters = self.revision;
                    self.clusters = Some(Rc::new(clusters));
                    self.find_traits(catalog)?;
                } else {
                    self.work = Work::Kmeans(fit);
                }
            }
            Work::Traits(mut fit) => {
                if fit.step(catalog, &self.samples.tracks) {
                    let traits = fit.finish(catalog, &self.samples.tracks);
                    self.traits = Some(Rc::new(traits));
                } else {
                    self.work = Work::Traits(fit);
                }
            }
            Work::Done => {}
        }
        Ok(matches!(self.work, Work::Done))
    }

    fn start_clustering(&mut self, catalog: &Catalog) -> Result<(), AnalysisError> {
        if self.clusters.is_some() {
            // Found in something that did not change.
            self.find_traits(catalog)?;
            return Ok(());
        }
        let data = self.clustered_on();
        let params = KMeansParams {
            n_clusters: self.asked().k.min(data.n_samples()),
            n_init: self.settings.n_init,
            random_state: self.settings.random_state,
        };
        let fit = ClusteringFit::new(self.on(), params, data)?;
        self.work = Work::Kmeans(Box::new(fit));
        Ok(())
    }

    /// Last, what stands out in its tracks, unless that is known.
    fn find_traits(&mut self, catalog: &Catalog) -> Result<(), AnalysisError> {
        if self.traits.is_none() {
            let fit = TraitsFit::new(self.samples.described(catalog)?);
            self.work = Work::Traits(Box::new(fit));
        }
        Ok(())
    }

    /// The fitted space, once [`Self::step`] has said true.
    pub fn finish(self) -> Option<Space> {
        Some(Space {
            layout: self.asked().layout,
            revisions: self.revisions,
            samples: self.samples,
            standardizer: self.standardizer?,
            matrix: self.matrix,
            vectors: self.vectors,
            pca: self.pca?,
            tsne: self.tsne,
            clusters: self.clusters?,
            traits: self.traits?,
        })
    }
}
