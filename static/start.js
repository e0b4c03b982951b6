// Starts the page, or says in words why it cannot. A file of its own, so that the page needs no inline script.
"use strict";
(() => {
  const { module, wasm } = document.currentScript.dataset;

  // Before anything is drawn; src/browser/store.rs keeps it.
  try {
    const theme = localStorage.getItem("soundkin.theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing.
  }

  const say = (words) => {
    document.body.dataset.state = "cannot-start";
    const place = document.getElementById("starting");
    if (place) place.textContent = words;
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
  } else if (!hasSimd()) {
    say("This browser is too old for Soundkin. Any browser of 2023 or later will do.");
  } else {
    // Said only to those who wait.
    const slow = setTimeout(() => {
      const place = document.getElementById("starting");
      if (place) place.textContent = "Loading.";
    }, 1000);
    import(new URL(module, document.baseURI))
      .then((app) => app.default({ module_or_path: new URL(wasm, document.baseURI) }))
      .catch((error) => {
        say("Soundkin could not be loaded. Please reload the page. (" + error + ")");
        console.error(error);
      })
      .finally(() => clearTimeout(slow));
  }
})();
