//! Recommendations for one track: by sound and by features, why, and the notebook's own beside them.

use super::super::contents::{Block, Chapter, ReportFigure, ReportSection};
use super::super::context::{Context, numbered};
use super::super::numbering::Written;
use super::super::pictures::Pictures;
use super::cards;
use super::list::{cut, grid, parted, recommend, table};
use super::shares::shares;
use crate::analysis::RecommendationList;
use crate::error::AnalysisError;
use crate::figures;
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::sentences::Reported;
use crate::space::{RecommendSettings, Settings, SpaceName, Spaces};
use crate::wording::capitalised;

/// Length of that list.
const RAW_TOP: usize = 5;
/// Cards of one list with pictures: with the query two rows.
const MOST_CARDS: usize = 2 * cards::N_COLUMNS - 1;
/// Tracks of a list in the body.
const MOST_IN_BODY: usize = 10;
/// Cards beside the query on the first page.
const IN_OPENING: usize = 4;
/// Tracks named on the first page.
const IN_GIST: usize = 3;

/// The query and what is nearest to it, to begin with; nothing where there are no pictures.
pub(crate) fn opening(context: &Context, pictures: &mut Pictures) -> Option<Box<ReportFigure>> {
    let query = context.query?;
    let settings = &context.analysis.settings;
    let mut lists = context.analysis.recommending().filter_map(|space| {
        let list = recommend(context, query, space, settings).ok()??;
        Some((space, list))
    });
    let (space, list) = lists.find(|(_, list)| !list.items.is_empty())?;
    let by = context.words(space).by;
    let (figure, remark) = grid(context, query, &by, &list, IN_OPENING, pictures)?;
    let name = context.name(query);
    let caption = format!("“{name}” and what is nearest to it {by}. {remark}");
    match cards::figures(&figure, caption.trim_end()).pop()? {
        Block::Figure(figure) => Some(figure),
        _ => None,
    }
}

pub(super) fn write(
    context: &Context,
    pictures: &mut Pictures,
) -> Result<Vec<Written>, AnalysisError> {
    let Some(query) = context.query else {
        let why = Reported::NoTrack.to_string();
        let section = ReportSection::new(Chapter::Recommendations, "", why);
        return Ok(vec![Written::body(section)]);
    };
    let settings = &context.analysis.settings;
    let mut all = Vec::new();
    // The first page has the pictures of the first list.
    let mut is_opening = true;
    for space in context.analysis.recommending() {
        let written = by(context, query, space, is_opening, pictures)?;
        is_opening &= written
            .as_ref()
            .is_none_or(|written| written.gist.is_empty());
        all.extend(written);
    }
    let name = context.name(query);
    let is_ranked = context.catalog().popularity(query).is_some();
    let question = if context.params.query.is_none() && is_ranked {
        format!("What is like “{name}”, the most popular track, and why?")
    } else {
        format!("What is like “{name}”, and why?")
    };
    let mut bodies = all.iter_mut().filter_map(|written| written.body.as_mut());
    if let Some(first) = bodies.next() {
        first.sentence = question;
    }
    all.extend(by_raw_cosine(context, query, settings)?);
    Ok(all)
}

/// The lists of one space; `None` where there is no such space.
fn by(
    context: &Context,
    query: usize,
    name: SpaceName,
    is_opening: bool,
    pictures: &mut Pictures,
) -> Result<Option<Written>, AnalysisError> {
    let settings = &context.analysis.settings;
    let words = context.words(name);
    let title = capitalised(&words.by);
    let Some(shown) = context.shown(name) else {
        return Ok(None);
    };
    let section = |blocks| ReportSection::new(Chapter::Recommendations, &title, "").with(blocks);
    let how = Block::Paragraph(shown.profiles.recommending.clone());
    let Some(list) = recommend(context, query, name, settings)? else {
        let name = context.name(query);
        let none = format!("{} {}", Reported::NoListFor { name }, words.absent);
        return Ok(Some(Written::body(section(vec![
            how,
            Block::Paragraph(none),
        ]))));
    };
    let grid = grid(context, query, &title, &list, MOST_CARDS, pictures);
    let is_on_first_page = grid.as_ref().is_some_and(|(grid, _)| {
        let cards = grid.sections.iter().flat_map(|group| &group.cards);
        is_opening
            && cards
                .take(1 + IN_OPENING)
                .any(|card| card.picture.is_some())
    });
    let (mut blocks, mut details) = grid.map_or_else(Default::default, |(grid, remark)| {
        parted(grid, &remark, cards::N_COLUMNS)
    });
    if is_on_first_page {
        blocks = vec![Block::Paragraph(Reported::OnFirstPage.to_string())];
    }
    let [first, others] = cut(table(context, &title, &list), MOST_IN_BODY);
    blocks.extend([Block::Table(first), how]);
    if !others.rows.is_empty() {
        details.push(Block::Table(others));
    }
    details.extend(shares(context, query, &list)?);
    details.extend(within_cluster(context, query, name, settings, &list)?);
    let heading = format!("Recommendations {} in numbers", words.by);
    let question = "What is each score made of, and what is nearest within the cluster?";
    let appendix = ReportSection::new(Chapter::Appendix, heading, question).with(details);
    Ok(Some(Written {
        body: Some(section(blocks)),
        appendix: appendix.if_any(),
        gist: gist(context, query, &words.by, &list).into_iter().collect(),
    }))
}

