/** The same lesson without a picture: every step as a sentence and its formula in words, and all values in a table. */

import { timelineIn } from "../model/derived.ts";
import { refName } from "../model/naming.ts";
import type { State } from "../model/session.ts";
import { tellingOf } from "../model/telling.ts";
import { formatNumber } from "../text/numbers.ts";
import { type Nested, toNested, type Value } from "../wire/numbers.ts";
import type { Trace } from "../wire/trace.ts";
import { type App, wordsOf } from "./app.ts";
import { mountDialog } from "./dialog.ts";
import { type Child, h, prose } from "./dom.ts";

export function mountText(app: App, dialog: HTMLDialogElement): void {
  mountDialog(app, dialog, {
    name: "text",
    title: "alternative.title",
    close: "alternative.close",
    keys: ["trace", "granularity", "step", "notation"],
    content: (state) =>
      state.trace ? lesson(state.trace, state) : [h("p", {}, ...prose(wordsOf(state)("empty.graph")))],
  });
}

function lesson(trace: Trace, state: State): Child[] {
  const words = wordsOf(state);
  const stops = timelineIn(state)?.stops ?? [];
  return [
    h("p", {}, words("alternative.intro", { n: stops.length })),
    h("pre", { class: "listing" }, trace.program),
    h(
      "ol",
      { class: "steps" },
      ...stops.map((stop, at) => {
        const telling = tellingOf(stop, trace, words);
        const sentence = words("alternative.step", {
          phase: words(`phase.${stop.step.phase}`),
          sentence: telling.sentence,
        });
        const here = at === state.step;
        return h(
          "li",
          { "aria-current": here ? "step" : null },
          h("p", {}, here ? h("strong", {}, `${words("alternative.current")}: `) : null, sentence),
          telling.formula ? h("p", { class: "muted" }, telling.formula.plain) : null,
        );
      }),
    ),
    h("h3", {}, words("alternative.values")),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": words("alternative.values") },
      h(
        "table",
        { class: "values" },
        h(
          "thead",
          {},
          row("th", [words("alternative.name"), words("alternative.value"), words("alternative.gradient")]),
        ),
        h(
          "tbody",
          {},
          ...Object.entries(trace.values).map(([name, value]) =>
            row("td", [name, written(value), gradientText(name, trace, state)]),
          ),
        ),
      ),
    ),
  ];
}

/** `∂L/∂x = 6`, in the notation of the page. */
function gradientText(name: string, trace: Trace, { notation }: State): string {
  const value = trace.gradients[name];
  const node = trace.nodes.findLast((one) => one.name === name);
  if (value === undefined || !node) return "–";
  return `${refName(trace, `${node.id}.grad`, notation)} = ${written(value)}`;
}

function row(tag: "td" | "th", cells: readonly string[]): HTMLElement {
  return h("tr", {}, ...cells.map((cell) => h(tag, tag === "th" ? { scope: "col" } : {}, cell)));
}

function written(value: Value): string {
  const print = (part: Nested): string =>
    typeof part === "number" ? formatNumber(part) : `[${part.map(print).join(", ")}]`;
  return print(toNested(value));
}
