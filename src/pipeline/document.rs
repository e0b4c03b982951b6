//! The analysis document: everything that was computed, as one JSON value. Its keys are a promise (`version`).

use serde::Serialize;

use super::document_join::{JoinNumbers, join_numbers};
use super::recommendations::RecommendationList;
use super::settings::{ClusterOn, Settings};
use super::space::{Clusters, Space, SpaceName};
use super::{Analysis, Recommender};
use crate::cluster::{KMeans, KMeansFit, KMeansParams, group_means};
use crate::data::{Catalog, Matrix};
use crate::embed::Iterative;
use crate::error::{AnalysisError, Warning};
use crate::neighbors::{Metric, ScoreIs};
use crate::recommend::Scaling;

const VERSION: u32 = 1;

/// The whole document. Every per-track list is aligned with `tracks`, null where a track takes no part.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    settings: &'a Settings,
    join: JoinNumbers<'a>,
    tracks: Vec<TrackEntry<'a>>,
    sound: Option<SpaceEntry<'a>>,
    features: Option<SpaceEntry<'a>>,
    recommendations: RecommendationsEntry<'a>,
    ignored_files: usize,
    warnings: Vec<Warning>,
}

#[derive(Serialize)]
struct TrackEntry<'a> {
    file: Option<&'a str>,
    id: &'a str,
    title: Option<&'a str>,
    artists: Option<&'a str>,
    genre: Option<&'a str>,
}

#[derive(Serialize)]
struct SpaceEntry<'a> {
    n_samples: usize,
    n_features: usize,
    columns: Option<&'a [String]>,
    left_out: Vec<&'a str>,
    pca: PcaEntry<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tsne: Option<TsneEntry<'a>>,
    clusters: ClustersEntry,
    #[serde(skip_serializing_if = "Option::is_none")]
    clusters_raw: Option<RawClustersEntry>,
}

#[derive(Serialize)]
struct PcaEntry<'a> {
    explained_variance: &'a [f64],
    explained_variance_ratio: &'a [f64],
    coords: Vec<Option<&'a [f64]>>,
    components: Vec<&'a [f64]>,
}

#[derive(Serialize)]
struct TsneEntry<'a> {
    perplexity: f64,
    n_iter: usize,
    kl_divergence: f64,
    coords: Vec<Option<&'a [f64]>>,
}

#[derive(Serialize)]
struct ClustersEntry {
    k: usize,
    /// "components", "tsne" or "features".
    on: &'static str,
    n_init: usize,
    random_state: u32,
    n_iter: usize,
    inertia: f64,
    labels: Vec<Option<usize>>,
    centroids: Vec<Vec<f64>>,
    silhouette: Option<f64>,
}

/// k-means on the unscaled columns, as the notebook's last figure: dominated by the column with the widest range.
#[derive(Serialize)]
struct RawClustersEntry {
    k: usize,
    n_init: usize,
    random_state: u32,
    n_iter: usize,
    inertia: f64,
    labels: Vec<Option<usize>>,
    means: Vec<Vec<f64>>,
}

#[derive(Serialize)]
struct RecommendationsEntry<'a> {
    query: Option<&'a str>,
    by_sound: Vec<RecommendationEntry<'a>>,
    by_features: Vec<RecommendationEntry<'a>>,
    /// What each list was made with; null for a list that could not be made.
    lists: Lists,
}

#[derive(Serialize)]
struct RecommendationEntry<'a> {
    id: &'a str,
    score: f64,
    rank: usize,
    reason: &'a str,
}

#[derive(Serialize)]
struct Lists {
    by_sound: Option<ListEntry>,
    by_features: Option<ListEntry>,
}

#[derive(Serialize)]
struct ListEntry {
    space: SpaceName,
    metric: Metric,
    scaling: Scaling,
    score_is: ScoreIs,
}

/// Writes the document of `analysis` for the track `query`, with the lists that were made for it.
pub fn to_json(
    analysis: &Analysis,
    query: Option<usize>,
    by_sound: Option<&RecommendationList>,
    by_features: Option<&RecommendationList>,
) -> Result<String, AnalysisError> {
    let catalog = &analysis.catalog;
    let features = match &analysis.features {
        Some(recommender) => {
            let mut entry = space_entry(catalog, &recommender.space);
            if analysis.settings.as_notebook {
                entry.clusters_raw = Some(raw_clusters(catalog, &recommender.space)?);
            }
            Some(entry)
        }
        None => None,
    };
    let document = Document {
        version: VERSION,
        settings: &analysis.settings,
        join: join_numbers(&analysis.join),
        tracks: tracks(catalog),
        sound: analysis
            .sound
            .as_ref()
            .map(|Recommender { space, .. }| space_entry(catalog, space)),
        features,
        recommendations: RecommendationsEntry {
            query: query.and_then(|track| id(catalog, track)),
            by_sound: by_sound.map_or_else(Vec::new, |list| entries(catalog, list)),
            by_features: by_features.map_or_else(Vec::new, |list| entries(catalog, list)),
            lists: Lists {
                by_sound: by_sound.map(list_entry),
                by_features: by_features.map(list_entry),
            },
        },
        ignored_files: analysis.join.ignored_files,
        warnings: warnings(analysis),
    };
    serde_json::to_string(&document).map_err(|error| AnalysisError::NotWritten(error.to_string()))
}

