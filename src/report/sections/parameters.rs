//! Every parameter in force, so that another person gets the same.

use std::borrow::Cow;

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use super::top;
use crate::data::{CopyRules, FrameUse, Readings, TextTable};
use crate::neighbors::Metric;
use crate::rank::{Order, Scope, Threshold};
use crate::recommend::Scaling;
use crate::space::{
    ClusterOn, Layout, RecommendSettings, Settings, SoundSpace, SpaceName, SpaceSettings,
};
use crate::wording::{grouped, readable};

/// Ids named of the tracks that are left out.
const MOST_IDS: usize = 20;

/// Names and values of settings.
type Named<'a> = Vec<(Cow<'a, str>, String)>;

pub(super) fn write(context: &Context) -> Written {
    let question = "With the same files, these settings give the same results.";
    let mut others = of_files(context);
    others.extend(of_lists(context));
    // All once more, for a program.
    let json = serde_json::to_string(&context.analysis.settings);
    others.extend(json.ok().map(|json| ("Settings as JSON".into(), json)));
    let table = |all: Named| {
        let mut table = TextTable::new("", ["Parameter", "Value"]);
        for (name, value) in all {
            table.push([name.into_owned(), value]);
        }
        vec![Block::Table(table)]
    };
    let body = table(of_analysis(context));
    let reading =
        "How the files were read and joined, what is shown, and all settings for a program.";
    Written {
        body: Some(ReportSection::new(Chapter::Settings, "", question).with(body)),
        appendix: vec![
            ReportSection::new(Chapter::Appendix, "Settings of files and lists", reading)
                .with(table(others)),
        ],
        gist: Vec::new(),
    }
}

/// Of maps, clusters and recommendations.
fn of_analysis<'a>(context: &Context) -> Named<'a> {
    let analysis = context.analysis;
    // A new setting belongs here too.
    let Settings {
        is_reference: _,
        key: _,
        names: _,
        frame: _,
        kinds: _,
        columns: _,
        reading: _,
        steps_off: _,
        tables_aside: _,
        left_out: _,
        spaces,
        n_init,
        perplexity,
        random_state,
        top_n,
        sound_space,
        recommending,
        label: _,
        include_copies,
        copies,
        most_by_artist,
        within_cluster,
    } = &analysis.settings;
    let mut all: Named = Vec::new();
    for name in analysis.names() {
        let by = context.words(name).by;
        all.push((format!("Map {by}").into(), layout(spaces[name])));
        all.push((format!("Clusters {by}").into(), groups(spaces[name])));
    }
    all.extend(named([
        ("Perplexity of t-SNE", perplexity.to_string()),
        ("Starts of k-means", n_init.to_string()),
        ("Seed of k-means and t-SNE", random_state.to_string()),
        ("Tracks recommended", top_n.to_string()),
        ("Sound is compared by", by_sound(context, *sound_space)),
    ]));
    for name in analysis.names() {
        let by = context.words(name).by;
        all.push((format!("Recommending {by}").into(), way(recommending[name])));
    }
    all.extend(named([
        ("Copies recommended too", yes(*include_copies)),
        ("What counts as a copy", copy_words(*copies)),
        (
            "Tracks by one artist at most",
            most_by_artist.map_or_else(|| "no limit".into(), |n| n.to_string()),
        ),
        ("Only within the cluster of the track", yes(*within_cluster)),
    ]));
    all
}

/// Of what is shown of them.
fn of_lists<'a>(context: &Context) -> Named<'a> {
    let query = context.query.map(|query| with_id(context, query));
    let mut all: Named = query
        .map(|query| ("Recommendations for".into(), query))
        .into_iter()
        .collect();
    if let Some(top) = top::params(context) {
        let end = match top.order {
            Order::Descending => "highest first",
            Order::Ascending => "lowest first",
        };
        let column = readable(&top.column);
        all.push((
            "Ranking".into(),
            format!("{} by {column}, {end}, {}", top.n, scope(top.scope)),
        ));
    }
    if let Some(split) = &context.params.split {
        let threshold = match split.threshold {
            Threshold::Median => "median".into(),
            Threshold::Quartiles => "quartiles".into(),
            Threshold::Typed(value) => value.to_string(),
        };
        all.push((
            "Low and high".into(),
            format!(
                "{} at the {threshold}, {}, {} sampled from each side with seed {}",
                readable(&split.column),
                scope(split.scope),
                split.sample_size,
                split.seed
            ),
        ));
    }
    all
}

/// What counts as a copy.
fn copy_words(mut rules: CopyRules) -> String {
    let all = CopyRules::ALL.iter();
    let in_force = all.filter(|rule| *(rule.of)(&mut rules));
    listed(in_force.map(|rule| rule.words.to_owned()))
}

/// What sound is compared by, and whether a person said so.
fn by_sound(context: &Context, chosen: SoundSpace) -> String {
    let what = context.words(context.analysis.sound_space()).what;
    match chosen {
        SoundSpace::Auto => format!("{what}, as usual for so many pictures"),
        SoundSpace::Pixels | SoundSpace::Timbre => what.into_owned(),
    }
}

/// How files were read and joined.
fn of_files<'a>(context: &Context) -> Named<'a> {
    let analysis = context.analysis;
    let Settings {
        is_reference,
        frame,
        kinds,
        reading,
        steps_off,
        tables_aside,
        ..
    } = &analysis.settings;
    let all = named([
        ("Soundkin", env!("CARGO_PKG_VERSION").into()),
        ("Reference mode", yes(*is_reference)),
        ("Key column", analysis.join.key_column.clone()),
        ("File names", analysis.join.pattern.to_string()),
        (
            "Frames of pictures",
            match frame {
                FrameUse::Keep => "kept".into(),
                FrameUse::Cut => "cut off".into(),
            },
        ),
        (
            "Kinds of pictures read otherwise than found",
            listed(kinds.keys().cloned()),
        ),
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
        ("Tracks left out by hand", left_out(context)),
        ("Titles, artists, genres", names(context)),
        ("Columns of feature space", columns(context)),
    ]);
    all.collect()
}

fn named<const N: usize>(of: [(&str, String); N]) -> impl Iterator<Item = (Cow<'_, str>, String)> {
    of.into_iter().map(|(name, value)| (name.into(), value))
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

/// A track by name and id.
fn with_id(context: &Context, track: usize) -> String {
    let id = &context.catalog().tracks[track].id;
    format!("{} (id {id})", context.name(track))
}

/// The ids of the tracks that the person left out, the first ones where they are many.
fn left_out(context: &Context) -> String {
    let catalog = context.catalog();
    let left_out = catalog.left_out();
    let ids = left_out.iter().take(MOST_IDS);
    let listed = listed(ids.map(|&track| catalog.tracks[track].id.clone()));
    match left_out.len().saturating_sub(MOST_IDS) {
        0 => listed,
        more => format!("{listed}; and {} more", grouped(more)),
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
        ClusterOn::Components => "the two principal components",
        ClusterOn::Tsne => "the map by t-SNE",
        ClusterOn::Features => "all standardised features",
    };
    format!("k = {} on {on}", settings.k)
}

fn way(settings: RecommendSettings) -> String {
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
