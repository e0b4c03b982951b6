//! What the points of the map are coloured by, and in which colours.

use yew::prelude::*;

use super::super::parts::controls::value_of;
use crate::data::ColumnKind;
use crate::figures::{ClusterColors, ColorBy};
use crate::page::{Action, Loaded};
use crate::space::SpaceName;
use crate::wording::readable;

/// What the choice is made of.
pub(super) struct ColorChoice<'a> {
    /// What points are coloured by.
    pub by: &'a ColorBy,
    /// The colours of classes.
    pub colors: ClusterColors,
    /// The spaces that have a map.
    pub mapped: &'a [SpaceName],
    /// The table's columns are in here.
    pub loaded: &'a Loaded,
    /// What the person does.
    pub act: &'a Callback<Action>,
}

/// The two choices.
pub(super) fn colors(choice: &ColorChoice) -> Html {
    let offered = offered(choice);
    let ways: Vec<ColorBy> = offered
        .iter()
        .flat_map(|(_, ways)| ways)
        .map(|(by, _)| by.clone())
        .collect();
    let choose = choice.act.reform(move |event: Event| {
        let key = value_of(&event);
        let chosen = ways.iter().find(|by| key_of(by) == key);
        Action::ColorPoints(chosen.cloned().unwrap_or_default())
    });
    let act = choice.act.clone();
    let choose_palette = move |event: Event| {
        if let Some(colors) = ClusterColors::named(&value_of(&event)) {
            act.emit(Action::UseColors(colors));
        }
    };
    let option = |(by, name): &(ColorBy, String)| {
        html! { <option value={key_of(by)} selected={by == choice.by}>{name}</option> }
    };
    let group = |(group, ways): &(AttrValue, Vec<(ColorBy, String)>)| {
        let options = ways.iter().map(option);
        if group.is_empty() {
            html! { <>{ for options }</> }
        } else {
            html! { <optgroup label={group.clone()}>{ for options }</optgroup> }
        }
    };
    html! {
        <fieldset>
            <legend>{"Colours"}</legend>
            <label class="row">
                <span>{"Colour by"}</span>
                <select id="color-by" onchange={choose}>{ for offered.iter().map(group) }</select>
            </label>
            <label class="row">
                <span>{"Palette"}</span>
                <select id="palette" onchange={choose_palette}>
                    { for ClusterColors::ALL.into_iter().map(|colors| html! {
                        <option value={colors.name()} selected={choice.colors == colors}>{ match colors {
                            ClusterColors::OkabeIto => "Okabe-Ito",
                            ClusterColors::Reference => "As matplotlib (tab10, Set2)",
                        } }</option>
                    }) }
                </select>
            </label>
            if choice.colors == ClusterColors::Reference {
                <p class="hint">{"Not safe for colour-blind eyes."}</p>
            }
        </fieldset>
    }
}

/// What stands for a way to colour in the list.
fn key_of(by: &ColorBy) -> String {
    match by {
        ColorBy::Clusters => "clusters".into(),
        ColorBy::Column(name) => format!("column:{name}"),
        ColorBy::Distance(space) => format!("distance:{space}"),
        ColorBy::Agreement(name) => format!("agreement:{name}"),
    }
}

/// Everything that points can be coloured by, in groups with a heading.
fn offered(choice: &ColorChoice) -> Vec<(AttrValue, Vec<(ColorBy, String)>)> {
    let of_kind = |is_wanted: fn(ColumnKind) -> bool, by: fn(String) -> ColorBy| {
        let columns = choice
            .loaded
            .columns
            .iter()
            .filter(move |column| is_wanted(column.kind));
        let columns = columns.map(move |column| (by(column.name.clone()), readable(&column.name)));
        columns.collect()
    };
    let is_number = |kind| kind == ColumnKind::Number;
    let is_words = |kind| kind != ColumnKind::Number;
    let distance = |&space: &SpaceName| {
        let by = choice.loaded.words(space).by;
        (ColorBy::Distance(space), format!("Distance {by}"))
    };
    let mut agreements: Vec<(ColorBy, String)> = of_kind(is_words, ColorBy::Agreement);
    for (_, name) in &mut agreements {
        *name = format!("Same {name}");
    }
    let groups = [
        ("", vec![(ColorBy::Clusters, "Clusters".to_owned())]),
        ("Words", of_kind(is_words, ColorBy::Column)),
        ("Numbers", of_kind(is_number, ColorBy::Column)),
        (
            "Distance to the selected track",
            choice.mapped.iter().map(distance).collect(),
        ),
        ("How many of the ten nearest have the same", agreements),
    ];
    let groups = groups.into_iter().filter(|(_, ways)| !ways.is_empty());
    groups.map(|(group, ways)| (group.into(), ways)).collect()
}
