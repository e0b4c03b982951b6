//! What the table is made of: headings that sort, rows, and what stands for rows that are still to come.

use std::rc::Rc;

use yew::prelude::*;

use super::super::parts::picture::Picture;
use super::super::parts::same::Same;
use crate::analysis::TableRow;
use crate::page::{Action, Loaded};
use crate::wording::grouped;

/// Properties of [`Heading`].
#[derive(Properties, PartialEq)]
pub(crate) struct HeadingProps {
    /// The column.
    pub name: AttrValue,
    /// Are its cells numbers?
    pub is_number: bool,
    /// Is the table sorted by it, and the largest first?
    pub sorted: Option<bool>,
    /// It was clicked.
    pub sort: Callback<MouseEvent>,
}

/// A heading; a click sorts by its column.
#[component]
pub(crate) fn Heading(props: &HeadingProps) -> Html {
    let (order, arrow) = match props.sorted {
        Some(true) => (Some("descending"), "\u{2193}"),
        Some(false) => (Some("ascending"), "\u{2191}"),
        None => (None, ""),
    };
    html! {
        <th scope="col" class={props.is_number.then_some("number")} aria-sort={order}>
            <button class="heading" title={props.name.clone()} onclick={props.sort.clone()}>
                <span class="heading-name"><bdi>{&props.name}</bdi></span>
                <span class="arrow" aria-hidden="true">{arrow}</span>
            </button>
        </th>
    }
}

/// Properties of [`TableRowView`].
#[derive(Properties, PartialEq)]
pub(crate) struct RowProps {
    /// Its place among the rows found.
    pub place: usize,
    /// The row.
    pub row: TableRow,
    /// Has the collection pictures?
    pub has_pictures: bool,
    /// Which columns hold numbers.
    pub numeric: Rc<[bool]>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// Is it the track in question?
    pub is_selected: bool,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// A row; a click on one with a track selects it.
#[component]
pub(crate) fn TableRowView(props: &RowProps) -> Html {
    let row = &props.row;
    let track = row.track;
    let select = track.map(|track| {
        props
            .act
            .reform(move |_: MouseEvent| Action::Select(Some(track)))
    });
    let number = grouped(row.row + 1);
    let head = match track {
        Some(track) => {
            let tracks = &props.loaded.tracks;
            let name = tracks.name(track).to_string();
            // The click reaches the row, which selects.
            html! {
                <button class="row-pick" aria-pressed={props.is_selected.to_string()} aria-label={format!("Select {name}, row {number}")}>
                    <span>{number}</span>
                    if props.has_pictures {
                        <Picture {track} {name} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} />
                    }
                </button>
            }
        }
        None => html! { <span>{number}</span> },
    };
    let put_back = track.filter(|_| row.left_out).map(|track| {
        props.act.reform(move |event: MouseEvent| {
            // The row would select it.
            event.stop_propagation();
            Action::PutBack(vec![track])
        })
    });
    let head = match put_back {
        Some(put_back) => html! {
            <span class="row-left-out">
                {head}
                <span class="mark-words">{"left out"}</span>
                <button class="link" aria-label={format!("Put row {} back", row.row + 1)} onclick={put_back}>{"Put back"}</button>
            </span>
        },
        None => head,
    };
    let cells = row.cells.iter().enumerate().map(|(i, cell)| {
        let class = (props.numeric.get(i) == Some(&true)).then_some("number");
        html! { <td {class} dir="auto" title={cell.clone()}>{cell}</td> }
    });
    let class = classes!(
        "table-row",
        track.is_some().then_some("has-track"),
        props.is_selected.then_some("selected"),
        row.left_out.then_some("left-out-row")
    );
    html! {
        <tr {class} aria-rowindex={(props.place + 2).to_string()} data-row={row.row.to_string()} onclick={select}>
            <th scope="row">{head}</th>
            { for cells }
        </tr>
    }
}

/// Properties of [`PlaceholderRow`].
#[derive(Properties, PartialEq)]
pub(crate) struct PlaceholderProps {
    /// Its place among the rows found.
    pub place: usize,
    /// Columns that it stands for.
    pub n_columns: usize,
}

/// Stands for a row until it comes.
#[component]
pub(crate) fn PlaceholderRow(props: &PlaceholderProps) -> Html {
    html! {
        <tr class="table-row" aria-rowindex={(props.place + 2).to_string()} aria-busy="true">
            <th scope="row"><span class="blank"></span></th>
            { for (0..props.n_columns).map(|_| html! { <td><span class="blank"></span></td> }) }
        </tr>
    }
}
