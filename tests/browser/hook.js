// Runs before anything of the page: collects what went wrong in window.__errs, and the longest time the page stood still.
(() => {
  const errs = (window.__errs = []);
  const note = (kind, what) => errs.push(kind + ": " + String(what).slice(0, 2000));
  // A stack repeats the message in Chromium only.
  const words = (x) => (x && x.stack ? x + "\n" + x.stack : typeof x === "object" ? JSON.stringify(x) : String(x));

  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...values) => {
      note("console." + level, values.map(words).join(" "));
      original.apply(console, values);
    };
  }
  addEventListener(
    "error",
    (event) => {
      const target = event.target;
      if (target && target !== window) note("resource", target.src || target.href || target.outerHTML);
      else note("error", event.message);
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => note("rejection", words(event.reason)));
  addEventListener("securitypolicyviolation", (event) => note("policy", event.violatedDirective + " " + event.blockedURI));
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      this.addEventListener("error", (event) => note("worker", event.message));
    }
  };

  // The longest task of the main thread: Chromium says it; elsewhere the gaps between timers come close.
  window.__longest = 0;
  const saw = (ms) => (window.__longest = Math.max(window.__longest, ms));
  if (window.PerformanceObserver && (PerformanceObserver.supportedEntryTypes || []).includes("longtask")) {
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => saw(entry.duration))).observe({ type: "longtask", buffered: true });
  } else {
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      saw(now - last - 4);
      last = now;
      setTimeout(tick, 4);
    };
    setTimeout(tick, 4);
  }
})();
