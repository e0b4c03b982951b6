//! The data behind the map: how pictures and rows met, what was left out, and how to change the join.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::data_table::DataTable;
use super::reading::Reading;
use super::same::Same;
use crate::app::{Action, Loaded, TablePages};
use crate::join::{Key, Pattern};
use crate::pipeline::Settings;
use crate::progress::grouped;

/// Names shown of a long list.
const MOST_NAMES: usize = 500;

/// Properties of [`DataView`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What was loaded.
    pub loaded: Same<Loaded>,
    /// The key that was chosen by hand.
    pub key_in_force: Option<Key>,
    /// Parameters in force.
    pub settings: Settings,
    /// What there is of the table.
    pub table: Same<TablePages>,
    /// The track in question.
    pub selected: Option<usize>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The join report, the key, the remarks, the table.
#[component]
pub(super) fn DataView(props: &Props) -> Html {
    let loaded = &props.loaded;
    let (report, names) = (&loaded.report, &loaded.names);
    let files = loaded.tracks.files.iter().filter(|file| !file.is_empty());
    let pictures: Vec<String> = files.take(MOST_NAMES).map(str::to_string).collect();
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
            </dl>
            if props.loaded.has_table && report.decoded > 0 {
                <KeyForm loaded={props.loaded.clone()} settings={props.settings.clone()} act={props.act.clone()} />
            }
            <Reading loaded={props.loaded.clone()} settings={props.settings.clone()} act={props.act.clone()} />
            if !props.loaded.warnings.is_empty() {
                <section aria-label="Remarks about the files">
                    <h3>{"Remarks about the files"}</h3>
                    <WarningList loaded={props.loaded.clone()} />
                </section>
            }
            if props.loaded.has_table {
                <DataTable
                    table={props.table.clone()} loaded={props.loaded.clone()} selected={props.selected}
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
                        <ul class="names">
                            { for names[..shown].iter().map(|name| html! { <li><bdi>{name}</bdi></li> }) }
                        </ul>
                        if value > shown {
                            <p class="hint">{format!("and {} more", grouped(value - shown))}</p>
                        }
                    </details>
                }
            </dd>
        </div>
    }
}

/// Properties of [`KeyForm`].
#[derive(Properties, PartialEq)]
pub(super) struct KeyFormProps {
    /// What was loaded.
    pub loaded: Same<Loaded>,
    /// Parameters in force.
    pub settings: Settings,
    /// What the person does.
    pub act: Callback<Action>,
}

/// Key column and file-name pattern, with the best candidate.
#[component]
fn KeyForm(props: &KeyFormProps) -> Html {
    let report = &props.loaded.report;
    let error = use_state(|| None::<String>);
    let column = use_node_ref();
    let pattern = use_node_ref();
    let use_key = {
        let act = props.act.clone();
        let settings = props.settings.clone();
        Callback::from(move |key: Key| {
            act.emit(Action::Configure(Box::new(Settings {
                key: Some(key),
                ..settings.clone()
            })));
        })
    };
    let submit = {
        let (column, pattern, error, use_key) = (
            column.clone(),
            pattern.clone(),
            error.clone(),
            use_key.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let column = column
                .cast::<HtmlSelectElement>()
                .map(|select| select.value());
            let text = pattern
                .cast::<HtmlInputElement>()
                .map(|input| input.value())
                .unwrap_or_default();
            match (column, text.parse::<Pattern>()) {
                (Some(column), Ok(pattern)) => {
                    error.set(None);
                    use_key.emit(Key { column, pattern });
                }
                (_, Err(words)) => error.set(Some(words.to_string())),
                (None, _) => {}
            }
        })
    };
    let proposal = report.proposal.as_ref().map(|candidate| {
        let key = candidate.key();
        let words = format!(
            "{} of {} pictures match “{}” with {}.",
            grouped(candidate.matches),
            grouped(report.decoded),
            candidate.column,
            candidate.pattern
        );
        let take = use_key.reform(move |_: MouseEvent| key.clone());
        html! {
            <p class="proposal">{words}<button type="button" class="button small" id="use-proposal" onclick={take}>{"Use it"}</button></p>
        }
    });
    html! {
        <section aria-label="How pictures find their row">
            <h3>{"How pictures find their row"}</h3>
            if report.matched == 0 {
                <p>{format!("No picture name matches the column “{}”.", report.key_column)}</p>
            }
            { proposal.unwrap_or_default() }
            <form class="key-form" onsubmit={submit}>
                <label>{"Key column"}
                    <select id="key-column" ref={column}>
                        { for props.loaded.columns.iter().map(|info| html! {
                            <option value={info.name.clone()} selected={info.name == report.key_column}>{&info.name}</option>
                        }) }
                    </select>
                </label>
                <label>{"File name"}
                    <input id="key-pattern" ref={pattern} value={report.pattern.to_string()} spellcheck="false" aria-describedby="key-error" />
                </label>
                <button class="button" id="use-key">{"Use"}</button>
            </form>
            <p class="error" id="key-error" role="alert">{ (*error).clone().unwrap_or_default() }</p>
        </section>
    }
}

/// Properties of [`WarningList`].
#[derive(Properties, PartialEq)]
pub(super) struct WarningListProps {
    /// The warnings are in here.
    pub loaded: Same<Loaded>,
}

/// What was left out, file by file.
#[component]
pub(super) fn WarningList(props: &WarningListProps) -> Html {
    let warnings = &props.loaded.warnings;
    html! {
        <>
            <ul class="warnings" id="warnings">
                { for warnings.iter().take(MOST_NAMES).map(|warning| html! {
                    <li>
                        <strong><bdi>{&warning.file}</bdi></strong>
                        if let Some(line) = warning.line {
                            <span class="muted">{format!(" line {}", grouped(line as usize))}</span>
                        }
                        <span class="why">{&warning.reason}</span>
                        if !warning.names.is_empty() {
                            <details>
                                <summary>{format!("{} files", grouped(warning.names.len()))}</summary>
                                <ul class="names">
                                    { for warning.names.iter().take(MOST_NAMES).map(|name| html! { <li><bdi>{name}</bdi></li> }) }
                                </ul>
                                if warning.names.len() > MOST_NAMES {
                                    <p class="hint">{format!("and {} more", grouped(warning.names.len() - MOST_NAMES))}</p>
                                }
                            </details>
                        }
                    </li>
                }) }
            </ul>
            if warnings.len() > MOST_NAMES {
                <p class="hint">{format!("and {} more", grouped(warnings.len() - MOST_NAMES))}</p>
            }
        </>
    }
}
