//! The maps: tracks on the first two principal components, coloured by cluster.

use super::super::contents::{Block, Chapter, ReportFigure, ReportSection};
use super::super::context::{Context, Shown, numbered};
use super::super::numbering::Written;
use crate::charts::MapFigure;
use crate::draw::Vec2;
use crate::explain::Compared;
use crate::features::timbre::N_NUMBERS;
use crate::figures::color_legend::{ColorLegend, coloring_title, said};
use crate::figures::map::MapParts;
use crate::figures::{self, ColorBy, Coloring, ColoringParams, coloring, how_many_shown};
use crate::sentences::{Mapped, Reported, text};
use crate::space::{ClusterOn, SpaceName};
use crate::wording::{axis_title, enumerate, readable};

/// Columns named one by one; of more the settings have the names.
const MOST_COLUMNS: usize = 12;

pub(super) fn write(context: &Context, name: SpaceName) -> Written {
    let words = context.words(name);
    let heading = format!("Map {}", words.by);
    let Some(shown) = context.shown(name) else {
        let why = words.none.into_owned();
        let why = Reported::NoSpace { why }.to_string();
        return Written::body(ReportSection::new(Chapter::Maps, heading, why));
    };
    let n = shown.space.matrix.n_samples();
    let left_out = figures::map::left_out(&words.lack, context.catalog().n_taking_part(), n);
    let figure = ReportFigure {
        caption: format!(
            "{} {}",
            how_many_shown(n),
            left_out.map_or_else(
                || Mapped::NoneIsMissing.to_string(),
                |said| said.to_string()
            )
        ),
        chart: map(context, shown, words.by.as_ref()).into(),
        beside: Some(name) != context.first_shown(),
    };
    let section = ReportSection::new(Chapter::Maps, heading, words.map_question);
    let mut blocks = vec![
        Block::Figure(Box::new(figure)),
        Block::Paragraph(what_it_is(shown)),
    ];
    blocks.extend(quality(context, name));
    let colored = (Some(name) == context.first_shown()).then(|| colored(context, shown));
    blocks.extend(
        colored
            .flatten()
            .map(|figure| Block::Figure(Box::new(figure))),
    );
    Written::body(section.with(blocks))
}

/// The map in view once more, in the colours that the person has chosen; `None` where those are the clusters'.
fn colored(context: &Context, shown: &Shown) -> Option<ReportFigure> {
    let analysis = context.analysis;
    let params = context.params;
    let by = &params.color_by;
    let space = shown.space.samples.name;
    let study = params.coloring_study(analysis);
    let agreement = study.and_then(|study| context.agreement(study));
    let coloring = if let ColorBy::Agreement(_) = by {
        let tracks: Vec<u32> = shown
            .space
            .samples
            .tracks
            .iter()
            .map(|&track| track as u32)
            .collect();
        Coloring::of_agreement(agreement?, &tracks)
    } else {
        let wanted = ColoringParams {
            space,
            by: by.clone(),
            query: context.query,
            most_values: shown.palette.n_classes(),
        };
        coloring(analysis, &wanted).ok().flatten()?
    };
    let query = context.query.map(|track| context.name(track));
    let title = coloring_title(
        by,
        Some(&coloring.key),
        &context.words(by.space(space)).by,
        query.as_deref().unwrap_or_default(),
    );
    let said = said(agreement, &context.words(space).by, Some(&coloring.key));
    let chart = MapFigure {
        title: format!("The same, coloured by: {title}"),
        ..map_of(
            context,
            shown,
            &ColorLegend::of(title, &coloring),
            &coloring,
        )
    };
    Some(ReportFigure {
        caption: text(said),
        chart: chart.into(),
        beside: false,
    })
}

