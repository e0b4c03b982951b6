// Starts the page, or says in words why it cannot. A file of its own, so that the page needs no inline script.
"use strict";
(() => {
  const { module, wasm } = document.currentScript.dataset;
  const page = document.getElementById("page");

  // Before anything is drawn; src/browser/store.rs keeps it.
  try {
    const theme = localStorage.getItem("soundkin.theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing.
  }

  // What a person does before the program is there waits for it: src/browser/early.rs takes it. Chosen files wait in the
  // inputs.
  const early = { dropped: [], wantsDemo: false };
  const before = new AbortController();
  const hear = (target, name, heard) => target.addEventListener(name, heard, { signal: before.signal });
  const wait = () => (document.getElementById("starting").textContent = "Soundkin is loading. It goes on by itself.");
  self.soundkinEarly = () => {
    before.abort();
    return early;
  };
  hear(page, "click", ({ target }) => {
    const opener = target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).click();
    if (target.closest("#try-demo")) {
      early.wantsDemo = true;
      wait();
    }
  });
  hear(document, "change", wait);
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  hear(window, "dragover", (event) => carriesFiles(event) && event.preventDefault());
  hear(window, "drop", (event) => {
    event.preventDefault();
    // A browser empties the drop when this returns.
    for (const item of event.dataTransfer?.items ?? []) {
      const folder = item.webkitGetAsEntry?.();
      const dropped = folder?.isDirectory ? folder : item.getAsFile();
      if (dropped) early.dropped.push(dropped);
    }
    if (early.dropped.length) wait();
  });

  const say = (words) => {
    before.abort();
    document.body.dataset.state = "cannot-start";
    const place = document.getElementById("cannot-start");
    if (!place) return;
    place.textContent = words;
    place.hidden = false;
    document.getElementById("starting").textContent = "Soundkin could not start.";
  };

  // The smallest module with a SIMD instruction: true in every browser since 2023.
  const hasSimd = () =>
    typeof WebAssembly === "object" &&
    WebAssembly.validate(
      new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]),
    );

  if (location.protocol === "file:") {
    say(
      "This page was opened as a file, and browsers do not run programs from there. " +
        "Run “make serve” in Soundkin's folder and open http://127.0.0.1:8080, or copy the folder “dist” to a web server.",
    );
    return;
  }
  if (!hasSimd()) {
    say("This browser is too old for Soundkin. Any browser of 2023 or later will do.");
    return;
  }

  let isLoading = false;
  const load = () => {
    if (isLoading) return;
    isLoading = true;
    // Both at once: the program need not wait for the script that starts it.
    const program = fetch(new URL(wasm, document.baseURI));
    import(new URL(module, document.baseURI))
      .then((app) => app.default({ module_or_path: program }))
      .catch((error) => {
        say("Soundkin could not be loaded. Please reload the page. (" + error + ")");
        console.error(error);
      });
  };
  // After the first paint, which needs the line more; a page that nobody sees is never painted.
  requestAnimationFrame(() => setTimeout(load));
  setTimeout(load, 500);
})();
