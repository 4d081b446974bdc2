/** The pass on paper: the program, its values, the graph, and every step with its formula. Made when the page is printed. */

import { openFrameIn, timelineIn } from "../../model/derived.ts";
import { inputNames } from "../../model/program.ts";
import type { State } from "../../model/session.ts";
import { tellingOf } from "../../model/telling.ts";
import { type App, wordsOf } from "../app.ts";
import { type Child, fill, h, svg } from "../dom.ts";
import { stepFormulaElements } from "../formula.ts";
import { join } from "../join.ts";
import type { Subject } from "./subject.ts";

const MARGIN = 12;

export function startHandout({ store }: App, subjectNow: () => Subject | null): void {
  const handout = h("section", { class: "handout", "data-theme": "light", "aria-hidden": "true" });
  document.body.append(handout);
  window.addEventListener("beforeprint", () => fill(handout, content(store.get(), subjectNow())));
  window.addEventListener("afterprint", () => fill(handout, []));
}

function content(state: State, subject: Subject | null): Child[] {
  const words = wordsOf(state);
  const line = timelineIn(state);
  if (!line) return [h("h1", {}, words("app.name")), h("pre", {}, state.program)];
  const values = inputNames(state.program).map((name) => `${name} = ${state.inputs[name] ?? ""}`);
  return [
    h("h1", {}, words("app.name")),
    h("pre", { class: "listing" }, [state.program, "", ...values].join("\n").trim()),
    subject && figure(state, subject),
    h("h2", {}, words("alternative.title")),
    h("ol", { class: "handout-steps" }, ...line.stops.map((_, at) => stepOf(at, state))),
    h("p", { class: "handout-address" }, location.href),
  ];
}

/** What it looks like when all is done. */
function figure(state: State, { layout, shapes }: Subject): Child {
  const frame = openFrameIn({ ...state, cursor: Number.MAX_SAFE_INTEGER });
  const { x, y, width, height } = layout;
  const box = [x - MARGIN, y - MARGIN - 20, width + 2 * MARGIN, height + 2 * MARGIN + 20];
  const picture = svg("svg", { class: "graph handout-graph", viewBox: box.join(" ") });
  join(picture, frame ? shapes(frame) : []);
  return picture;
}

function stepOf(at: number, state: State): HTMLElement {
  const words = wordsOf(state);
  const line = timelineIn(state);
  const stop = line?.stops[at];
  if (!line || !stop) return h("li", {});
  const { sentence, formula } = tellingOf(stop, line.trace, words);
  const look = {
    trace: line.trace,
    notation: state.notation,
    words,
    named: stop.step.kind === "backward",
    masked: state.mask === "on",
  };
  return h(
    "li",
    {},
    h("p", {}, h("span", { class: "phase" }, words(`phase.${stop.step.phase}`)), " ", sentence),
    formula && h("div", { class: "formula", "data-fit": "" }, ...stepFormulaElements(formula, look)),
  );
}