/// The first of the list.
fn gist(context: &Context, query: usize, by: &str, list: &RecommendationList) -> Option<String> {
    let first = list.items.iter().take(IN_GIST);
    let nearest: Vec<String> = first.map(|item| context.name(item.track)).collect();
    let said = Reported::NearestTo {
        name: context.name(query),
        by: by.to_owned(),
        nearest,
    };
    (!list.items.is_empty()).then(|| said.to_string())
}

/// The notebook: "suggested based on cluster membership".
fn within_cluster(
    context: &Context,
    query: usize,
    name: SpaceName,
    settings: &Settings,
    list: &RecommendationList,
) -> Result<Option<Block>, AnalysisError> {
    let Some(shown) = context.shown(name).filter(|_| !settings.within_cluster) else {
        return Ok(None);
    };
    let within_group = Settings {
        within_cluster: true,
        ..settings.clone()
    };
    let Some(own) = recommend(context, query, name, &within_group)? else {
        return Ok(None);
    };
    let mut samples = shown.space.samples.tracks.iter().zip(shown.labels);
    let label = samples.find(|(track, _)| **track == query);
    let cluster = label.map_or_else(String::new, |(_, &label)| {
        numbered(label, &shown.names[label])
    });
    let title = capitalised(&context.words(name).by);
    let title = format!("{title}, within its cluster only ({cluster})");
    Ok(Some(within(context, &title, list, &own)))
}

/// The list of the query's own group beside the list of all, `title`; without reasons, which stand there.
fn within(
    context: &Context,
    title: &str,
    all: &RecommendationList,
    own: &RecommendationList,
) -> Block {
    let tracks = |list: &RecommendationList| -> Vec<usize> {
        list.items.iter().map(|item| item.track).collect()
    };
    if let Some(why) = figures::none_else(own) {
        return Block::Paragraph(format!("{title}. {why}"));
    }
    if tracks(all) == tracks(own) {
        let title = title.to_owned();
        return Block::Paragraph(Reported::SameList { title }.to_string());
    }
    let mut table = table(context, title, own);
    table.headers.pop();
    for row in &mut table.rows {
        row.pop();
    }
    Block::Table(table)
}

/// The first five by the cosine of the columns as the file has them, copies included.
fn by_raw_cosine(
    context: &Context,
    query: usize,
    settings: &Settings,
) -> Result<Option<Written>, AnalysisError> {
    let raw = RecommendSettings {
        metric: Metric::Cosine,
        scaling: Scaling::Raw,
    };
    let raw_cosine = Settings {
        top_n: RAW_TOP,
        recommending: Spaces::all(raw),
        include_copies: true,
        within_cluster: false,
        ..settings.clone()
    };
    let list = recommend(context, query, SpaceName::Features, &raw_cosine)?;
    let Some(list) = list else {
        return Ok(None);
    };
    let mut blocks = vec![
        Block::Paragraph(
            "For comparison, the cosine of the columns as the file has them: the larger the numbers \
             of a column, the more it counts."
                .into(),
        ),
        Block::Table(table(context, "By features: cosine of raw values", &list)),
    ];
    blocks.extend(shares(context, query, &list)?);
    let question = format!("What is like “{}” by the raw numbers?", context.name(query));
    let section = ReportSection::new(Chapter::Appendix, "Cosine of the raw columns", question);
    Ok(Some(Written::appendix(section.with(blocks))))
}
