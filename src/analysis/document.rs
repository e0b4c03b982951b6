//! The analysis document: everything that was computed, as one JSON value. Its keys are a promise (`version`). In: an
//! analysis and a query. Out: text, written a few thousand rows per step.

use serde::{Serialize, Serializer};

use super::Analysis;
use super::document_join::join_numbers;
use super::document_kinds::kinds;
use super::document_scorecard::scorecard;
use super::document_writer::{List, Writer};
use super::recommendations::{Recommendation, RecommendationList, Recommender};
use super::scorecard::{Scorecard, ScorecardFit};
use crate::cluster::{KMeans, KMeansFit, group_means};
use crate::data::{Catalog, ColumnReading, Matrix, NamesReading, Readings, TableReading};
use crate::embed::Iterative;
use crate::error::{AnalysisError, Warning};
use crate::features::timbre;
use crate::neighbors::{Metric, ScoreIs};
use crate::recommend::Scaling;
use crate::space::{ClusterOn, Clusters, Space, SpaceName, Spaces};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct RecommendationsEntry<'a> {
    query: Option<&'a str>,
    #[serde(flatten)]
    entries: BySpace<Vec<RecommendationEntry<'a>>>,
    /// What each list was made with; null for a list that could not be made.
    lists: BySpace<Option<ListEntry>>,
}

/// Something of each space, under the keys `by_sound`, `by_features` and so on.
struct BySpace<T>(Vec<(SpaceName, T)>);

impl<T: Serialize> Serialize for BySpace<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.0.iter();
        let key = |name: &SpaceName| match name {
            name if name.is_of_sound() => "by_sound".to_owned(),
            name => format!("by_{name}"),
        };
        serializer.collect_map(entries.map(|(name, value)| (key(name), value)))
    }
}

#[derive(Serialize)]
struct RecommendationEntry<'a> {
    id: &'a str,
    score: f64,
    rank: usize,
    reason: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    also: &'a str,
}

/// What each part of the timbre adds to a score.
#[derive(Serialize)]
struct PartsEntry<'a> {
    id: &'a str,
    level: f64,
    contrast: f64,
    change: f64,
    together: f64,
    grain: f64,
    ladder: f64,
}

#[derive(Serialize)]
struct ListEntry {
    space: SpaceName,
    metric: Metric,
    scaling: Scaling,
    score_is: ScoreIs,
}

/// A document on its way. Every per-track list is aligned with `tracks`, null where a track takes no part.
pub struct DocumentFit {
    query: Option<usize>,
    unfinished: Vec<SpaceName>,
    writer: Writer,
    scorecard: Option<Scorecard>,
    raw: Raw,
    is_complete: bool,
}

/// k-means on the unscaled columns, as the notebook's last figure: dominated by the column with the widest range. Only
/// the notebook's way asks for it.
enum Raw {
    Unknown,
    Scorecard(Box<ScorecardFit>),
    Fit(Matrix, Box<KMeansFit>),
    Known(Option<(Matrix, KMeans)>),
}

impl DocumentFit {
    /// Prepares the document for the track `query`. `unfinished` are the spaces that are being computed: what stands of
    /// them is written, and that they are not done.
    pub fn new(query: Option<usize>, unfinished: Vec<SpaceName>) -> Self {
        Self {
            query,
            unfinished,
            writer: Writer::default(),
            scorecard: None,
            raw: Raw::Unknown,
            is_complete: false,
        }
    }

    /// The spaces that are still being computed.
    pub fn unfinished(&self) -> &[SpaceName] {
        &self.unfinished
    }

    /// The same with a scorecard that is known already.
    #[must_use]
    pub fn with_scorecard(mut self, known: Option<Scorecard>) -> Self {
        self.scorecard = known;
        self
    }

    /// Does a short piece of the work; true when all is written. The analysis must be the same at every step.
    pub fn step(&mut self, analysis: &Analysis) -> Result<bool, AnalysisError> {
        match std::mem::replace(&mut self.raw, Raw::Known(None)) {
            Raw::Unknown => {
                let is_known = self.scorecard.is_some();
                let fit = (!is_known).then(|| ScorecardFit::new(analysis));
                // Only what is measured by labels is written.
                self.raw = match fit {
                    Some(Ok(Some(fit))) if fit.has_labels() => Raw::Scorecard(Box::new(fit)),
                    _ => start_raw(analysis)?,
                };
            }
            Raw::Scorecard(mut fit) => {
                self.raw = if fit.step(&analysis.catalog)? {
                    self.scorecard = Some(fit.finish());
                    start_raw(analysis)?
                } else {
                    Raw::Scorecard(fit)
                };
            }
            Raw::Fit(raw, mut fit) => {
                self.raw = if fit.step(&raw) {
                    let Some(fitted) = fit.finish(&raw) else {
                        let why = "the raw clusters were not found";
                        return Err(AnalysisError::NotWritten(why.into()));
                    };
                    Raw::Known(Some((raw, fitted)))
                } else {
                    Raw::Fit(raw, fit)
                };
            }
            Raw::Known(raw) if !self.is_complete => {
                self.is_complete = true;
                self.lay_out(analysis, raw)?;
            }
            Raw::Known(_) => return self.writer.step(analysis),
        }
        Ok(false)
    }

