// Starts the worker. trunk's own loader does the same, but calls wasm-bindgen in a way that it warns of, and loses the
// messages that come before the program is there. The blob that runs this (src/browser/spawn.rs) has no folder of its own and
// says in `base` where the page's files are.
"use strict";

// What the worker loads when it first needs it (src/browser/part.rs): the name of each part, its script and its program.
const parts = {
  decoder: ["decoder.js", "decoder_bg.wasm"],
  letters: ["letters.js", "letters_bg.wasm"],
  pictures: ["pictures.js", "pictures_bg.wasm"],
  report: ["report.js", "report_bg.wasm"],
};

// Loads a part and gives the function that answers for it, without a turn of the event loop: who asks is in the middle of
// something.
self.loadPart = (name) => {
  const [script, program] = parts[name];
  try {
    importScripts(base + script);
  } catch {
    throw new Error(`${script} could not be loaded`);
  }
  const request = new XMLHttpRequest();
  request.open("GET", base + program, false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    throw new Error(`${program} could not be loaded`);
  }
  if (request.status !== 200) throw new Error(`${program} could not be loaded, status ${request.status}`);
  self.part.initSync({ module: new WebAssembly.Module(request.response) });
  return self.offeredPart;
};

// A helper runs a part only, and as its own program.
const isHelper = self.name === "soundkin-decoder";
const [script, program] = isHelper ? parts.decoder : ["worker.js", "worker_bg.wasm"];
importScripts(base + script);
const start = isHelper ? self.part : wasm_bindgen;

const early = [];
const keep = (event) => early.push(event.data);
addEventListener("message", keep);

start({ module_or_path: base + program }).then(
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
