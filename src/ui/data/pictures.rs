//! The kinds of pictures: how each is drawn, what surrounds it, which are strange; with a control for everything that was
//! found.

use yew::prelude::*;

use super::super::parts::controls::{configure, is_checked, value_of};
use super::super::parts::names::{name_list, named};
use super::super::parts::picture::Picture;
use super::super::parts::same::Same;
use crate::data::{Frame, FrameUse, KindChoices, PictureKind, Shades};
use crate::figures::kinds;
use crate::page::{Action, Loaded, out_of_everything};
use crate::space::Settings;
use crate::wording::grouped;

/// Kinds shown with their controls; more are counted.
const MOST_KINDS: usize = 12;
/// Kinds whose controls are open from the start.
const MOST_OPEN: usize = 1;
/// Files named of a list.
const MOST_FILES: usize = 100;

/// Properties of [`Pictures`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The kinds are in here.
    pub loaded: Same<Loaded>,
    /// Parameters in force; the choices are among them.
    pub settings: Settings,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// How the pictures are drawn.
#[component]
pub(crate) fn Pictures(props: &Props) -> Html {
    let all = &props.loaded.kinds;
    let Some(summary) = kinds::summary(all) else {
        return Html::default();
    };
    let cut = configure(&props.settings, &props.act, |settings, event: Event| {
        settings.frame = if is_checked(&event) {
            FrameUse::Cut
        } else {
            FrameUse::Keep
        };
    });
    let is_cut = props.settings.frame == FrameUse::Cut;
    let rest = all.kinds.len().saturating_sub(MOST_KINDS);
    html! {
        <section id="pictures" class="kinds" aria-label="How the pictures are drawn">
            <h3>{"How the pictures are drawn"}</h3>
            <p id="kinds">{summary.to_string()}</p>
            if let Some(warning) = kinds::warning(all) {
                <p class="hint" id="kinds-mixed">{warning.to_string()}</p>
            }
            <label class="choice">
                <input type="checkbox" id="cut-frames" checked={is_cut} onchange={cut} />
                {"Cut margins, axes, labels and colour bars off, and compare only what is inside"}
            </label>
            { for all.kinds.iter().take(MOST_KINDS).enumerate().map(|(index, kind)| card(props, index, kind)) }
            if rest > 0 {
                <p class="hint">{format!("and {} more kinds", grouped(rest))}</p>
            }
        </section>
    }
}

fn card(props: &Props, index: usize, kind: &PictureKind) -> Html {
    let heading = match kind.n {
        1 => format!("1 picture: {}", kinds::name(kind)),
        n => format!("{} pictures: {}", grouped(n), kinds::name(kind)),
    };
    let as_found = choose(props, kind, |choices, _: MouseEvent| {
        *choices = KindChoices::default();
    });
    html! {
        <article class="kind" data-kind={kind.key.clone()} aria-label={heading.clone()}>
            { sample(props, kind) }
            <div>
                <h4>{heading}</h4>
                if let Some(said) = kinds::stranger(kind) {
                    <p class="stranger">{said.to_string()}</p>
                }
                { leave_out(props, index, kind) }
                <p class="frame">{kinds::frame(kind, props.settings.frame).to_string()}</p>
                { files(["has another margin", "have another margin"], &kind.frames_differ) }
                { files(
                    [
                        "may stand on its head: its lower bands are the quiet ones",
                        "may stand on their heads: their lower bands are the quiet ones",
                    ],
                    &kind.upside_down,
                ) }
                { turn_over(props, index, kind) }
                <details open={index < MOST_OPEN || !kind.choices.is_empty()}>
                    <summary>{"Correct what was found"}</summary>
                    <div class="reading-controls">
                        { edges(props, index, kind) }
                        { shades(props, index, kind) }
                        { loud_end(props, index, kind) }
                        { low_end(props, index, kind) }
                    </div>
                    <p>
                        <button type="button" class="button small as-found" disabled={kind.choices.is_empty()} onclick={as_found}>{"As found"}</button>
                    </p>
                </details>
            </div>
        </article>
    }
}

/// The way to leave strangers out, or everything but one of several large kinds; and the way back.
fn leave_out(props: &Props, index: usize, kind: &PictureKind) -> Html {
    let loaded = &props.loaded;
    let is_member = |track: usize| {
        loaded
            .kinds
            .of
            .get(track)
            .is_some_and(|&of| of as usize == index)
    };
    let tracks = 0..loaded.tracks.len();
    let (members, others): (Vec<usize>, Vec<usize>) = tracks.partition(|&track| is_member(track));
    let act = |action: Action| props.act.reform(move |_: MouseEvent| action.clone());
    if let Some(said) = out_of_everything(loaded, &members) {
        let put_back = act(Action::PutBack(members));
        return html! {
            <p>
                <strong>{said.to_string()}</strong>{" "}
                <button type="button" class="button small put-kind-back" onclick={put_back}>{"Put back"}</button>
            </p>
        };
    }
    let is_alone = others.iter().all(|&track| loaded.is_left_out(track));
    html! {
        <>
            if kind.is_stranger {
                <p><button type="button" class="button small leave-kind-out" onclick={act(Action::LeaveOut(members))}>{"Leave out"}</button></p>
            } else if loaded.kinds.is_mixed() && !is_alone {
                <p><button type="button" class="button small kind-alone" onclick={act(Action::LeaveOut(others))}>{"Look at these alone"}</button></p>
            }
        </>
    }
}

