//! The two lists of recommendations for one query, with their reasons.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::data::{Catalog, Matrix, Recordings, spelling};
use crate::error::AnalysisError;
use crate::explain::timbre_reason;
use crate::features::timbre::{self, Part};
use crate::neighbors::{Metric, ScoreIs};
use crate::recommend::{
    Copies, OccurrenceFit, OccurrenceParams, Scaling, SimilarTrack, shortlist, similar_tracks,
    within_cluster,
};
use crate::sentences::{Alike, text};
use crate::space::{RecommendSettings, Settings, Space, SpaceName};

/// One recommended track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Position in the catalogue.
    pub track: usize,
    /// Distance or similarity.
    pub score: f64,
    /// What each part of the timbre adds to the score, in the order of [`Part::ALL`]; `None` where the score is not made of
    /// parts.
    pub parts: Option<[f64; Part::ALL.len()]>,
    /// One or two sentences.
    pub reason: String,
    /// Where else the recording stands, as a sentence; empty where it stands nowhere else.
    pub also: String,
}

/// One list, best first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecommendationList {
    /// Which space was searched.
    pub space: SpaceName,
    /// How tracks were compared.
    pub metric: Metric,
    /// Which values were compared.
    pub scaling: Scaling,
    /// How to read the scores.
    pub score_is: ScoreIs,
    /// The tracks.
    pub items: Vec<Recommendation>,
}

/// A fitted space, to recommend from.
#[derive(Clone)]
pub struct Recommender {
    /// The space.
    pub space: Space,
}

impl Recommender {
    /// Prepares to count how often each track stands in the lists of all; with it the values that are compared.
    pub fn occurrences(
        &self,
        catalog: &Catalog,
        settings: &Settings,
    ) -> Result<(OccurrenceFit, Rc<Matrix>), AnalysisError> {
        let samples = &self.space.samples;
        let RecommendSettings { metric, scaling } = settings.recommending[samples.name];
        let values = self.space.values(catalog, scaling)?;
        let recordings = catalog.recordings(settings.copies);
        let copies =
            (!settings.include_copies).then(|| Copies::among(&recordings, &samples.tracks));
        let params = OccurrenceParams {
            metric,
            top_n: settings.top_n,
        };
        Ok((OccurrenceFit::new(params, &values, copies), values))
    }

    /// What each part of the timbre adds to the score of two tracks; `None` where scores are not made of parts.
    fn parts(
        &self,
        query: usize,
        track: usize,
        settings: &Settings,
    ) -> Option<[f64; Part::ALL.len()]> {
        let cosine = RecommendSettings {
            metric: Metric::Cosine,
            scaling: Scaling::Standardised,
        };
        let samples = &self.space.samples;
        let is_made_of_parts = settings.recommending[samples.name] == cosine;
        let vectors = self.space.vectors.as_ref().filter(|_| is_made_of_parts)?;
        let row = |track| samples.tracks.iter().position(|&of| of == track);
        Some(timbre::parts_of_cosine(
            &vectors.row(row(query)?),
            &vectors.row(row(track)?),
        ))
    }

