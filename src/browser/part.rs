//! Parts of the program that most people never need: programs of their own, loaded into the worker that first asks them.
//!
//! A part takes a question as bytes and gives an answer as bytes, and shares nothing with whoever asks. Loading it and
//! asking it take no turn of the event loop, so that a reader deep inside a file can do it; `static/worker_loader.js` does
//! the loading. Questions and answers bear the name of the build, as all messages do: a part of another build is not heard.

use std::cell::OnceCell;

use js_sys::{Function, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::panics;
use crate::protocol::{Unreadable, decode, encode};

/// The function of the loader: takes the name of a part, and gives the function that answers for it.
const LOADER: &str = "loadPart";
/// Where a part puts its own function when it starts.
const OFFERED: &str = "offeredPart";

/// From within a part: `answer` is called with whatever the part is asked.
pub fn offer<Q: DeserializeOwned, A: Serialize>(answer: impl Fn(Q) -> A + 'static) {
    panics::throw();
    let answer = move |question: Uint8Array| -> Result<Uint8Array, JsValue> {
        let answered = decode(&question.to_vec()).and_then(|question| encode(&answer(question)));
        let answered = answered.map_err(|error| JsValue::from_str(&error.to_string()))?;
        Ok(Uint8Array::from(&answered[..]))
    };
    let closure: Closure<dyn Fn(Uint8Array) -> Result<Uint8Array, JsValue>> = Closure::new(answer);
    // It fails only where the global object is sealed, and then the loader says that the part offers nothing.
    let _ = Reflect::set(&js_sys::global(), &OFFERED.into(), &closure.into_js_value());
}

/// A part as the worker sees it that asks it.
pub struct Part {
    name: &'static str,
    answers: OnceCell<Function>,
}

impl Part {
    /// The part with this name; it is loaded when it is first asked.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            answers: OnceCell::new(),
        }
    }

    /// What the part answers, or why there is no answer, as the end of a sentence.
    pub fn ask<Q: Serialize + ?Sized, A: DeserializeOwned>(
        &self,
        question: &Q,
    ) -> Result<A, String> {
        self.try_ask(question).map_err(|error| {
            let words = Reflect::get(&error, &"message".into()).ok();
            let words = words.and_then(|words| words.as_string());
            words.or_else(|| error.as_string()).unwrap_or_default()
        })
    }

    fn try_ask<Q: Serialize + ?Sized, A: DeserializeOwned>(
        &self,
        question: &Q,
    ) -> Result<A, JsValue> {
        let answers = if let Some(answers) = self.answers.get() {
            answers
        } else {
            let loaded = self.load()?;
            self.answers.get_or_init(|| loaded)
        };
        let in_words = |error: Unreadable| JsValue::from_str(&error.to_string());
        let question = encode(question).map_err(in_words)?;
        let answer = answers.call1(&JsValue::NULL, &Uint8Array::from(&question[..]))?;
        decode(&Uint8Array::new(&answer).to_vec()).map_err(in_words)
    }

    fn load(&self) -> Result<Function, JsValue> {
        let global = js_sys::global();
        let loader: Function = Reflect::get(&global, &LOADER.into())?.dyn_into()?;
        loader.call1(&JsValue::NULL, &self.name.into())?.dyn_into()
    }
}