/// A picture of the kind, with a line around what is compared of it.
fn sample(props: &Props, kind: &PictureKind) -> Html {
    let Frame {
        left,
        top,
        right,
        bottom,
    } = match props.settings.frame {
        FrameUse::Cut => kind.frame,
        FrameUse::Keep => Frame::NONE,
    };
    let width = f64::from((kind.width + kind.frame.left + kind.frame.right).max(1));
    let height = f64::from((kind.height + kind.frame.top + kind.frame.bottom).max(1));
    let percent = |edge: u32, side: f64| 100.0 * f64::from(edge) / side;
    let style = format!(
        "left:{:.2}%;top:{:.2}%;right:{:.2}%;bottom:{:.2}%",
        percent(left, width),
        percent(top, height),
        percent(right, width),
        percent(bottom, height)
    );
    let name = props.loaded.tracks.name(kind.sample).to_owned();
    html! {
        <div class="sample">
            <Picture track={kind.sample} {name} exists={true} large={true} find_picture={props.find_picture.clone()} />
            <span class="inside" {style}></span>
        </div>
    }
}

fn files([of_one, of_many]: [&str; 2], files: &[String]) -> Html {
    let what = match files.len() {
        0 => return Html::default(),
        1 => of_one,
        _ => of_many,
    };
    let rest = files.len().saturating_sub(MOST_FILES);
    html! {
        <details>
            <summary>{format!("{} {what}", grouped(files.len()))}</summary>
            { name_list(what, files.iter().take(MOST_FILES).map(named), rest) }
        </details>
    }
}

/// Hands on the settings with one choice about this kind changed.
fn choose<E: 'static>(
    props: &Props,
    kind: &PictureKind,
    change: impl Fn(&mut KindChoices, E) + 'static,
) -> Callback<E> {
    let (key, choices) = (kind.key.clone(), kind.choices.clone());
    configure(&props.settings, &props.act, move |settings, event: E| {
        let mut choices = choices.clone();
        change(&mut choices, event);
        *settings = settings.clone().with_kind(&key, choices);
    })
}

/// Whether those that stand on their heads are turned over.
fn turn_over(props: &Props, index: usize, kind: &PictureKind) -> Html {
    if kind.upside_down.is_empty() {
        return Html::default();
    }
    let change = choose(props, kind, |choices, event: Event| {
        choices.turns_upside_down = Some(is_checked(&event));
    });
    let is_wanted = kind.choices.turns_upside_down == Some(true);
    html! {
        <label class="choice">
            <input type="checkbox" id={format!("turn-over-{index}")} checked={is_wanted} onchange={change} />
            {"Turn these over"}
        </label>
    }
}

/// An edge of a frame: its name, and how to change it.
type Edge = (&'static str, u32, fn(&mut Frame, u32));

fn edges(props: &Props, index: usize, kind: &PictureKind) -> Html {
    let edges: [Edge; 4] = [
        ("left", kind.frame.left, |frame, n| frame.left = n),
        ("above", kind.frame.top, |frame, n| frame.top = n),
        ("right", kind.frame.right, |frame, n| frame.right = n),
        ("below", kind.frame.bottom, |frame, n| frame.bottom = n),
    ];
    let frame = kind.frame;
    let (width, height) = (
        kind.width + frame.left + frame.right,
        kind.height + frame.top + frame.bottom,
    );
    let input = |(name, value, set): Edge| {
        let change = choose(props, kind, move |choices, event: Event| {
            let mut frame = frame;
            let typed = value_of(&event).trim().parse();
            set(&mut frame, typed.unwrap_or(value));
            // What would leave nothing is not taken.
            if frame.inside(width, height).is_some() {
                choices.frame = Some(frame);
            }
        });
        html! {
            <label>
                <span>{format!("Pixels {name}")}</span>
                <input type="number" min="0" id={format!("edge-{name}-{index}")} value={value.to_string()} onchange={change} />
            </label>
        }
    };
    html! { <>{ for edges.into_iter().map(input) }</> }
}

fn shades(props: &Props, index: usize, kind: &PictureKind) -> Html {
    let change = choose(props, kind, |choices, event: Event| {
        choices.shades = Shades::try_from(value_of(&event)).ok();
    });
    html! {
        <label>
            <span>{"Colour map"}</span>
            <select id={format!("shades-{index}")} onchange={change}>
                { for Shades::all().map(|shades| html! {
                    <option value={shades.name()} selected={shades == kind.shades}>{kinds::shades(shades)}</option>
                }) }
            </select>
        </label>
    }
}

fn loud_end(props: &Props, index: usize, kind: &PictureKind) -> Html {
    let change = choose(props, kind, |choices, event: Event| {
        choices.is_reversed = Some(value_of(&event) == "first");
    });
    html! {
        <label>
            <span>{"Loud is the"}</span>
            <select id={format!("loud-{index}")} onchange={change}>
                <option value="last" selected={!kind.is_reversed}>{"last colour"}</option>
                <option value="first" selected={kind.is_reversed}>{"first colour"}</option>
            </select>
        </label>
    }
}

fn low_end(props: &Props, index: usize, kind: &PictureKind) -> Html {
    let change = choose(props, kind, |choices, event: Event| {
        choices.is_turned = Some(value_of(&event) == "top");
    });
    html! {
        <label>
            <span>{"Low bands are"}</span>
            <select id={format!("low-{index}")} onchange={change}>
                <option value="bottom" selected={!kind.is_turned}>{"at the bottom"}</option>
                <option value="top" selected={kind.is_turned}>{"at the top"}</option>
            </select>
        </label>
    }
}
