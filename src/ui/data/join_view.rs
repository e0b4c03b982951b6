//! How pictures and rows found each other: the reason where they did not, the key, the steps, what is ambiguous, which
//! columns name the tracks, which tables are used. Everything that was guessed has a control beside it.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::parts::controls::{configure, is_checked, take_back, value_of};
use super::super::parts::names::name_list;
use super::super::parts::same::Same;
use crate::data::NameColumns;
use crate::join::{Ambiguous, Key, Pattern, Step};
use crate::page::{Action, Loaded, would_match};
use crate::sorting::sort_by_key;
use crate::space::Settings;
use crate::wording::grouped;

/// Ambiguous keys listed; more are counted.
const MOST_KEYS: usize = 100;

/// Properties of [`JoinView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What was loaded.
    pub loaded: Same<Loaded>,
    /// Parameters in force.
    pub settings: Settings,
    /// What the person does.
    pub act: Callback<Action>,
}

/// The section of the join.
#[component]
pub(crate) fn JoinView(props: &Props) -> Html {
    let report = &props.loaded.report;
    let has_pictures = report.decoded > 0;
    let find_again = |settings: &mut Settings| {
        let found = Settings::default();
        settings.key = found.key;
        settings.steps_off = found.steps_off;
        settings.names = found.names;
        settings.tables_aside = found.tables_aside;
    };
    let mut found = props.settings.clone();
    find_again(&mut found);
    let is_changed = found != props.settings;
    let as_found = configure(
        &props.settings,
        &props.act,
        move |settings, _: MouseEvent| {
            find_again(settings);
        },
    );
    let heading = if has_pictures {
        "How pictures find their row"
    } else {
        "How the table is used"
    };
    html! {
        <section id="join" class="join" aria-label={heading}>
            <h3>{heading}</h3>
            if let Some(reason) = &report.reason {
                <p id="join-reason">{reason}</p>
            }
            if has_pictures {
                <KeyForm loaded={props.loaded.clone()} settings={props.settings.clone()} act={props.act.clone()} />
                { steps(props) }
                { shared(&report.ambiguous) }
            }
            { names(props) }
            { tables(props) }
            { take_back("As found", Some("join-as-found"), "", is_changed, as_found) }
        </section>
    }
}

/// What each step found, with its switch.
fn steps(props: &Props) -> Html {
    let steps = Step::ALL.into_iter().map(|step| {
        let found = props.loaded.report.steps.iter().find(|count| count.step == step);
        let toggle = configure(&props.settings, &props.act, move |settings: &mut Settings, event: Event| {
            settings.steps_off.retain(|&off| off != step);
            if !is_checked(&event) {
                settings.steps_off.push(step);
                sort_by_key(&mut settings.steps_off, |step| *step);
            }
        });
        let examples = found.map_or(&[][..], |count| &count.examples);
        html! {
            <li data-step={step.name()}>
                <label class="choice">
                    <input type="checkbox" checked={!props.settings.steps_off.contains(&step)} onchange={toggle} />
                    {step.to_string()}
                </label>
                <span class="count">{ found.map_or_else(|| "off".to_owned(), |count| grouped(count.matched)) }</span>
                if !examples.is_empty() {
                    <p class="hint">
                        { for examples.iter().enumerate().map(|(i, (file, key))| html! {
                            <>{ if i > 0 { "; " } else { "" } }<bdi>{file}</bdi>{" is "}<bdi>{key}</bdi></>
                        }) }
                    </p>
                }
            </li>
        }
    });
    html! {
        <>
            <h4>{"Steps, each for what those before left over"}</h4>
            <ul class="steps" id="join-steps">{ for steps }</ul>
        </>
    }
}

/// Keys that fit several pictures or rows.
fn shared(keys: &[Ambiguous]) -> Html {
    if keys.is_empty() {
        return Html::default();
    }
    let list = |names: &[String]| names.join(", ");
    let rest = keys.len().saturating_sub(MOST_KEYS);
    let key = |shared: &Ambiguous| {
        html! {
            <li><bdi>{&shared.key}</bdi>{": pictures "}<bdi>{list(&shared.images)}</bdi>{"; rows "}<bdi>{list(&shared.rows)}</bdi></li>
        }
    };
    html! {
        <details class="shared" id="join-ambiguous">
            <summary>{ match keys.len() {
                1 => "1 key fits several pictures or rows and joined none of them".to_owned(),
                n => format!("{} keys fit several pictures or rows and joined none of them", grouped(n)),
            } }</summary>
            { name_list("Keys that fit several", keys.iter().take(MOST_KEYS).map(key), rest) }
        </details>
    }
}

