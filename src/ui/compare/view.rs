//! Two sides of a column, what their pictures look like, and what the notebook said about them.

use std::rc::Rc;

use yew::prelude::*;

use super::super::parts::cards::Cards;
use super::super::parts::figure::FigureView;
use super::super::parts::same::Same;
use super::super::parts::table::TableView;
use super::claims::ClaimsView;
use super::split_controls::SplitControls;
use crate::charts::Figure;
use crate::explain::{Claim, Exposure};
use crate::figures;
use crate::page::{Action, Loaded, lacking};
use crate::progress::Progress;
use crate::rank::{Side, Split};
use crate::sentences::{Lacking, Purpose, text};
use crate::space::SpaceName;
use crate::wording::readable;

/// Properties of [`CompareView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The comparison; `None` while it is asked for.
    pub split: Option<Same<Split>>,
    /// Common claims, measured; `None` while they are asked for.
    pub claims: Option<Same<Vec<Claim>>>,
    /// The space whose lists are counted.
    pub space: SpaceName,
    /// How often tracks are recommended; `None` while that is counted.
    pub exposure: Option<Same<Exposure>>,
    /// How far a longer question is.
    pub studying: Option<Progress>,
    /// Did the person cancel the count?
    pub is_given_up: bool,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// Dark paper?
    pub is_dark: bool,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// Two sides of a column, and what was said about them.
#[component]
pub(crate) fn CompareView(props: &Props) -> Html {
    let (loaded, act) = (&props.loaded, &props.act);
    html! {
        <div class="read" id="compare">
            <h2>{"Compare"}</h2>
            <p class="lead">{"Do tracks that are low in a column look different from those that are high in it?"}</p>
            if let Some(split) = &props.split {
                <SplitControls params={split.params.clone()} median={split.median} loaded={loaded.clone()} act={act.clone()} />
                <Sides split={split.clone()} loaded={loaded.clone()} selected={props.selected} is_dark={props.is_dark}
                    act={act.clone()} find_picture={props.find_picture.clone()} />
            } else {
                <p class="muted" role="status">{ absent(loaded) }</p>
            }
            if loaded.has_table {
                <ClaimsView claims={props.claims.clone()} space={props.space} by={loaded.words(props.space).by.into_owned()} exposure={props.exposure.clone()} studying={props.studying} is_given_up={props.is_given_up} is_dark={props.is_dark} act={act.clone()} />
            }
        </div>
    }
}

/// Why nothing is compared yet, and what a person can do.
fn absent(loaded: &Loaded) -> String {
    if loaded.usual.split.is_some() {
        return "Comparing the tracks".into();
    }
    let why = lacking(loaded, Purpose::Compare);
    let help = match why {
        Lacking::Table { .. } => {
            "Add a table of tracks (CSV) to compare the two sides of any numeric column."
        }
        _ => "",
    };
    format!("{why} {help}")
}

/// Properties of [`Sides`].
#[derive(Properties, PartialEq)]
struct SidesProps {
    split: Same<Split>,
    loaded: Same<Loaded>,
    selected: Option<usize>,
    is_dark: bool,
    act: Callback<Action>,
    find_picture: Callback<usize, Option<AttrValue>>,
}

/// Both sides: some tracks of each, then all of them together.
#[component]
fn Sides(props: &SidesProps) -> Html {
    let split = &props.split;
    let pictures = use_memo(split.clone(), |split| figures::split::pictures(split));
    let numbers = use_memo(split.clone(), |split| figures::split::sides(split));
    let side = |id: &'static str, name: &'static str, side: &Side| {
        html! {
            <section class="side" id={id} aria-label={name}>
                <h3>{name}</h3>
                <p class="muted">{side.sentence().to_string()}</p>
                <Cards
                    id={format!("{id}-list")} label={format!("{name}: drawn tracks")} entries={side.sample.clone()} value_name={readable(&split.params.column)}
                    loaded={props.loaded.clone()} selected={props.selected} act={props.act.clone()} find_picture={props.find_picture.clone()}
                />
            </section>
        }
    };
    let caption = text(figures::split::caption(split));
    html! {
        <>
            { side("split-low", "Low", &split.low) }
            { side("split-high", "High", &split.high) }
            if let Some(left_out) = split.left_out() {
                <p class="hint" id="split-left-out">{left_out.to_string()}</p>
            }
            <section class="part" aria-label="Mean pictures">
                if !caption.is_empty() {
                    <FigureView figure={Same(pictures as Rc<dyn Figure>)} name="compare-pictures" is_dark={props.is_dark} {caption} act={props.act.clone()} />
                    <p id="split-brightness">{text(split.brightness())}</p>
                }
                <TableView table={Same(numbers)} name="compare-sides" act={props.act.clone()} />
            </section>
        </>
    }
}
