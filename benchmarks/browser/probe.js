// Runs in the page before its own scripts: notes when the graph is painted, and counts frames.

const probe = {};
globalThis.probe = probe;

/** When the graph is painted, in milliseconds after navigation. */
probe.painted = new Promise((done) => {
  const watch = new MutationObserver(() => {
    if (!document.querySelector("#graph[data-drawn] .card")) return;
    watch.disconnect();
    // A task after the next frame's callbacks runs when that frame has been painted.
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-drawn"] });
});

/** When the graph is painted, the rest of the page is there too, and the browser has nothing left to do. */
probe.whole = async () => {
  await probe.painted;
  while (!("whole" in document.documentElement.dataset)) await new Promise(requestAnimationFrame);
  await new Promise(requestIdleCallback);
};

/** Calls `each` in every frame for some time; how many frames there were, and the seconds between first and last. */
probe.frames = (milliseconds, each) =>
  new Promise((done) => {
    let first = null;
    let count = 0;
    const tick = (now) => {
      first ??= now;
      if (now - first >= milliseconds) return done({ count, seconds: (now - first) / 1000 });
      each(count);
      count += 1;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

/** One step after the other, `every` so many frames. */
probe.step = (milliseconds, every) =>
  probe.frames(milliseconds, (frame) => {
    if (frame % every === 0) press("PageDown");
  });

/** The graph drawn about with the mouse. */
probe.pan = async (milliseconds) => {
  const graph = document.getElementById("graph");
  const { left, top, width, height } = graph.getBoundingClientRect();
  const at = (frame) => ({
    view: window,
    bubbles: true,
    cancelable: true,
    clientX: left + width / 2 + 200 * Math.sin(frame / 20),
    clientY: top + height / 2 + 80 * Math.sin(frame / 13),
  });
  graph.dispatchEvent(new MouseEvent("mousedown", at(0)));
  const found = await probe.frames(milliseconds, (frame) => window.dispatchEvent(new MouseEvent("mousemove", at(frame))));
  window.dispatchEvent(new MouseEvent("mouseup", at(0)));
  return found;
};

/** A number typed into the field of an input: milliseconds until its output's number has changed and is painted. */
probe.edit = (name, text, key) =>
  new Promise((done) => {
    const field = document.getElementById(`value-${name}`);
    const number = () => document.querySelector(`[data-key="${key}"] [data-ref$=".value"]`)?.textContent;
    const before = number();
    const begun = performance.now();
    const seen = new MutationObserver(() => {
      if (number() === before) return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
    });
    seen.observe(document.getElementById("graph"), { subtree: true, childList: true, characterData: true });
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
