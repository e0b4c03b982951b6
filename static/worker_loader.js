// Starts the worker. trunk's own loader does the same, but calls wasm-bindgen in a way that it warns of, and loses the
// messages that come before the program is there.
"use strict";
importScripts("./worker.js");

const early = [];
const keep = (event) => early.push(event.data);
addEventListener("message", keep);

wasm_bindgen({ module_or_path: "./worker_bg.wasm" }).then(
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
