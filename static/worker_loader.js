// Starts the worker. trunk's own loader does the same, but calls wasm-bindgen in a way that it warns of.
"use strict";
importScripts("./worker.js");
wasm_bindgen({ module_or_path: "./worker_bg.wasm" });
