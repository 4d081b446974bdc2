/** What the marks of the graph mean. */

import type { Key } from "../text/i18n.ts";
import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { dress, fill, h, svg } from "./dom.ts";

const MARKS: readonly (readonly [Key, () => SVGElement])[] = [
  ["legend.value", () => svg("circle", { class: "mark value", cx: 11, cy: 9, r: 5 })],
  ["legend.positive", () => svg("path", { class: "mark positive", d: "M5 14h12l-6 -11z" })],
  ["legend.negative", () => svg("path", { class: "mark negative", d: "M5 4h12l-6 11z" })],
  [
    "legend.local",
    () => svg("g", { class: "local-chip" }, svg("rect", { x: 2, y: 2, width: 18, height: 14, rx: 3 })),
  ],
];

export function mountLegend(app: App, legend: HTMLElement): void {
  const list = h("ul", {});
  fill(legend, [list, actionButton(app, "text", { class: "link", text: true })]);
  app.store.watch(["language"], (state) => {
    const words = wordsOf(state);
    dress(list, { "aria-label": words("legend.label") });
    fill(
      list,
      MARKS.map(([key, mark]) =>
        h(
          "li",
          {},
          svg("svg", { class: "legend-mark", viewBox: "0 0 22 18", "aria-hidden": "true" }, mark()),
          words(key),
        ),
      ),
    );
  });
}
