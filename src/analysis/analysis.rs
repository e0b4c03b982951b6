//! Everything computed from a collection, but for the query.

use super::{Collection, DocumentFit, RecommendationList, Recommender};
use crate::data::{Catalog, Readings};
use crate::error::{AnalysisError, Warning};
use crate::join::JoinReport;
use crate::space::{Samples, Settings, Space, SpaceFit, SpaceName, Spaces};

/// Everything computed from a collection, but for the query.
pub struct Analysis {
    /// Every parameter in force.
    pub settings: Settings,
    /// The joined tracks.
    pub catalog: Catalog,
    /// How pictures and rows met.
    pub join: JoinReport,
    /// The spaces that the collection has something to compute from.
    pub spaces: Spaces<Option<Recommender>>,
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
    let names = SpaceName::of(&catalog);
    let fitted = (1..)
        .zip(names)
        .map(|(revision, name)| Ok((name, fit(name, revision)?)));
    let spaces = fitted.collect::<Result<_, AnalysisError>>()?;
    Ok(Analysis {
        spaces,
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
        self.spaces[name].as_ref()
    }

    /// The spaces that this collection can have, in the order in which they are shown.
    pub fn names(&self) -> impl Iterator<Item = SpaceName> + Clone + use<> {
        SpaceName::of(&self.catalog)
    }

    /// A fitted space.
    pub fn space(&self, name: SpaceName) -> Option<&Space> {
        self.recommender(name).map(|recommender| &recommender.space)
    }

    /// The space that "by sound" means.
    pub fn sound_space(&self) -> SpaceName {
        let timbre = self.space(SpaceName::Timbre);
        let n = timbre.map_or(0, |space| space.samples.tracks.len());
        self.settings.sound_space.in_force(n)
    }

    /// The spaces that recommend, in the order in which they are shown: of the two of sound the one in force.
    pub fn recommending(&self) -> impl Iterator<Item = SpaceName> + use<> {
        let sound = self.sound_space();
        self.names().filter(move |name| name.recommends(sound))
    }

    /// The columns of feature space; none where there is none.
    pub fn columns(&self) -> Vec<String> {
        self.space(SpaceName::Features)
            .and_then(|space| space.samples.columns.clone())
            .unwrap_or_default()
    }

    /// The list of each space that recommends, for track `query`; `None` where the query is not in that space.
    pub fn recommend(
        &self,
        query: usize,
    ) -> Result<Spaces<Option<RecommendationList>>, AnalysisError> {
        let names = self.recommending();
        let fitted = names.filter_map(|name| Some((name, self.recommender(name)?)));
        fitted
            .map(|(name, fitted)| {
                Ok((
                    name,
                    fitted.recommend(&self.catalog, query, &self.settings)?,
                ))
            })
            .collect()
    }

    /// The analysis document for track `query`.
    pub fn document(&self, query: Option<usize>) -> Result<String, AnalysisError> {
        let mut fit = DocumentFit::new(query, Vec::new());
        while !fit.step(self)? {}
        Ok(fit.finish())
    }
}