    /// The text, once [`Self::step`] has said true.
    pub fn finish(self) -> String {
        self.writer.finish()
    }

    /// Everything but the long lists, and where those go.
    fn lay_out(
        &mut self,
        analysis: &Analysis,
        mut raw: Option<(Matrix, KMeans)>,
    ) -> Result<(), AnalysisError> {
        let query = self.query;
        let lists = query.map_or(Ok(Spaces::default()), |query| analysis.recommend(query))?;
        let catalog = &analysis.catalog;
        let writer = &mut self.writer;
        writer.open();
        writer.field("version", &VERSION)?;
        if !self.unfinished.is_empty() {
            writer.field("unfinished", &self.unfinished)?;
        }
        writer.field("settings", &analysis.settings)?;
        writer.field("join", &join_numbers(&analysis.join))?;
        writer.field("kinds", &kinds(&catalog.kinds))?;
        writer.list("tracks", List::Tracks);
        writer.list("left_out_by_hand", List::LeftOutByHand);
        for name in analysis.names() {
            let raw = raw.take_if(|_| name == SpaceName::Features);
            write_space(writer, &name.key(), analysis.recommender(name), raw)?;
        }
        let recommendations = RecommendationsEntry {
            query: query.and_then(|track| id(catalog, track)),
            entries: BySpace(
                analysis
                    .recommending()
                    .map(|name| (name, entries(catalog, lists[name].as_ref())))
                    .collect(),
            ),
            lists: BySpace(
                analysis
                    .recommending()
                    .map(|name| (name, lists[name].as_ref().map(list_entry)))
                    .collect(),
            ),
        };
        writer.field("recommendations", &recommendations)?;
        writer.field("parts", &parts(catalog, lists[SpaceName::Timbre].as_ref()))?;
        writer.field("scorecard", &self.scorecard.as_ref().and_then(scorecard))?;
        writer.field("reading", &readings(analysis))?;
        writer.field("ignored_files", &analysis.join.ignored_files)?;
        writer.field("warnings", &warnings(analysis))?;
        writer.close();
        Ok(())
    }
}

fn start_raw(analysis: &Analysis) -> Result<Raw, AnalysisError> {
    let features = analysis.space(SpaceName::Features);
    let Some(space) = features.filter(|_| analysis.settings.is_reference) else {
        return Ok(Raw::Known(None));
    };
    let raw = space.samples.raw(&analysis.catalog)?;
    let fit = KMeansFit::new(space.clusters.params, &raw)?;
    Ok(Raw::Fit(raw, Box::new(fit)))
}

fn id(catalog: &Catalog, track: usize) -> Option<&str> {
    catalog.tracks.get(track).map(|track| track.id.as_str())
}

/// How one table was read.
#[derive(Serialize)]
struct TableEntry<'a> {
    file: &'a str,
    encoding: &'a str,
    separator: Option<char>,
    decimal: char,
    header_lines: usize,
    missing: &'a [String],
    key_column: Option<&'a str>,
    title_column: Option<&'a str>,
    artist_column: Option<&'a str>,
    genre_column: Option<&'a str>,
    columns: &'a [ColumnReading],
    guesses: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// How the names in one archive were read.
#[derive(Serialize)]
struct NamesEntry<'a> {
    file: &'a str,
    encoding: &'a str,
    guesses: Vec<&'a str>,
    /// The first of them.
    names: &'a [String],
}

/// How one file was read.
#[derive(Serialize)]
#[serde(untagged)]
enum ReadingEntry<'a> {
    Table(TableEntry<'a>),
    Names(NamesEntry<'a>),
}

fn readings<'a>(analysis: &'a Analysis) -> Vec<ReadingEntry<'a>> {
    let known = &analysis.join.columns;
    let table = |reading: &'a TableReading| {
        let TableReading {
            file,
            encoding,
            separator,
            decimal,
            header_lines,
            missing,
            columns,
            guesses,
            error,
            ..
        } = reading;
        // What names tracks is a column of this table or of another one.
        let own = |name: &str| columns.iter().find(|column| column.name == name);
        let own = |name: Option<&str>| name.and_then(own).map(|column| column.name.as_str());
        ReadingEntry::Table(TableEntry {
            file,
            encoding,
            separator: *separator,
            decimal: decimal.mark(),
            header_lines: *header_lines,
            missing,
            key_column: own(Some(&analysis.join.key_column)),
            title_column: own(known.title.as_deref()),
            artist_column: own(known.artist.as_deref()),
            genre_column: own(known.genre.as_deref()),
            columns,
            guesses,
            error: error.as_deref(),
        })
    };
    let names = |reading: &'a NamesReading| {
        ReadingEntry::Names(NamesEntry {
            file: &reading.file,
            encoding: &reading.encoding,
            guesses: reading.guess.as_deref().into_iter().collect(),
            names: &reading.preview,
        })
    };
    let Readings {
        tables,
        names: of_names,
    } = &analysis.readings;
    let tables = tables.iter().map(table);
    tables.chain(of_names.iter().map(names)).collect()
}

