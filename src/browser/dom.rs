//! Small services of the page's window: clock, measures, colour scheme, downloads, the demo.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, File, FocusOptions, HtmlAnchorElement, HtmlBodyElement,
    HtmlCanvasElement, HtmlElement, HtmlInputElement, Response, Url,
};

use super::files::GivenFile;

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    gloo::utils::window()
        .performance()
        .map_or(0.0, |clock| clock.now())
}

/// Puts `soundkin:<name>` on the page's timeline, ending now.
pub fn measure(name: &str, duration_ms: f64) {
    let end = now_ms();
    let Some(performance) = gloo::utils::window().performance() else {
        return;
    };
    let options = Object::new();
    let set = |key: &str, value: f64| Reflect::set(&options, &key.into(), &value.into());
    // A worker may have begun before the page's clock; a measure cannot start below 0.
    let is_set = set("start", (end - duration_ms).max(0.0)).and(set("end", end));
    let measure =
        Reflect::get(&performance, &"measure".into()).and_then(JsCast::dyn_into::<Function>);
    if let (Ok(_), Ok(measure)) = (is_set, measure) {
        // Only for whoever measures: the page does not need it.
        let _ = measure.call2(&performance, &format!("soundkin:{name}").into(), &options);
    }
}

/// The element of this id.
pub fn element(id: &str) -> Option<HtmlElement> {
    gloo::utils::document()
        .get_element_by_id(id)?
        .dyn_into()
        .ok()
}

/// Opens the browser's chooser of the file input `id`; only while the person's click or key is being handled.
pub fn open_chooser(id: &str) {
    if let Some(input) = element(id) {
        input.click();
    }
}

/// The date, as 2026-01-31.
pub fn today() -> String {
    let now = js_sys::Date::new_0().to_iso_string();
    now.as_string()
        .unwrap_or_default()
        .chars()
        .take(10)
        .collect()
}

/// A canvas that is not on the page.
pub fn canvas() -> Option<HtmlCanvasElement> {
    let canvas = gloo::utils::document().create_element("canvas").ok()?;
    canvas.dyn_into().ok()
}

/// What the person's system asks of colours.
pub struct SystemColors {
    /// Dark ones.
    pub is_dark: bool,
    /// Only a few that the person has given it.
    pub is_forced: bool,
}

impl SystemColors {
    /// Media queries that tell.
    pub const QUERIES: [&str; 2] = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];

    /// What it asks now.
    pub fn now() -> Self {
        let [is_dark, is_forced] = Self::QUERIES.map(matches);
        Self { is_dark, is_forced }
    }
}

/// Is this media query true now?
pub fn matches(query: &str) -> bool {
    let query = gloo::utils::window().match_media(query);
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// What has the focus; `None` where only the page itself has it.
pub fn focused() -> Option<HtmlElement> {
    let focused = gloo::utils::document().active_element()?;
    let is_page = focused.has_type::<HtmlBodyElement>();
    focused.dyn_into().ok().filter(|_| !is_page)
}

/// Gives the focus to the element of this id, wherever the page is scrolled to; false where it cannot have it.
pub fn focus(id: &str) -> bool {
    let Some(element) = element(id) else {
        return false;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let given = element.focus_with_options(&options);
    given.is_ok() && focused().is_some_and(|focused| focused == element)
}

/// The same for a field, with its text selected.
pub fn focus_text(id: &str) {
    if let Some(input) = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        && focus(id)
    {
        input.select();
    }
}

/// An address under which the page can show `bytes`.
pub fn object_url(bytes: &[u8], media_type: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Hands a file to the person.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let url = object_url(bytes, media_type).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = gloo::utils::document()
        .create_element("a")?
        .unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken it up by then; at once would be too early in some.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// The address of one of the page's own files, of which the page knows what it is called in this build:
/// `<script data-{file}="...">`.
pub fn address_of(file: &str) -> Result<String, JsValue> {
    let document = gloo::utils::document();
    let attribute = format!("data-{file}");
    let name = document
        .query_selector(&format!("script[{attribute}]"))?
        .and_then(|script| script.get_attribute(&attribute));
    let base = document.base_uri()?;
    let (name, base) = name.zip(base).ok_or(JsValue::NULL)?;
    Ok(Url::new_with_base(&name, &base)?.href())
}

/// Fetches one of the page's own files ([`address_of`]), as if it had been chosen under this name.
pub async fn fetch_own(file: &str, name: &str) -> Result<GivenFile, JsValue> {
    let address = address_of(file)?;
    let response: Response = JsFuture::from(gloo::utils::window().fetch_with_str(&address))
        .await?
        .unchecked_into();
    if !response.ok() {
        return Err(JsValue::from_str(&response.status_text()));
    }
    let blob = JsFuture::from(response.blob()?).await?;
    let file = File::new_with_blob_sequence(&Array::of1(&blob), name)?;
    Ok(GivenFile {
        path: name.to_string(),
        file,
    })
}
