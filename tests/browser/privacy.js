// Tries to reach another origin, in every way that this place has, and tells its own origin how each try went. Runs on a
// page, in a worker, or in a worker's worker: `tryToLeave(place, home, away, nested)`.
// home, away: folders of two origins; nested: a script of home's for a worker, or nothing.
"use strict";
self.tryToLeave = async (place, home, away, nested) => {
  const url = (name) => away + place + "-" + name;
  const within = (ms, promise) => Promise.race([promise, new Promise((_, no) => setTimeout(no, ms, new Error("no answer")))]);
  const heard = (target, good, bad) => new Promise((yes, no) => {
    target.addEventListener(good, () => yes());
    target.addEventListener(bad, (event) => {
      // What goes wrong in a worker's worker is no fault of the worker.
      event.preventDefault();
      no(new Error(bad));
    });
  });
  const tries = {
    fetch: () => fetch(url("fetch"), { mode: "no-cors" }),
    eval: () => (0, eval)("1"),
    function: () => new Function("return 1")(),
    import: () => import(url("import.js")),
    socket: () => heard(new WebSocket(url("socket").replace("http", "ws")), "open", "error"),
    events: () => heard(new EventSource(url("events")), "open", "error"),
    worker: () => heard(new Worker(url("worker.js")), "message", "error"),
  };
  // A worker from an address of its own origin would be free of the page's policy.
  if (nested) tries.nested = () => heard(new Worker(nested), "message", "error");
  // Of workers that may be made, what they make is as bound as they are.
  const child = "fetch(" + JSON.stringify(url("blob")) + ", { mode: 'no-cors' }).then(() => postMessage(1), (error) => setTimeout(() => { throw error; }))";
  tries.blob = () => heard(new Worker(URL.createObjectURL(new Blob([child], { type: "text/javascript" }))), "message", "error");
  if (typeof importScripts === "function") tries.scripts = () => importScripts(url("scripts.js"));
  if (typeof document === "object") {
    const element = (name, attributes) => {
      const made = Object.assign(document.createElement(name), attributes);
      document.body.append(made);
      return heard(made, "load", "error").finally(() => made.remove());
    };
    tries.script = () => element("script", { src: url("script.js") });
    tries.style = () => element("link", { rel: "stylesheet", href: url("style.css") });
    tries.image = () => element("img", { src: url("image.png"), alt: "" });
  }
  for (const [name, attempt] of Object.entries(tries)) {
    let outcome = "done";
    try {
      await within(20000, attempt());
    } catch (error) {
      outcome = "refused";
    }
    await fetch(home + "told?" + place + "-" + name + "=" + outcome);
  }
  await fetch(home + "told?" + place + "=end");
};
