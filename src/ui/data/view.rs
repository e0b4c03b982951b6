//! The data behind the map: how pictures and rows met, what was left out, and how to change the join.

use yew::prelude::*;

use super::super::parts::names::{name_list, named};
use super::super::parts::same::Same;
use super::join_view::JoinView;
use super::left_out::LeftOutList;
use super::pictures::Pictures;
use super::reading::Reading;
use super::scorecard::ScorecardView;
use super::table::DataTable;
use crate::analysis::{ColumnGains, Scorecard, Study};
use crate::error::{Remark, by_reason};
use crate::page::{Action, Loaded, TablePages};
use crate::progress::Progress;
use crate::space::Settings;
use crate::wording::grouped;

/// Names shown of a long list.
const MOST_NAMES: usize = 500;
/// Lines of a file named beside a remark.
const MOST_LINES: usize = 6;

/// Properties of [`DataView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What was loaded.
    pub loaded: Same<Loaded>,
    /// Parameters in force.
    pub settings: Settings,
    /// What there is of the table.
    pub table: Same<TablePages>,
    /// Is there a map?
    pub has_results: bool,
    /// How well each space agrees with a column; `None` while that is measured.
    pub scorecard: Option<Same<Scorecard>>,
    /// What other columns would add; `None` while that is found out.
    pub gains: Option<Same<ColumnGains>>,
    /// How far a longer question is.
    pub studying: Option<Progress>,
    /// Longer questions that the person cancelled.
    pub given_up: Vec<Study>,
    /// The track in question.
    pub selected: Option<usize>,
    /// Which map there is, as the end of a title: "by timbre".
    pub map_by: Option<AttrValue>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The join report, the key, the remarks, the table.
#[component]
pub(crate) fn DataView(props: &Props) -> Html {
    let loaded = &props.loaded;
    let (report, names) = (&loaded.report, &loaded.names);
    let files = loaded.tracks.files.iter().filter(|file| !file.is_empty());
    let called = |path: &str| {
        let renamed = names.renamed.iter().find(|(renamed, _)| renamed == path);
        renamed.map_or(path, |(_, called)| called).to_owned()
    };
    let pictures: Vec<String> = files.take(MOST_NAMES).map(called).collect();
    let without_row = &report.orphan_images;
    let n_broken = report.images.saturating_sub(report.decoded);
    html! {
        <div class="data">
            <h2>{"Your files"}</h2>
            <p class="lead">{"How pictures and rows of the table found each other, and what was left out."}</p>
            <dl class="numbers">
                { number("Pictures", report.images, &pictures) }
                { number("Pictures that could not be read", n_broken, &names.broken_pictures) }
                { number("Rows in the table", report.rows, &[]) }
                { number("Pictures with a row", report.matched, &names.matched) }
                { number("Pictures without a row", without_row.len(), without_row) }
                { number("Rows with a picture", report.rows_with_picture, &names.matched) }
                { number("Rows without a picture", report.rows_without_picture, &names.rows_without_picture) }
                { number("Ids that stand in several rows", report.duplicate_ids.len(), &report.duplicate_ids) }
                if report.ignored_files > 0 {
                    { number("System files passed over", report.ignored_files, &[]) }
                }
            </dl>
            <Pictures
                loaded={props.loaded.clone()} settings={props.settings.clone()} act={props.act.clone()}
                find_picture={props.find_picture.clone()}
            />
            if props.loaded.has_table {
                <JoinView loaded={props.loaded.clone()} settings={props.settings.clone()} act={props.act.clone()} />
            }
            <Reading loaded={props.loaded.clone()} settings={props.settings.clone()} act={props.act.clone()} />
            if !props.loaded.warnings.is_empty() {
                <section aria-label="Remarks about the files">
                    <h3>{"Remarks about the files"}</h3>
                    <WarningList loaded={props.loaded.clone()} />
                </section>
            }
            if props.has_results {
                <ScorecardView
                    scorecard={props.scorecard.clone()} loaded={props.loaded.clone()} settings={props.settings.clone()}
                    gains={props.gains.clone()} studying={props.studying} given_up={props.given_up.clone()} act={props.act.clone()}
                />
            }
            <LeftOutList loaded={props.loaded.clone()} act={props.act.clone()} find_picture={props.find_picture.clone()} />
            if props.loaded.has_table {
                <DataTable
                    table={props.table.clone()} loaded={props.loaded.clone()} selected={props.selected} map_by={props.map_by.clone()}
                    act={props.act.clone()} find_picture={props.find_picture.clone()}
                />
            }
        </div>
    }
}

/// A number, and the names behind it, of which `names` may hold only the first.
fn number(name: &str, value: usize, names: &[String]) -> Html {
    let shown = names.len().min(MOST_NAMES);
    html! {
        <div class="number-row">
            <dt>{name}</dt>
            <dd>
                {grouped(value)}
                if !names.is_empty() {
                    <details>
                        <summary>{"Which?"}</summary>
                        { name_list(name, names[..shown].iter().map(named), value - shown) }
                    </details>
                }
            </dd>
        </div>
    }
}

/// Properties of [`WarningList`].
#[derive(Properties, PartialEq)]
pub(crate) struct WarningListProps {
    /// The warnings are in here.
    pub loaded: Same<Loaded>,
}

/// What was left out, one line a reason.
#[component]
pub(crate) fn WarningList(props: &WarningListProps) -> Html {
    let remarks = by_reason(&props.loaded.warnings);
    html! {
        <>
            <ul class="warnings" id="warnings">
                { for remarks.iter().take(MOST_NAMES).map(remark) }
            </ul>
            if remarks.len() > MOST_NAMES {
                <p class="hint">{format!("and {} more", grouped(remarks.len() - MOST_NAMES))}</p>
            }
        </>
    }
}

/// A reason with its file, or with their number and a list behind it.
fn remark(remark: &Remark) -> Html {
    let files = remark.files();
    let lines: Vec<String> = remark
        .lines()
        .take(MOST_LINES + 1)
        .map(|line| grouped(line as usize))
        .collect();
    let lines = match lines.len() {
        0 => String::new(),
        1 => format!(" line {}", lines[0]),
        n if n > MOST_LINES => format!(
            " {} lines, the first is {}",
            grouped(remark.warnings.len()),
            lines[0]
        ),
        _ => format!(" lines {}", lines.join(", ")),
    };
    let rest = files.len().saturating_sub(MOST_NAMES);
    html! {
        <li>
            if let Some(place) = remark.place() {
                <strong><bdi>{place}</bdi></strong>
                <span class="muted">{lines}</span>
            } else {
                <strong>{format!("{} files", grouped(files.len()))}</strong>
            }
            <span class="why">{remark.reason}</span>
            if files.len() > 1 {
                <details>
                    <summary>{"Which?"}</summary>
                    { name_list("Files", files.iter().take(MOST_NAMES).map(named), rest) }
                </details>
            }
        </li>
    }
}