/// Which columns name the tracks.
fn names(props: &Props) -> Html {
    type Part = fn(&mut NameColumns) -> &mut Option<String>;
    let known = &props.loaded.report.columns;
    let parts: [(&str, &str, Part, &Option<String>); 3] = [
        (
            "Title",
            "title-column",
            |names| &mut names.title,
            &known.title,
        ),
        (
            "Artist",
            "artist-column",
            |names| &mut names.artist,
            &known.artist,
        ),
        (
            "Genre",
            "genre-column",
            |names| &mut names.genre,
            &known.genre,
        ),
    ];
    let selects = parts.into_iter().map(|(label, id, part, found)| {
        let chosen = part(&mut props.settings.names.clone()).clone();
        let choose = configure(&props.settings, &props.act, move |settings: &mut Settings, event: Event| {
            *part(&mut settings.names) = Some(value_of(&event)).filter(|name| !name.is_empty());
        });
        let guessed = match (found, &chosen) {
            (_, Some(_)) => "as found".to_owned(),
            (Some(found), None) => format!("as found: {found}"),
            (None, None) => "none found".to_owned(),
        };
        html! {
            <label>{label}
                <select {id} onchange={choose}>
                    <option value="" selected={chosen.is_none()}>{guessed}</option>
                    { for props.loaded.columns.iter().map(|column| html! {
                        <option value={column.name.clone()} selected={chosen.as_ref() == Some(&column.name)}>{&column.name}</option>
                    }) }
                </select>
            </label>
        }
    });
    html! {
        <>
            <h4>{"Columns that name the tracks"}</h4>
            <div class="key-form">{ for selects }</div>
        </>
    }
}

/// How each of several tables is used, with a switch to set it aside.
fn tables(props: &Props) -> Html {
    let tables = &props.loaded.report.tables;
    if tables.is_empty() {
        return Html::default();
    }
    let entries = tables.iter().map(|used| {
        let path = used.path.clone();
        let toggle = configure(&props.settings, &props.act, move |settings: &mut Settings, event: Event| {
            settings.tables_aside.retain(|aside| *aside != path);
            if !is_checked(&event) {
                settings.tables_aside.push(path.clone());
            }
        });
        html! {
            <li data-table={used.file.clone()}>
                <label class="choice">
                    <input type="checkbox" checked={!props.settings.tables_aside.contains(&used.path)} onchange={toggle} />
                    <bdi>{&used.file}</bdi>
                </label>
                <span class="count">{format!("{} rows", grouped(used.rows))}</span>
                <p class="hint">{used.role.to_string()}</p>
            </li>
        }
    });
    html! {
        <>
            <h4>{"Tables"}</h4>
            <ul class="steps" id="join-tables">{ for entries }</ul>
        </>
    }
}

/// Key column and file-name pattern, with the best candidate.
#[component]
fn KeyForm(props: &Props) -> Html {
    let report = &props.loaded.report;
    let error = use_state(|| None::<String>);
    let column = use_node_ref();
    let pattern = use_node_ref();
    let use_key = configure(&props.settings, &props.act, |settings, key: Key| {
        settings.key = Some(key);
    });
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
        let words = would_match(report).map(|said| said.to_string());
        let (use_key, column) = (use_key.clone(), column.clone());
        let take = Callback::from(move |_: MouseEvent| {
            // The button goes away with the proposal: who pressed it goes on at the key.
            if let Some(column) = column.cast::<HtmlSelectElement>() {
                let _ = column.focus();
            }
            use_key.emit(key.clone());
        });
        html! {
            <p class="proposal">{words}<button type="button" class="button small" id="use-proposal" onclick={take}>{"Use it"}</button></p>
        }
    });
    html! {
        <>
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
        </>
    }
}
