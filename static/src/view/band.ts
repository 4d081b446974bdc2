/** The narrative band: which step this is, one sentence, one formula with the real numbers. */

import { isLit } from "../model/cell.ts";
import { foldingIn, tellingIn } from "../model/derived.ts";
import { isPending, type State } from "../model/session.ts";
import { tellingOf } from "../model/telling.ts";
import { printedLabel } from "../text/numbers.ts";
import type { Step } from "../wire/trace.ts";
import { type App, wordsOf } from "./app.ts";
import { fill, h, say } from "./dom.ts";
import { walkFactors } from "./factors.ts";
import { stepFormulaElements } from "./formula.ts";

export function mountBand({ store }: App, band: HTMLElement): void {
  const position = h("p", { class: "position" });
  const sentence = h("p", { class: "sentence" });
  const formula = h("div", { class: "formula", tabindex: 0, role: "group" });
  walkFactors(formula);
  fill(band, [h("div", { class: "story" }, position, sentence), formula]);

  const draw = (state: State) => {
    const words = wordsOf(state);
    band.setAttribute("aria-label", words("region.step"));
    formula.setAttribute("aria-label", words("band.formula"));
    const frame = tellingIn(state);
    if (!frame) {
      say(sentence, words(isPending(state) ? "app.loading" : "app.summary"));
      fill(position, []);
      fill(formula, []);
      formula.hidden = true;
      return;
    }
    const { step, first, last } = frame.stop;
    const inside = cardAround(step, state);
    const { sentence: said, formula: shown } = tellingOf(frame.stop, frame.trace, words);
    fill(position, [
      h("span", { class: `phase ${step.phase}` }, words(`phase.${step.phase}`)),
      h("span", {}, words("timeline.position", { i: frame.index + 1, n: frame.count })),
      inside === null ? null : h("span", { class: "inside" }, words("timeline.inside", { title: inside })),
    ]);
    say(sentence, said);
    formula.hidden = shown === null;
    if (!shown) return fill(formula, []);
    const look = {
      trace: frame.trace,
      notation: state.notation,
      words,
      named: step.kind === "backward" && first === last,
    };
    fill(formula, [h("div", { class: "pieces" }, ...stepFormulaElements(shown, look))]);
    fit(formula);
  };

  store.watch(
    ["trace", "step", "language", "notation", "granularity", "closed", "connection", "viewport"],
    draw,
  );

  store.watch(["lit"], ({ lit }) => {
    for (const factor of formula.querySelectorAll("[data-ref]"))
      factor.classList.toggle("lit", isLit(lit, factor.getAttribute("data-ref")));
  });
}

/** What the closed card is called in which a step happens; null where its own card is seen. */
function cardAround(step: Step, state: State): string | null {
  const folding = foldingIn(state);
  if (!folding || !("node" in step)) return null;
  const card = folding.cardOf(step.node);
  return card === step.node ? null : printedLabel(folding.trace.node(card).label);
}

/** Long formulas are set smaller as far as they can be read, then without the names of their factors; then they scroll. */
const FITS = ["", "compact", "tight", "bare", "small", "scroll"];

function fit(formula: HTMLElement): void {
  for (const size of FITS) {
    formula.dataset.fit = size;
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = formula;
    if (scrollWidth <= clientWidth && scrollHeight <= clientHeight) return;
  }
}
