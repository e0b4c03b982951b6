//! The whole story, a short step a stage: collection -> catalogue -> spaces -> recommendations -> document.
//!
//! The worker steps through it and yields in between; the command line and the tests run it to the end.

mod collection;
mod document;
mod document_join;
mod document_writer;
mod grouping_fit;
mod layout;
mod profiles;
mod raw_groups;
mod recommendations;
mod rows;
mod search;
mod settings;
mod space;
mod space_fit;
mod standing;
mod study;

pub use collection::Collection;
pub use document::DocumentFit;
pub use profiles::{Profiles, ProfilesFit, profiles};
pub use raw_groups::{RawFit, RawGroups, raw_groups};
pub use recommendations::{
    Recommendation, RecommendationList, Recommender, default_query, find_query,
};
pub use rows::{RowOrder, Rows, RowsParams, TableRow};
pub use settings::{ClusterOn, Layout, RecommendSettings, Settings, SpaceSettings};
pub use space::{Clusters, Revisions, Samples, Space, SpaceName};
pub use space_fit::SpaceFit;
pub use standing::{Standing, Topic};
pub use study::{Finding, Findings, OutlierTrack, Quality, Study, StudyFit};

use crate::data::{Catalog, Readings};
use crate::error::{AnalysisError, Warning};
use crate::join::JoinReport;

/// Everything computed from a collection, but for the query.
pub struct Analysis {
    /// Every parameter in force.
    pub settings: Settings,
    /// The joined tracks.
    pub catalog: Catalog,
    /// How pictures and rows met.
    pub join: JoinReport,
    /// Sound space, if there is a picture.
    pub sound: Option<Recommender>,
    /// Feature space, if there is a numeric column and a track that has it.
    pub features: Option<Recommender>,
    /// How each table and the names in archives were read.
    pub readings: Readings,
    /// What was left out and why.
    pub warnings: Vec<Warning>,
}

/// Runs the whole analysis to the end.
pub fn analyse(collection: &Collection, settings: Settings) -> Result<Analysis, AnalysisError> {
    if collection.is_empty() {
        return Err(AnalysisError::Nothing);
    }
    let (catalog, join) = collection.join(&settings);
    let fit = |name, revision| -> Result<Option<Recommender>, AnalysisError> {
        let Some(samples) = Samples::of(name, &catalog, &join.key_column, &settings)? else {
            return Ok(None);
        };
        let mut fit = SpaceFit::new(samples, &settings, revision);
        while !fit.step(&catalog)? {}
        Ok(fit.finish().map(|space| Recommender { space }))
    };
    Ok(Analysis {
        sound: fit(SpaceName::Sound, 1)?,
        features: fit(SpaceName::Features, 2)?,
        readings: collection.readings(),
        warnings: collection.warnings(Some(&join)),
        settings,
        catalog,
        join,
    })
}

impl Analysis {
    /// A fitted space with what is needed to recommend from it.
    pub fn recommender(&self, name: SpaceName) -> Option<&Recommender> {
        match name {
            SpaceName::Sound => self.sound.as_ref(),
            SpaceName::Features => self.features.as_ref(),
        }
    }

    /// Where a fitted space stands.
    pub fn slot(&mut self, name: SpaceName) -> &mut Option<Recommender> {
        match name {
            SpaceName::Sound => &mut self.sound,
            SpaceName::Features => &mut self.features,
        }
    }

    /// A fitted space.
    pub fn space(&self, name: SpaceName) -> Option<&Space> {
        self.recommender(name).map(|recommender| &recommender.space)
    }

    /// The columns of feature space; none where there is none.
    pub fn columns(&self) -> Vec<String> {
        let features = self.features.as_ref();
        features
            .and_then(|features| features.space.samples.columns.clone())
            .unwrap_or_default()
    }

    /// Both lists for track `query`: by sound, by features. A list is `None` where the query is not in that space.
    pub fn recommend(
        &self,
        query: usize,
    ) -> Result<(Option<RecommendationList>, Option<RecommendationList>), AnalysisError> {
        let list = |recommender: &Option<Recommender>| {
            recommender.as_ref().map_or(Ok(None), |r| {
                r.recommend(&self.catalog, query, &self.settings)
            })
        };
        Ok((list(&self.sound)?, list(&self.features)?))
    }

    /// The analysis document for track `query`.
    pub fn document(&self, query: Option<usize>) -> Result<String, AnalysisError> {
        let mut fit = DocumentFit::new(query, Vec::new());
        while !fit.step(self)? {}
        Ok(fit.finish())
    }
}
