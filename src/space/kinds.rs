//! What each space holds and is called: the only place that tells them apart.

use super::kind::{Described, Kind};
use super::name::SpaceName;
use super::samples::Samples;
use super::settings::Settings;
use super::words::SpaceWords;
use super::{features, own, pixels, timbre};
use crate::data::{Catalog, Matrix};
use crate::error::AnalysisError;
use crate::explain::Compared;

impl SpaceName {
    /// What it holds.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Pixels => pixels::KIND,
            Self::Timbre => timbre::KIND,
            Self::Features => features::KIND,
            Self::Own(_) => own::KIND,
        }
    }

    /// How a person reads of it. `embeddings` are the names of those that the person brought.
    pub fn words(self, embeddings: &[impl AsRef<str>]) -> SpaceWords {
        match self {
            Self::Pixels => pixels::words(),
            Self::Timbre => timbre::words(),
            Self::Features => features::words(),
            Self::Own(position) => {
                let name = embeddings.get(usize::from(position));
                own::words(name.map_or("an embedding", AsRef::as_ref))
            }
        }
    }

    /// How a person reads of this space of `catalog`.
    pub fn words_in(self, catalog: &Catalog) -> SpaceWords {
        self.words(&catalog.embedding_names())
    }
}

impl Samples {
    /// The samples that `catalog` has for a space; `None` where it has nothing to compute it from.
    pub fn of(
        name: SpaceName,
        catalog: &Catalog,
        key_column: &str,
        settings: &Settings,
    ) -> Result<Option<Self>, AnalysisError> {
        let samples = (name.kind().samples)(name, catalog, key_column, settings)?;
        Ok(samples.filter(|samples| !samples.tracks.is_empty()))
    }

    /// The values as the files have them, one row per sample.
    pub fn raw(&self, catalog: &Catalog) -> Result<Matrix, AnalysisError> {
        (self.name.kind().raw)(self, catalog)
    }

    /// What they are compared by.
    pub fn compared(&self) -> Compared<'_> {
        match &self.columns {
            Some(columns) => Compared::Columns(columns),
            None if self.name.kind().is_whitened => Compared::Timbre,
            None => Compared::Pixels,
        }
    }

    /// What can be said of each sample in words, one row per sample; `None` for pixels, of which the pictures tell it.
    pub fn described(&self, catalog: &Catalog) -> Result<Option<Described>, AnalysisError> {
        (self.name.kind().described)(self, catalog)
    }
}
