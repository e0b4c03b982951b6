//! Every parameter in force, so that another person gets the same.

use super::context::Context;
use super::{halves, ranking};
use crate::compare::{Order, Scope, Threshold};
use crate::data::Readings;
use crate::explain::readable;
use crate::neighbors::Metric;
use crate::pipeline::{ClusterOn, Layout, RecommendSettings, Settings, SpaceName, SpaceSettings};
use crate::recommend::Scaling;

pub(super) fn parameters(context: &Context) -> Vec<(String, String)> {
    let analysis = context.analysis;
    // A new setting belongs here too.
    let Settings {
        as_notebook,
        key: _,
        names: _,
        columns: _,
        reading,
        steps_off,
        tables_aside,
        sound,
        features,
        n_init,
        perplexity,
        random_state,
        top_n,
        by_sound,
        by_features,
        include_copies,
        within_cluster,
    } = &analysis.settings;
    let mut all: Vec<(&str, String)> = vec![
        ("Soundkin", env!("CARGO_PKG_VERSION").into()),
        ("As the notebook", yes(*as_notebook)),
        ("Key column", analysis.join.key_column.clone()),
        ("File names", analysis.join.pattern.to_string()),
        (
            "Tables read otherwise than guessed",
            listed(reading.keys().map(|path| called(context, path))),
        ),
        (
            "Steps of the join left out",
            listed(steps_off.iter().map(ToString::to_string)),
        ),
        (
            "Tables set aside",
            listed(tables_aside.iter().map(|path| called(context, path))),
        ),
        ("Titles, artists, genres", names(context)),
        ("Columns of feature space", columns(context)),
        ("Map by sound", layout(*sound)),
        ("Clusters by sound", groups(*sound)),
        ("Map by features", layout(*features)),
        ("Clusters by features", groups(*features)),
        ("Perplexity of t-SNE", perplexity.to_string()),
        ("Starts of k-means", n_init.to_string()),
        ("Seed of k-means and t-SNE", random_state.to_string()),
        ("Tracks recommended", top_n.to_string()),
        ("Recommending by sound", recommending(*by_sound)),
        ("Recommending by features", recommending(*by_features)),
        ("Copies recommended too", yes(*include_copies)),
        ("Only within the cluster of the track", yes(*within_cluster)),
    ];
    if let Some(query) = context.query {
        let id = &context.catalog().tracks[query].id;
        all.push((
            "Recommendations for",
            format!("{} (id {id})", context.name(query)),
        ));
    }
    if let Some(top) = ranking::params(context) {
        let end = match top.order {
            Order::Descending => "highest first",
            Order::Ascending => "lowest first",
        };
        let column = readable(&top.column);
        all.push((
            "Ranking",
            format!("{} by {column}, {end}, {}", top.n, scope(top.scope)),
        ));
    }
    if let Some(split) = halves::params(context) {
        let threshold = match split.threshold {
            Threshold::Median => "median".into(),
            Threshold::Quartiles => "quartiles".into(),
            Threshold::Typed(value) => value.to_string(),
        };
        all.push((
            "Low and high",
            format!(
                "{} at the {threshold}, {}, {} drawn from each side with seed {}",
                readable(&split.column),
                scope(split.scope),
                split.sample_size,
                split.seed
            ),
        ));
    }
    // The same once more, for a program.
    if let Ok(json) = serde_json::to_string(&analysis.settings) {
        all.push(("Settings as JSON", json));
    }
    let all = all.into_iter();
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What the table at `path` is called.
fn called(context: &Context, path: &str) -> String {
    let Readings { tables, names } = &context.analysis.readings;
    let tables = tables.iter().map(|table| (&table.path, &table.file));
    let names = names.iter().map(|names| (&names.path, &names.file));
    let known = tables.chain(names).find(|(known, _)| *known == path);
    known.map_or_else(|| path.to_owned(), |(_, file)| file.clone())
}

/// "none", or the items parted by semicolons.
fn listed(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        "none".into()
    } else {
        items.join("; ")
    }
}

/// The columns that name the tracks.
fn names(context: &Context) -> String {
    let known = &context.analysis.join.columns;
    let names = [&known.title, &known.artist, &known.genre];
    let names = names.map(|name| name.as_deref().unwrap_or("none"));
    names.join(", ")
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.into()
}

fn columns(context: &Context) -> String {
    let features = context.shown(SpaceName::Features);
    features
        .and_then(|shown| Some(shown.space.samples.columns.as_ref()?.join(", ")))
        .unwrap_or_else(|| "none".into())
}

fn layout(settings: SpaceSettings) -> String {
    match settings.layout {
        Layout::Pca => "two principal components",
        Layout::Tsne => "t-SNE",
    }
    .into()
}

fn groups(settings: SpaceSettings) -> String {
    let on = match settings.on {
        ClusterOn::Components => "the two coordinates of the map",
        ClusterOn::Features => "all standardised features",
    };
    format!("k = {} on {on}", settings.k)
}

fn recommending(settings: RecommendSettings) -> String {
    let metric = match settings.metric {
        Metric::Euclidean => "Euclidean distance",
        Metric::Cosine => "cosine",
    };
    let values = match settings.scaling {
        Scaling::Standardised => "standardised values",
        Scaling::Raw => "raw values",
    };
    format!("{metric} of {values}")
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Pictured => "rows with a picture",
        Scope::All => "all rows",
    }
}