fn id(catalog: &Catalog, track: usize) -> Option<&str> {
    catalog.tracks.get(track).map(|track| track.id.as_str())
}

/// What was left out, and where pictures and rows did not meet, why.
fn warnings(analysis: &Analysis) -> Vec<Warning> {
    let table = analysis.catalog.table.as_ref();
    let reason = analysis.join.reason.as_ref().zip(table);
    let reason = reason.map(|(reason, table)| Warning::of_file(table.file.clone(), reason));
    analysis.warnings.iter().cloned().chain(reason).collect()
}

fn tracks(catalog: &Catalog) -> Vec<TrackEntry<'_>> {
    let names = catalog
        .titles()
        .zip(catalog.artists())
        .zip(catalog.genres());
    let entries = catalog.tracks.iter().enumerate().zip(names);
    entries
        .map(|((i, track), ((title, artists), genre))| TrackEntry {
            file: catalog
                .spectrogram(i)
                .map(|spectrogram| spectrogram.file.as_str()),
            id: &track.id,
            title,
            artists,
            genre,
        })
        .collect()
}

/// Values by sample to values by track, `None` for tracks that are not in the space.
fn by_track<T>(
    catalog: &Catalog,
    space: &Space,
    values: impl Iterator<Item = T>,
) -> Vec<Option<T>> {
    let mut aligned: Vec<Option<T>> = catalog.tracks.iter().map(|_| None).collect();
    for (&track, value) in space.samples.tracks.iter().zip(values) {
        aligned[track] = Some(value);
    }
    aligned
}

fn space_entry<'a>(catalog: &'a Catalog, space: &'a Space) -> SpaceEntry<'a> {
    let Clusters {
        params,
        on,
        fitted,
        silhouette,
        is_of_map,
        ..
    } = &space.clusters;
    SpaceEntry {
        n_samples: space.matrix.n_samples(),
        n_features: space.matrix.n_features(),
        columns: space.samples.columns.as_deref(),
        left_out: space
            .samples
            .left_out
            .iter()
            .filter_map(|&track| id(catalog, track))
            .collect(),
        pca: PcaEntry {
            explained_variance: &space.pca.explained_variance,
            explained_variance_ratio: &space.pca.explained_variance_ratio,
            coords: by_track(catalog, space, space.pca.coords.rows()),
            components: space.pca.components.rows().collect(),
        },
        tsne: space.tsne.as_ref().map(|tsne| TsneEntry {
            perplexity: tsne.perplexity,
            n_iter: tsne.n_iter,
            kl_divergence: tsne.kl_divergence,
            coords: by_track(catalog, space, tsne.coords.rows()),
        }),
        clusters: ClustersEntry {
            k: params.n_clusters,
            on: match on {
                ClusterOn::Features => "features",
                ClusterOn::Components if space.tsne.is_some() && *is_of_map => "tsne",
                ClusterOn::Components => "components",
            },
            n_init: params.n_init,
            random_state: params.random_state,
            n_iter: fitted.n_iter,
            inertia: fitted.inertia,
            labels: by_track(catalog, space, fitted.labels.iter().copied()),
            centroids: fitted.centroids.rows().map(<[f64]>::to_vec).collect(),
            silhouette: *silhouette,
        },
        clusters_raw: None,
    }
}

fn raw_clusters(catalog: &Catalog, space: &Space) -> Result<RawClustersEntry, AnalysisError> {
    let raw: Matrix = space.samples.raw(catalog)?;
    let params: KMeansParams = space.clusters.params;
    let fitted = KMeansFit::new(params, &raw)?.run(&raw);
    let KMeans {
        labels,
        inertia,
        n_iter,
        ..
    } = fitted
        .ok_or_else(|| AnalysisError::NotWritten("the raw clusters were not found".into()))?;
    Ok(RawClustersEntry {
        k: params.n_clusters,
        n_init: params.n_init,
        random_state: params.random_state,
        n_iter,
        inertia,
        means: group_means(&raw, &labels, params.n_clusters)
            .rows()
            .map(<[f64]>::to_vec)
            .collect(),
        labels: by_track(catalog, space, labels.into_iter()),
    })
}

fn entries<'a>(catalog: &'a Catalog, list: &'a RecommendationList) -> Vec<RecommendationEntry<'a>> {
    list.items
        .iter()
        .enumerate()
        .map(|(i, item)| RecommendationEntry {
            id: id(catalog, item.track).unwrap_or_default(),
            score: item.score,
            rank: i + 1,
            reason: &item.reason,
        })
        .collect()
}

fn list_entry(list: &RecommendationList) -> ListEntry {
    ListEntry {
        space: list.space,
        metric: list.metric,
        scaling: list.scaling,
        score_is: list.score_is,
    }
}