/// What was left out, and where pictures and rows did not meet, why.
fn warnings(analysis: &Analysis) -> Vec<Warning> {
    let table = analysis.catalog.table.as_ref();
    let reason = analysis.join.reason.as_ref().zip(table);
    let reason = reason.map(|(reason, table)| Warning::of_file(table.file.clone(), reason));
    analysis.warnings.iter().cloned().chain(reason).collect()
}

fn write_space(
    writer: &mut Writer,
    key: &str,
    recommender: Option<&Recommender>,
    raw: Option<(Matrix, KMeans)>,
) -> Result<(), AnalysisError> {
    let Some(Recommender { space }) = recommender else {
        return writer.field(key, &());
    };
    let name = space.samples.name;
    writer.object(key);
    writer.field("n_samples", &space.matrix.n_samples())?;
    writer.field("n_features", &space.matrix.n_features())?;
    if name == SpaceName::Timbre {
        writer.field("columns", &timbre::part_names())?;
    } else {
        writer.field("columns", &space.samples.columns)?;
    }
    writer.list("left_out", List::LeftOut(name));
    writer.object("pca");
    writer.field("explained_variance", &space.pca.explained_variance)?;
    writer.field(
        "explained_variance_ratio",
        &space.pca.explained_variance_ratio,
    )?;
    writer.list("coords", List::Pca(name));
    if name != SpaceName::Timbre {
        let components: Vec<_> = space.pca.components.rows().collect();
        writer.field("components", &components)?;
    }
    writer.close();
    if let Some(tsne) = &space.tsne {
        writer.object("tsne");
        writer.field("perplexity", &tsne.perplexity)?;
        writer.field("n_iter", &tsne.n_iter)?;
        writer.field("kl_divergence", &tsne.kl_divergence)?;
        writer.list("coords", List::Tsne(name));
        writer.close();
    }
    write_clusters(writer, space)?;
    if let Some((values, fitted)) = raw {
        write_raw(writer, space, &values, fitted)?;
    }
    writer.close();
    Ok(())
}

fn write_clusters(writer: &mut Writer, space: &Space) -> Result<(), AnalysisError> {
    let Clusters {
        params,
        on,
        fitted,
        silhouette,
        ..
    } = &*space.clusters;
    writer.object("clusters");
    writer.field("k", &params.n_clusters)?;
    let on = match on {
        ClusterOn::Features => "features",
        ClusterOn::Tsne => "tsne",
        ClusterOn::Components => "components",
    };
    writer.field("on", &on)?;
    writer.field("n_init", &params.n_init)?;
    writer.field("random_state", &params.random_state)?;
    writer.field("n_iter", &fitted.n_iter)?;
    writer.field("inertia", &fitted.inertia)?;
    writer.list("labels", List::Labels(space.samples.name));
    let centroids: Vec<_> = fitted.centroids.rows().collect();
    writer.field("centroids", &centroids)?;
    writer.field("silhouette", silhouette)?;
    writer.close();
    Ok(())
}

fn write_raw(
    writer: &mut Writer,
    space: &Space,
    values: &Matrix,
    fitted: KMeans,
) -> Result<(), AnalysisError> {
    let params = space.clusters.params;
    writer.object("clusters_raw");
    writer.field("k", &params.n_clusters)?;
    writer.field("n_init", &params.n_init)?;
    writer.field("random_state", &params.random_state)?;
    writer.field("n_iter", &fitted.n_iter)?;
    writer.field("inertia", &fitted.inertia)?;
    let means = group_means(values, &fitted.labels, params.n_clusters);
    writer.list("labels", List::RawLabels(fitted.labels));
    let means: Vec<_> = means.rows().collect();
    writer.field("means", &means)?;
    writer.close();
    Ok(())
}

fn entries<'a>(
    catalog: &'a Catalog,
    list: Option<&'a RecommendationList>,
) -> Vec<RecommendationEntry<'a>> {
    let items = list.map_or(&[][..], |list| &list.items);
    items
        .iter()
        .enumerate()
        .map(|(i, item)| RecommendationEntry {
            id: id(catalog, item.track).unwrap_or_default(),
            score: item.score,
            rank: i + 1,
            reason: &item.reason,
            also: &item.also,
        })
        .collect()
}

/// What each part of the timbre adds to the scores of a list; `None` where its scores are not made of parts.
fn parts<'a>(
    catalog: &'a Catalog,
    list: Option<&RecommendationList>,
) -> Option<Vec<PartsEntry<'a>>> {
    let items = list?.items.iter();
    let entry = |item: &Recommendation| {
        let [level, contrast, change, together, grain, ladder] = item.parts?;
        Some(PartsEntry {
            id: id(catalog, item.track)?,
            level,
            contrast,
            change,
            together,
            grain,
            ladder,
        })
    };
    items.map(entry).collect()
}

fn list_entry(list: &RecommendationList) -> ListEntry {
    ListEntry {
        space: list.space,
        metric: list.metric,
        scaling: list.scaling,
        score_is: list.score_is,
    }
}
