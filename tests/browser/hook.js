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
  // What the person's clicks met so far.
  window.__clicks = [];
  addEventListener("click", (event) => event.isTrusted && window.__clicks.push(event.target), true);
  // Messages of workers so far.
  window.__heard = 0;
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      this.addEventListener("error", (event) => note("worker", event.message));
      this.addEventListener("message", () => (window.__heard += 1));
    }
  };

  // What the page's thread does from one moment at which the browser can answer the person to the next, counted, since
  // milliseconds say more about the machine: nodes changed, calls of canvases, bytes heard from workers, files looked up on
  // the disk, which is when they are first asked for their size or handed on. The most of each.
  const none = { changes: 0, strokes: 0, bytes: 0, files: 0 };
  const most = (window.__most = { ...none });
  let task = { ...none };
  const begin = () => (task = { ...none });
  const count = (what, n) => (most[what] = Math.max(most[what], (task[what] += n)));
  // Whatever the browser calls begins a task; what the page calls itself does not.
  const beginning = (callback) =>
    typeof callback !== "function"
      ? callback
      : function (...values) {
          begin();
          return callback.apply(this, values);
        };
  for (const name of ["requestAnimationFrame", "setTimeout", "setInterval"]) {
    const original = window[name];
    window[name] = (callback, ...rest) => original.call(window, beginning(callback), ...rest);
  }
  const Observer = window.ResizeObserver;
  window.ResizeObserver = class extends Observer {
    constructor(callback) {
      super(beginning(callback));
    }
  };
  let last_event;
  const { addEventListener: listen, removeEventListener: unlisten } = EventTarget.prototype;
  const wrapped = new WeakMap();
  EventTarget.prototype.addEventListener = function (type, callback, options) {
    if (typeof callback === "function" && !wrapped.has(callback))
      wrapped.set(callback, function (event) {
        if (event.isTrusted && event !== last_event) begin();
        last_event = event;
        if (event.type === "message" && Array.isArray(event.data))
          count("bytes", event.data.reduce((sum, one) => sum + (one.byteLength || 0), 0));
        return callback.call(this, event);
      });
    return listen.call(this, type, wrapped.get(callback) || callback, options);
  };
  EventTarget.prototype.removeEventListener = function (type, callback, options) {
    return unlisten.call(this, type, wrapped.get(callback) || callback, options);
  };
  const size = (node) => 1 + (node.querySelectorAll ? node.querySelectorAll("*").length : 0);
  new MutationObserver((changes) =>
    changes.forEach(({ addedNodes, removedNodes }) =>
      count("changes", 1 + [...addedNodes, ...removedNodes].reduce((sum, node) => sum + size(node), 0)),
    ),
  ).observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
  const seen = new WeakSet();
  const look_up = (file) => {
    if (file instanceof File && !seen.has(file)) {
      seen.add(file);
      count("files", 1);
    }
  };
  const size_of = Object.getOwnPropertyDescriptor(Blob.prototype, "size");
  Object.defineProperty(Blob.prototype, "size", {
    ...size_of,
    get() {
      look_up(this);
      return size_of.get.call(this);
    },
  });
  const { postMessage } = Original.prototype;
  Original.prototype.postMessage = function (message, ...rest) {
    if (Array.isArray(message)) message.forEach(look_up);
    return postMessage.call(this, message, ...rest);
  };
  const pen = CanvasRenderingContext2D.prototype;
  for (const name of Object.getOwnPropertyNames(pen)) {
    const { value } = Object.getOwnPropertyDescriptor(pen, name);
    if (typeof value === "function" && name !== "constructor")
      pen[name] = function (...values) {
        count("strokes", 1);
        return value.apply(this, values);
      };
  }

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
