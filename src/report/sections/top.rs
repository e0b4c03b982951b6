//! The first tracks by a column: their pictures, their features side by side, each feature in numbers.

use super::super::contents::{Block, Chapter, ReportSection};
use super::super::context::Context;
use super::super::numbering::Written;
use super::super::pictures::Pictures;
use super::cards;
use crate::charts::{BarAxis, Card, CardGroup, PictureGrid};
use crate::data::TextTable;
use crate::error::AnalysisError;
use crate::figures;
use crate::rank::{Entry, TopParams, feature_bars, top};
use crate::sentences::{Purpose, Reported, text};
use crate::wording::{readable, three_digits};

/// A longer list is cut in the report.
const MOST: usize = 50;
/// With its name, the value on a card stays whole when the name is no longer than this.
const SHORT_NAME: usize = 12;

/// The ranking, as long as the report shows it; `None` where no column can be ranked by.
pub(super) fn params(context: &Context) -> Option<TopParams> {
    let params = context.params.top.clone()?;
    Some(TopParams {
        n: params.n.min(MOST),
        ..params
    })
}

pub(super) fn write(context: &Context, pictures: &mut Pictures) -> Result<Written, AnalysisError> {
    let catalog = context.catalog();
    let Some(params) = params(context) else {
        let why = context.lacking(Purpose::Rank).to_string();
        return Ok(Written::body(ReportSection::new(
            Chapter::Comparison,
            "The first tracks",
            why,
        )));
    };
    let ranked = top(catalog, &params)?;
    let columns = context.analysis.columns();
    let bars = feature_bars(catalog, &ranked.entries, &columns, &params)?;
    let column = readable(&params.column);
    let title = format!("The first by {column}");
    let mut shown = |entries| {
        let part = vec![(String::new(), entries)];
        grid(context, &title, &column, part, pictures)
    };
    let n = ranked.entries.len().min(cards::N_COLUMNS);
    let (first, others) = ranked.entries.split_at(n);
    let mut blocks = shown(first);
    if blocks.is_empty() {
        blocks.push(Block::Table(list(&column, first)));
    }
    let mut words = text(ranked.sentences());
    if !others.is_empty() {
        words = format!("{words} {}", Reported::FirstShownHere { n });
    }
    blocks.push(Block::Paragraph(words));
    let mut details = if others.is_empty() {
        Vec::new()
    } else {
        shown(others)
    };
    if details.is_empty() && !others.is_empty() {
        details.push(Block::Table(list(&column, others)));
    }
    if !bars.columns.is_empty() {
        let caption = format!(
            "Each feature from its least (0) to its largest value (1) in all rows that take part. {}",
            text(
                figures::top::drawn(&ranked, &bars)
                    .into_iter()
                    .chain(figures::top::missing(&bars))
            )
        );
        details.push(Block::figure(
            figures::top::bars(&ranked, &bars, BarAxis::Scaled),
            caption.trim_end(),
        ));
        details.push(Block::Table(figures::top::summary(&ranked, &bars)));
    }
    let heading = format!("The first tracks by {column}");
    let in_numbers = format!("{heading} in numbers");
    let common = "What have the tracks that lead in common?";
    let appendix = ReportSection::new(Chapter::Appendix, in_numbers, common).with(details);
    let question = "Which tracks lead, and what do they look like?";
    Ok(Written {
        body: Some(ReportSection::new(Chapter::Comparison, heading, question).with(blocks)),
        appendix: appendix.if_any(),
        gist: Vec::new(),
    })
}

/// The ranking where no track has a picture.
fn list(column: &str, entries: &[Entry]) -> TextTable {
    let mut table = TextTable::new("", ["Track", column, "Artists"]);
    for entry in entries {
        let artists = entry.artists.clone().unwrap_or_default();
        table.push([entry.name.clone(), three_digits(entry.value), artists]);
    }
    if entries.iter().all(|entry| entry.artists.is_none()) {
        table.headers.pop();
        table.rows.iter_mut().for_each(|row| row.truncate(2));
    }
    table
}

/// Pictures of rows under headings; nothing where none has a picture.
pub(super) fn grid(
    context: &Context,
    title: &str,
    column: &str,
    parts: Vec<(String, &[Entry])>,
    pictures: &mut Pictures,
) -> Vec<Block> {
    let all = parts.iter().flat_map(|(_, entries)| *entries);
    let wanted: Vec<Option<usize>> = all.map(|entry| entry.track).collect();
    let found = pictures.of(context.catalog(), &wanted);
    if found.pictures.iter().all(Option::is_none) {
        return Vec::new();
    }
    let remark = found.caption();
    let mut shown = found.pictures.into_iter();
    let mut card = |entry: &Entry| Card {
        picture: shown.next().flatten(),
        title: entry.name.clone(),
        artist: entry.artists.clone().unwrap_or_default(),
        value: if column.chars().count() > SHORT_NAME {
            three_digits(entry.value)
        } else {
            format!("{column} {}", three_digits(entry.value))
        },
    };
    let sections = parts
        .into_iter()
        .map(|(heading, entries)| CardGroup {
            heading,
            cards: entries.iter().map(&mut card).collect(),
        })
        .collect();
    let figure = PictureGrid {
        title: title.to_owned(),
        value_title: column.to_owned(),
        sections,
        n_columns: cards::N_COLUMNS,
        aspect: found.aspect,
    };
    cards::figures(&figure, &remark)
}
