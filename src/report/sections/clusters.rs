//! The groups: how many, what is in each, what they are called; and the notebook's raw grouping beside them.

use super::super::contents::{Block, ReportSection};
use super::super::context::{Context, Shown, numbered};
use super::super::pictures::Pictures;
use crate::analysis::Profiles;
use crate::charts::{Card, CardGroup, PictureGrid};
use crate::cluster::{ClusterName, Scan};
use crate::figures;
use crate::figures::clusters::Means;
use crate::space::SpaceName;
use crate::wording::{fixed, tracks};

/// `None` where the map says already that there is no such space.
pub(super) fn section(
    context: &Context,
    name: SpaceName,
    pictures: &mut Pictures,
) -> Option<ReportSection> {
    let shown = context.shown(name)?;
    let words = context.words(name);
    let mut blocks = scan(shown, context.scan(name));
    blocks.push(Block::Paragraph(shown.profiles.text(shown.names)));
    let of = Means::of_space(&words.units);
    blocks.extend(tables(context, shown.profiles, shown.names, of));
    blocks.extend(warnings(&shown.profiles.names, shown.names));
    blocks.extend(typical(context, shown, pictures));
    Some(ReportSection {
        heading: format!("Clusters {}", words.by),
        sentence: words.clusters_question.into_owned(),
        blocks,
    })
}

/// Inertia and silhouette of every number of groups, and the suggestion.
fn scan(shown: &Shown, scan: Option<&Scan>) -> Vec<Block> {
    let Some(scan) = scan else {
        return Vec::new();
    };
    let figure = figures::clusters::scan(scan);
    let chosen = shown.space.clusters.params.n_clusters;
    vec![
        Block::Paragraph(format!(
            "{} In use: k = {chosen}.",
            scan.suggestion.sentence
        )),
        Block::figure(
            figure,
            format!(
                "How many clusters, {}. Inertia falls with every cluster more: look for the elbow. The silhouette is highest where they separate best.",
                tracks(scan.n_samples)
            ),
        ),
    ]
}

/// Sizes, typical tracks, means and z means.
fn tables(context: &Context, profiles: &Profiles, names: &[String], of: Means) -> Vec<Block> {
    let typical = profiles.typical.iter().map(|&track| context.name(track));
    let typical: Vec<String> = typical.collect();
    vec![
        Block::Table(figures::clusters::means(profiles, names, &typical, of)),
        Block::Table(figures::clusters::z_means(profiles, names, of)),
    ]
}

/// One sentence a group that nothing separates.
fn warnings(computed: &[ClusterName], names: &[String]) -> Vec<Block> {
    let all = (0..).zip(computed).zip(names);
    all.filter(|((_, name), _)| !name.separated)
        .map(|((i, name), shown)| {
            Block::Paragraph(format!("{}. {}", numbered(i, shown), name.warning))
        })
        .collect()
}

/// The picture of each group's typical track.
fn typical(context: &Context, shown: &Shown, pictures: &mut Pictures) -> Option<Block> {
    let typical = &shown.profiles.typical;
    let wanted: Vec<Option<usize>> = typical.iter().copied().map(Some).collect();
    let found = pictures.of(context.catalog(), &wanted);
    if found.pictures.iter().all(Option::is_none) {
        return None;
    }
    let cards = typical
        .iter()
        .zip(found.pictures)
        .zip((0..).zip(shown.names));
    let cards = cards
        .map(|((&track, picture), (i, name))| Card {
            picture,
            title: context.name(track),
            artist: context.artists(track),
            value: numbered(i, name),
        })
        .collect();
    let figure = PictureGrid {
        title: "A typical track of each cluster".into(),
        value_title: "Cluster".into(),
        sections: vec![CardGroup {
            heading: String::new(),
            cards,
        }],
        n_columns: 4,
        aspect: found.aspect,
    };
    let caption = format!(
        "A typical track of each cluster: the member whose distances to all others in it have the smallest sum. {}",
        found.caption
    );
    Some(Block::figure(figure, caption.trim_end()))
}

/// k-means on the columns as the file has them.
pub(super) fn raw(context: &Context) -> Option<ReportSection> {
    let raw = context.raw_clusters()?;
    let mut blocks = vec![Block::Paragraph(format!(
        "For comparison, without standardising. {} Above, all columns count alike.",
        figures::clusters::leading(raw)
    ))];
    if let Some(shown) = context.shown(SpaceName::Features) {
        let samples = &shown.space.samples.tracks;
        let name = |sample: usize| context.name(samples[sample]);
        let figure = figures::clusters::raw_map(raw, name, shown.palette);
        blocks.push(Block::figure(
            figure,
            format!(
                "{}. k-means (k = {}) on the columns as the file has them: inertia {} after {} iterations. Each axis has a scale of its own.",
                tracks(raw.labels.len()),
                raw.profiles.profiles.len(),
                fixed(raw.inertia, 2),
                raw.n_iter
            ),
        ));
    }
    let names = figures::clusters::raw_names(raw);
    blocks.push(Block::Paragraph(raw.profiles.text(&names)));
    blocks.extend(tables(context, &raw.profiles, &names, Means::RAW));
    blocks.extend(warnings(&raw.profiles.names, &names));
    Some(ReportSection {
        heading: "Clusters of the raw columns".into(),
        sentence: "What if columns with large numbers count more than others?".into(),
        blocks,
    })
}