    /// The tracks most like `query` in this space; `None` when the query is not in it.
    pub fn recommend(
        &self,
        catalog: &Catalog,
        query: usize,
        settings: &Settings,
    ) -> Result<Option<RecommendationList>, AnalysisError> {
        let name = self.space.samples.name;
        let RecommendSettings { metric, scaling } = settings.recommending[name];
        let values = self.space.values(catalog, scaling)?;
        let recordings = catalog.recordings(settings.copies);
        let clusters = &self.space.clusters.fitted.labels;
        let is_inside = within_cluster(&self.space.samples.tracks, clusters, query);
        let is_candidate = |track| {
            (settings.include_copies || !recordings.is_same(query, track))
                && (!settings.within_cluster || is_inside(track))
        };
        let find = |n| {
            let tracks = &self.space.samples.tracks;
            similar_tracks(&values, tracks, query, metric, n, is_candidate)
        };
        let begin = || admission(catalog, settings, &recordings);
        let similar = shortlist(settings.top_n, find, begin);
        Ok(similar.map(|similar| RecommendationList {
            space: name,
            metric,
            scaling,
            score_is: metric.score_is(),
            items: similar
                .into_iter()
                .map(|found| {
                    let parts = self.parts(query, found.track, settings);
                    let traits = &self.space.traits;
                    Recommendation {
                        track: found.track,
                        score: found.score,
                        reason: match &parts {
                            Some(parts) => text(timbre_reason(traits, query, found.track, parts)),
                            None => text(traits.reason(query, found.track, |_| true)),
                        },
                        parts,
                        also: text(copies_of(catalog, settings, &recordings, found.track)),
                    }
                })
                .collect(),
        }))
    }
}

/// Begins a list in which each recording stands once, and of one artist no more than wanted.
fn admission<'a>(
    catalog: &'a Catalog,
    settings: &'a Settings,
    recordings: &'a Recordings,
) -> impl FnMut(&SimilarTrack) -> bool + use<'a> {
    let mut seen = BTreeSet::new();
    let mut by_artist: HashMap<String, usize> = HashMap::new();
    move |&SimilarTrack { track, .. }| {
        let mut is_first = |number| seen.insert(number);
        let is_new = settings.include_copies || recordings.number(track).is_none_or(&mut is_first);
        let Some(most) = settings.most_by_artist.filter(|_| is_new) else {
            return is_new;
        };
        let artist = catalog.row(track).and_then(|row| catalog.row_artists(row));
        artist.is_none_or(|artist| {
            let n = by_artist.entry(spelling::unaccented(artist)).or_default();
            *n += 1;
            *n <= most
        })
    }
}

/// Where else a track's recording stands; `None` where it stands nowhere else, or its copies are recommended by themselves.
pub fn copies_of(
    catalog: &Catalog,
    settings: &Settings,
    recordings: &Recordings,
    track: usize,
) -> Option<Alike> {
    if settings.include_copies {
        return None;
    }
    let (mut rows, mut files) = (Vec::new(), Vec::new());
    for copy in recordings.copies(track) {
        match (catalog.row(copy), catalog.file(copy)) {
            (Some(row), _) => rows.push(row + 1),
            (None, Some(file)) => files.push(file.to_owned()),
            (None, None) => {}
        }
    }
    let is_any = rows.len() + files.len() > 0;
    is_any.then_some(Alike::AlsoIn { rows, files })
}

/// The track shown first: of those that take part the matched one with the highest popularity, the first row on a tie;
/// else the first track.
pub fn default_query(catalog: &Catalog) -> Option<usize> {
    // Looked up once: a table may have a hundred thousand rows.
    let column = catalog.popularity_column();
    catalog
        .taking_part()
        .filter_map(|track| {
            let row = catalog.row(track)?;
            Some((column?.number(row)?, row, track))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)))
        .map(|(_, _, track)| track)
        .or_else(|| catalog.taking_part().next())
}

/// The track that lists are for: `wanted` where it takes part, else the default one.
pub fn query_of(catalog: &Catalog, wanted: Option<usize>) -> Option<usize> {
    wanted
        .filter(|&track| catalog.takes_part(track))
        .or_else(|| default_query(catalog))
}

/// The track with that id: the first that takes part, else the first.
pub fn find_query(catalog: &Catalog, id: &str) -> Result<usize, AnalysisError> {
    let mut with_id = (0..).zip(&catalog.tracks).filter(|(_, of)| of.id == id);
    let first = with_id.clone().next();
    with_id
        .find(|(track, _)| catalog.takes_part(*track))
        .or(first)
        .map(|(track, _)| track)
        .ok_or_else(|| AnalysisError::UnknownQuery(id.to_string()))
}