fn what_it_is(shown: &Shown) -> String {
    let ratio = &shown.space.pca.explained_variance_ratio;
    let compared = shown.space.samples.compared();
    let of = match compared {
        Compared::Pixels => "the 4,096 pixels of each picture, made 64 x 64, as luma".into(),
        Compared::Timbre => format!("the {N_NUMBERS} numbers of the timbre of each picture"),
        Compared::Columns(columns) if columns.len() > MOST_COLUMNS => {
            format!(
                "{} columns of the table (the settings in the appendix name them)",
                columns.len()
            )
        }
        Compared::Columns(columns) => {
            let names: Vec<String> = columns.iter().map(|c| readable(c)).collect();
            enumerate(&names).unwrap_or_default()
        }
    };
    let clusters = &shown.space.clusters;
    let on = match clusters.on {
        ClusterOn::Components => "on the two principal components",
        ClusterOn::Tsne => "on the map by t-SNE",
        ClusterOn::Features if compared == Compared::Timbre => "on all of them, whitened",
        ClusterOn::Features => "on all of them, standardised",
    };
    let colored = Mapped::Colored {
        k: clusters.params.n_clusters,
        on,
        inertia: clusters.fitted.inertia,
        silhouette: clusters.silhouette,
    };
    let map = match shown.space.shown_tsne() {
        None => Mapped::Components {
            of,
            share: ratio.iter().take(2).sum(),
        },
        Some(tsne) => Mapped::Tsne {
            of,
            perplexity: tsne.perplexity,
            n_iter: tsne.n_iter,
            divergence: tsne.kl_divergence,
        },
    };
    let gain = figures::clusters::gain(shown.profiles, clusters.params.n_init);
    let gain = gain.map_or_else(String::new, |gain| format!(" {gain}"));
    format!("{map} {colored}{gain}")
}

/// How far the map can be trusted, and which tracks are far from their nearest ones; nothing where that was not measured.
fn quality(context: &Context, name: SpaceName) -> Option<Block> {
    let found = context.quality(name)?;
    let said = [
        figures::map::trust(found),
        figures::map::far(found, |track| context.name(track)),
    ];
    let called = figures::map::called_far(found);
    Some(Block::Paragraph(text(said.into_iter().chain(called))))
}

fn map(context: &Context, shown: &Shown, by: &str) -> MapFigure {
    let names: Vec<String> = (0..)
        .zip(shown.names)
        .map(|(i, name)| numbered(i, name))
        .collect();
    let sizes = vec![0; names.len()];
    let classes = Coloring {
        classes: shown.labels.iter().map(|&label| label as u8).collect(),
        ..Coloring::default()
    };
    MapFigure {
        title: format!("Tracks {by}"),
        ..map_of(
            context,
            shown,
            &ColorLegend::of_clusters(&sizes, &names),
            &classes,
        )
    }
}

/// The map in some colours.
fn map_of(
    context: &Context,
    shown: &Shown,
    legend: &ColorLegend,
    coloring: &Coloring,
) -> MapFigure {
    let space = shown.space;
    let (coords, samples) = (space.coords(), &space.samples.tracks);
    let ratios = &space.pca.explained_variance_ratio[..];
    let ratios = Some(ratios).filter(|_| space.shown_tsne().is_none());
    // The query first, then what is typical, then the rest.
    let sample = |track: usize| samples.iter().position(|&of| of == track);
    let typical = shown.profiles.typical.iter().copied();
    let first: Vec<usize> = context
        .query
        .into_iter()
        .chain(typical)
        .filter_map(sample)
        .collect();
    figures::map::map(MapParts {
        title: String::new(),
        n_samples: coords.n_samples(),
        point: &|i| {
            let row = coords.row(i);
            let at = |axis: usize| row.get(axis).copied().unwrap_or(0.0);
            Vec2::new(at(0), at(1))
        },
        coloring,
        legend,
        name: &|i| context.name(samples[i]),
        first: &first,
        axes: [0, 1].map(|axis| axis_title(axis, ratios)),
        palette: shown.palette,
    })
}
