// Starts the worker. trunk's own loader does the same, but calls wasm-bindgen in a way that it warns of, and loses the
// messages that come before the program is there. The blob that runs this (src/web/spawn.rs) has no folder of its own and
// says in `base` where the page's files are.
"use strict";
importScripts(base + "worker.js");

const early = [];
const keep = (event) => early.push(event.data);
addEventListener("message", keep);

wasm_bindgen({ module_or_path: base + "worker_bg.wasm" }).then(
  () => {
    removeEventListener("message", keep);
    for (const data of early.splice(0)) dispatchEvent(new MessageEvent("message", { data }));
  },
  (error) =>
    // Thrown from here it reaches the page; a rejected promise would not.
    setTimeout(() => {
      throw error;
    }),
);
