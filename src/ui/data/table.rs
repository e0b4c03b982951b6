//! The table itself: search, sorting, and as many rows as are in view.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::super::parts::controls::is_checked;
use super::super::parts::leave_out::LeaveOut;
use super::super::parts::same::Same;
use super::table_row::{Heading, PlaceholderRow, TableRowView};
use super::table_search::Search;
use crate::analysis::RowsParams;
use crate::data::ColumnKind;
use crate::page::{Action, Loaded, RowList, RowWindow, TablePages, View};
use crate::protocol::Question;
use crate::sentences::Lacking;
use crate::wording::grouped;

/// Height of a row; style.css has the same.
const ROW_PX: f64 = 40.0;

/// Properties of [`DataTable`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What there is of the table.
    pub table: Same<TablePages>,
    /// The tracks, and what the columns are.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// Which map there is, as the end of a title: "by timbre".
    pub map_by: Option<AttrValue>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The rows of the table.
#[component]
pub(crate) fn DataTable(props: &Props) -> Html {
    let table = &props.table;
    let scroller = use_node_ref();
    let window = use_state_eq(RowWindow::default);
    let look = {
        let (scroller, window) = (scroller.clone(), window.setter());
        let n_rows = table.found();
        Callback::from(move |()| {
            if let Some(scroller) = scroller.cast::<HtmlElement>() {
                let list = RowList {
                    n_rows,
                    row_px: ROW_PX,
                    view_px: f64::from(scroller.client_height()),
                };
                window.set(list.window(f64::from(scroller.scroll_top())));
            }
        })
    };
    let shown = (table.is_waiting(), table.found());
    use_effect_with(shown, {
        let look = look.clone();
        move |_| look.emit(())
    });
    // Another order is read from its beginning.
    use_effect_with(table.wanted().clone(), {
        let scroller = scroller.clone();
        move |_| {
            if let Some(scroller) = scroller.cast::<HtmlElement>() {
                scroller.set_scroll_top(0);
            }
        }
    });
    use_effect_with((table.clone(), (*window).clone()), {
        let act = props.act.clone();
        move |(table, window): &(Same<TablePages>, RowWindow)| {
            for params in table.lacking(&window.places) {
                act.emit(Action::Ask(Question::Rows(params)));
            }
        }
    });
    let has_pictures = props.loaded.report.decoded > 0;
    let with_map = use_state_eq(|| false);
    let keep = {
        let params = table.wanted().clone();
        let with_map = *with_map;
        props.act.reform(move |_: MouseEvent| Action::ExportRows {
            params: params.clone(),
            with_map,
        })
    };
    let use_map = {
        let with_map = with_map.setter();
        Callback::from(move |event: Event| {
            with_map.set(is_checked(&event));
        })
    };
    html! {
        <section class="data-table" aria-label="The table">
            <h3>{"The table"}</h3>
            <div class="table-tools">
                <Search table={props.table.clone()} loaded={props.loaded.clone()} act={props.act.clone()} />
                if has_pictures {
                    { only(props, "table-pictured", "Only rows with a picture", |params| &mut params.pictured) }
                }
                if !props.loaded.left_out.is_empty() || table.wanted().left_out {
                    { only(props, "table-left-out", "Only rows left out", |params| &mut params.left_out) }
                }
                <p class="table-count" id="table-count" aria-live="polite">{counts(table)}</p>
                if let Some(by) = &props.map_by {
                    <label class="choice"><input type="checkbox" id="table-with-map" checked={*with_map} onchange={use_map} />{format!("With cluster and coordinates {by}")}</label>
                }
                <button class="button quiet small" id="table-csv" title="Keep the rows found as a CSV file" onclick={keep}>{"CSV"}</button>
            </div>
            <div class={classes!("table-scroller", table.is_waiting().then_some("waiting"))} ref={scroller} tabindex="0" role="group" aria-label="Rows of the table"
                onscroll={look.reform(|_: Event| ())}>
                <table aria-rowcount={(table.found() + 1).to_string()}>
                    { columns(table, has_pictures, !props.loaded.left_out.is_empty()) }
                    <thead>{ headings(props) }</thead>
                    { body(props, &window, has_pictures) }
                </table>
            </div>
            { selected(props) }
            if let Some(why) = table.none_found() {
                <p class="muted">
                    {why.to_string()}
                    if matches!(why, Lacking::Row { has_words: true, .. }) {
                        {" Fewer letters find more."}
                    }
                </p>
            }
        </section>
    }
}

