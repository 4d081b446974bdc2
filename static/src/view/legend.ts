/** What the marks of the graph mean, and how wide a gradient of which size is drawn. */

import { scaleOf } from "../scene/scale.ts";
import type { Key } from "../text/i18n.ts";
import { formatNumber } from "../text/numbers.ts";
import type { Trace } from "../wire/trace.ts";
import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { type Child, dress, fill, h, svg } from "./dom.ts";

export type Mark = readonly [name: Key, draw: () => readonly SVGElement[]];

export const MARKS: readonly Mark[] = [
  ["legend.value", () => [svg("circle", { class: "mark value", cx: 11, cy: 9, r: 5 })]],
  [
    "legend.positive",
    () => [band("positive"), svg("path", { class: "mark positive", d: "M5 14h12l-6 -11z" })],
  ],
  ["legend.negative", () => [band("negative"), svg("path", { class: "mark negative", d: "M5 4h12l-6 11z" })]],
  ["legend.unknown", () => [svg("path", { class: "mark unknown", d: "M5 9l10 -6v12z" })]],
  [
    "legend.local",
    () => [svg("g", { class: "local-chip" }, svg("rect", { x: 2, y: 2, width: 18, height: 14, rx: 3 }))],
  ],
  ["legend.sum", () => [svg("text", { class: "legend-sum", x: 11, y: 9, "text-anchor": "middle" }, "Σ")]],
];

/** Shares of the largest gradient whose widths are shown. */
const SAMPLES = [1, 0.1, 0.01];

export function mountLegend(app: App, legend: HTMLElement): void {
  const marks = h("ul", {});
  const scale = h("div", { class: "scale" });
  fill(legend, [marks, scale, actionButton(app, "text", { class: "link", text: true })]);
  app.store.watch(["language"], (state) => {
    const words = wordsOf(state);
    dress(marks, { "aria-label": words("legend.label") });
    fill(
      marks,
      MARKS.map((mark) => h("li", {}, markPicture(mark), words(mark[0]))),
    );
  });
  app.store.watch(["language", "trace"], (state) => {
    const samples = state.trace ? samplesOf(state.trace) : [];
    scale.hidden = samples.length === 0;
    fill(scale, [h("ul", {}, ...samples), h("p", {}, wordsOf(state)("legend.scale"))]);
  });
}

/** Bands of the widths that the trace uses, each with its |gradient|; none where no gradient flows. */
function samplesOf(trace: Trace): Child[] {
  const { largest, width } = scaleOf(trace);
  if (largest === 0) return [];
  return SAMPLES.map((share) => {
    const size = share === 1 ? largest : Number((largest * share).toPrecision(1));
    const line = svg("path", { class: "sample", d: "M0 6h48", "stroke-width": width(size) });
    return h(
      "li",
      {},
      svg("svg", { class: "scale-sample", viewBox: "0 0 48 12", "aria-hidden": "true" }, line),
      formatNumber(size),
    );
  });
}

export function markPicture([, draw]: Mark): SVGElement {
  return svg("svg", { class: "legend-mark", viewBox: "0 0 46 18", "aria-hidden": "true" }, ...draw());
}

function band(sign: "positive" | "negative"): SVGElement {
  return svg("g", { class: sign }, svg("path", { class: "band-line", d: "M22 9h24", "stroke-width": 4 }));
}
