//! The groups: how many, what is in each, what they are called.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::{Context, Shown, numbered};
use super::super::numbering::Written;
use super::super::pictures::Pictures;
use super::cards;
use crate::analysis::Profiles;
use crate::charts::{Card, CardGroup, PictureGrid};
use crate::cluster::{ClusterName, Scan};
use crate::data::TextTable;
use crate::figures;
use crate::figures::clusters::Means;
use crate::sentences::{Reported, text};
use crate::space::SpaceName;
use crate::wording::{grouped, tracks};

/// Sizes that the first page gives one by one.
const MOST_SIZES: usize = 12;

/// `None` where the map says already that there is no such space.
pub(super) fn write(
    context: &Context,
    name: SpaceName,
    pictures: &mut Pictures,
) -> Option<Written> {
    let shown = context.shown(name)?;
    let words = context.words(name);
    let scan = context.scan(name);
    let mut blocks = typical(context, shown, name, pictures);
    blocks.push(Block::Table(sizes(context, shown)));
    let meaning = shown
        .profiles
        .meaning(shown.names, context.separation(name));
    blocks.push(Block::Paragraph(text(meaning)));
    blocks.extend(scan.map(|scan| {
        let chosen = shown.space.clusters.params.n_clusters;
        let in_use = Reported::InUse { k: chosen };
        Block::Paragraph(format!("{} {in_use}", scan.suggestion.sentence))
    }));
    let of = Means::of_space(&words.units);
    let mut details: Vec<Block> = scan.map(curves).into_iter().collect();
    details.extend(tables(context, shown.profiles, shown.names, of));
    details.extend(warnings(&shown.profiles.names, shown.names));
    let heading = format!("Clusters {}", words.by);
    let in_numbers = format!("{heading} in numbers");
    let question = "How many clusters are there, and what are their means?";
    Some(Written {
        body: Some(
            ReportSection::new(Chapter::Clusters, heading, words.clusters_question).with(blocks),
        ),
        appendix: vec![ReportSection::new(Chapter::Appendix, in_numbers, question).with(details)],
        gist: vec![gist(context, shown, name)],
    })
}

/// How many clusters, of which sizes, and how far the map can be trusted.
fn gist(context: &Context, shown: &Shown, name: SpaceName) -> String {
    let profiles = &shown.profiles.profiles;
    let by = context.words(name).by;
    let compared = Reported::ComparedBy {
        by: by.into_owned(),
        n_tracks: shown.labels.len(),
        n_clusters: profiles.len(),
        sizes: profiles.iter().take(MOST_SIZES).map(|p| p.size).collect(),
    };
    let trust = context
        .quality(name)
        .and_then(|found| found.trustworthiness);
    let trust = trust.map(|found| Reported::MapTrust {
        value: found.value,
        // The first to speak of it says what it is.
        is_first: Some(name) == context.first_shown(),
    });
    text(std::iter::once(compared).chain(trust))
}

/// What each is called, how many are in it, and who stands for it.
fn sizes(context: &Context, shown: &Shown) -> TextTable {
    let headers = ["Cluster", "Tracks", "Share", "Typical track"];
    let mut table = TextTable::new("", headers);
    let all = shown.profiles.profiles.iter().zip(&shown.profiles.typical);
    for ((i, name), (profile, &typical)) in (0..).zip(shown.names).zip(all) {
        table.push([
            numbered(i, name),
            grouped(profile.size),
            figures::clusters::share(profile),
            context.name(typical),
        ]);
    }
    table
}

/// Inertia and silhouette of every number of groups.
fn curves(scan: &Scan) -> Block {
    Block::figure(
        figures::clusters::scan(scan),
        format!(
            "How many clusters, {}. Inertia falls as clusters are added: look for the elbow. The silhouette is highest where they separate best.",
            tracks(scan.n_samples)
        ),
    )
}

/// Means and z means.
pub(super) fn tables(
    context: &Context,
    profiles: &Profiles,
    names: &[String],
    of: Means,
) -> Vec<Block> {
    let typical = profiles.typical.iter().map(|&track| context.name(track));
    let typical: Vec<String> = typical.collect();
    vec![
        Block::Turned(figures::clusters::means(profiles, names, &typical, of)),
        Block::Turned(figures::clusters::z_means(profiles, names, of)),
    ]
}

/// One sentence a group that nothing separates.
pub(super) fn warnings(computed: &[ClusterName], names: &[String]) -> Vec<Block> {
    let all = (0..).zip(computed).zip(names);
    all.filter(|((_, name), _)| !name.separated)
        .map(|((i, name), shown)| {
            Block::Paragraph(format!("{}. {}", numbered(i, shown), name.warning))
        })
        .collect()
}

/// The picture of each group's typical track.
fn typical(
    context: &Context,
    shown: &Shown,
    name: SpaceName,
    pictures: &mut Pictures,
) -> Vec<Block> {
    let typical = &shown.profiles.typical;
    let wanted: Vec<Option<usize>> = typical.iter().copied().map(Some).collect();
    let found = pictures.of(context.catalog(), &wanted);
    if found.pictures.iter().all(Option::is_none) {
        return Vec::new();
    }
    let remark = found.caption();
    let cards = (1..).zip(typical.iter().zip(found.pictures));
    let cards = cards.map(|(number, (&track, picture)): (usize, _)| Card {
        picture,
        title: context.name(track),
        artist: context.artists(track),
        value: format!("of cluster {number}"),
    });
    let figure = PictureGrid {
        title: "A typical track of each cluster".into(),
        value_title: "Cluster".into(),
        sections: vec![CardGroup {
            heading: String::new(),
            cards: cards.collect(),
        }],
        n_columns: cards::N_COLUMNS,
        aspect: found.aspect,
    };
    // What that is, is said once.
    let meaning = if Some(name) == context.first_shown() {
        "A typical track of each cluster: the member whose distances to all others in it have the smallest sum."
    } else {
        "A typical track of each cluster."
    };
    let caption = format!("{meaning} {remark}");
    cards::figures(&figure, caption.trim_end())
}