/// What the last click selected, and the way to it.
fn selected(props: &Props) -> Html {
    let Some(track) = props.selected else {
        return Html::default();
    };
    let is_left_out = props.loaded.is_left_out(track);
    let show = props
        .act
        .reform(|_: MouseEvent| Action::ShowView(View::Map));
    html! {
        <>
        <p class="table-selected">
            <span class="muted">{"Selected: "}</span><strong><bdi>{props.loaded.tracks.name(track)}</bdi></strong>
            if !is_left_out {
                <button class="link" id="table-show" onclick={show}>{"Show on the map"}</button>
            }
        </p>
        <LeaveOut {track} {is_left_out} act={props.act.clone()} />
        </>
    }
}

/// "100 of 114,000 rows with “rain”".
fn counts(table: &TablePages) -> String {
    if table.columns().is_empty() {
        return "Reading the rows".into();
    }
    let total = grouped(table.total());
    let rows = if table.found() == table.total() {
        format!("{total} rows")
    } else {
        format!("{} of {total} rows", grouped(table.found()))
    };
    let rows = match table.found_left_out() {
        0 => rows,
        n => format!("{rows}, {} left out", grouped(n)),
    };
    match table.search().trim() {
        "" => rows,
        words => format!("{rows} with “{words}”"),
    }
}

/// A check box that lists some rows alone: those that `part` of the question says.
fn only(
    props: &Props,
    id: &'static str,
    words: &'static str,
    part: fn(&mut RowsParams) -> &mut bool,
) -> Html {
    let mut wanted = props.table.wanted().clone();
    let checked = *part(&mut wanted);
    let toggle = props.act.reform(move |event: Event| {
        let mut params = wanted.clone();
        *part(&mut params) = is_checked(&event);
        Action::Ask(Question::Rows(params))
    });
    html! {
        <label class="choice">
            <input type="checkbox" {id} {checked} onchange={toggle} />
            {words}
        </label>
    }
}

/// Widths, so that columns stay where they are while rows come and go. The first one has room for what is said of rows
/// that are left out, where there are any.
fn columns(table: &TablePages, has_pictures: bool, has_marks: bool) -> Html {
    let first = if has_pictures {
        "col-picture"
    } else {
        "col-row"
    };
    html! {
        <colgroup>
            <col class={classes!(first, has_marks.then_some("with-marks"))} />
            { for table.widths().iter().map(|width| html! { <col style={format!("width:calc({width}ch + 24px)")} /> }) }
        </colgroup>
    }
}

fn is_number(loaded: &Loaded, column: usize) -> bool {
    let info = loaded.columns.get(column);
    info.is_some_and(|info| info.kind == ColumnKind::Number)
}

fn headings(props: &Props) -> Html {
    let wanted = props.table.wanted();
    let headings = props.table.columns().iter().enumerate().map(|(i, name)| {
        let is_number = is_number(&props.loaded, i);
        let is_sorted = wanted.by.as_ref() == Some(name);
        let sorted = is_sorted.then_some(wanted.descending);
        // Numbers are looked at from the largest, words from the first letter; a third click gives file order back.
        let (by, descending) = match sorted {
            None => (Some(name.clone()), is_number),
            Some(descending) if descending == is_number => (Some(name.clone()), !descending),
            Some(_) => (None, false),
        };
        let params = RowsParams {
            by,
            descending,
            ..wanted.clone()
        };
        let sort = props
            .act
            .reform(move |_: MouseEvent| Action::Ask(Question::Rows(params.clone())));
        html! { <Heading name={name.clone()} {is_number} {sorted} {sort} /> }
    });
    html! {
        <tr>
            <th scope="col" class="col-row">{"Row"}</th>
            { for headings }
        </tr>
    }
}

fn body(props: &Props, window: &RowWindow, has_pictures: bool) -> Html {
    let table = &props.table;
    let numeric: Rc<[bool]> = (0..table.columns().len())
        .map(|column| is_number(&props.loaded, column))
        .collect();
    let rows = window.places.clone().map(|place| match table.row(place) {
        Some(row) => html! {
            <TableRowView
                key={place} {place} row={row.clone()} {has_pictures} numeric={numeric.clone()} loaded={props.loaded.clone()}
                is_selected={row.track.is_some() && row.track == props.selected}
                act={props.act.clone()} find_picture={props.find_picture.clone()}
            />
        },
        None => html! { <PlaceholderRow key={place} {place} n_columns={numeric.len()} /> },
    });
    let room = |name: &'static str, height_px: f64| html! { <tr key={name} aria-hidden="true" class="room" style={format!("height:{height_px}px")}></tr> };
    html! {
        <tbody id="table-body">
            { room("above", window.above_px) }
            { for rows }
            { room("below", window.below_px) }
        </tbody>
    }
}
