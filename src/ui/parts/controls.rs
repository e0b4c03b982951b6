//! What a control holds, and how it changes a setting.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::page::Action;
use crate::space::Settings;

/// Hands on the settings with one thing changed.
pub(crate) fn configure<E: 'static>(
    settings: &Settings,
    act: &Callback<Action>,
    change: impl Fn(&mut Settings, E) + 'static,
) -> Callback<E> {
    let (settings, act) = (settings.clone(), act.clone());
    Callback::from(move |event: E| {
        let mut settings = settings.clone();
        change(&mut settings, event);
        act.emit(Action::Configure(Box::new(settings)));
    })
}

/// The value of this event's control.
pub(crate) fn value_of(event: &Event) -> String {
    let target = event.target();
    let input = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<HtmlInputElement>());
    let select = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<HtmlSelectElement>());
    input
        .map(HtmlInputElement::value)
        .or(select.map(HtmlSelectElement::value))
        .unwrap_or_default()
}

/// The number in this event's field, as the browser reads it; `None` where it holds none.
pub(crate) fn number_of(event: &Event) -> Option<f64> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    Some(input.value_as_number()).filter(|number| number.is_finite())
}

/// Is the check box of this event checked?
pub(crate) fn is_checked(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// Is what this event is about, and what can be folded away, open now?
pub(crate) fn is_open(event: &Event) -> bool {
    let details = event.target_dyn_into::<Element>();
    details.is_some_and(|details| details.has_attribute("open"))
}

/// A button that takes choices back. Where there are none it can be reached all the same, and does nothing: a button that
/// went away, or was switched off, when it is pressed would leave who pressed it nowhere.
pub(crate) fn take_back(
    words: &'static str,
    id: Option<&'static str>,
    class: &'static str,
    is_needed: bool,
    take: Callback<MouseEvent>,
) -> Html {
    let press = move |event| {
        if is_needed {
            take.emit(event);
        }
    };
    html! {
        <button type="button" {id} class={classes!("button", "small", class)} aria-disabled={(!is_needed).then_some("true")} onclick={press}>{words}</button>
    }
}
