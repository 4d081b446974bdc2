/** The narrative band: which step this is, one sentence, one formula with the real numbers. */

import { foldingIn, tellingIn } from "../model/derived.ts";
import { isPointedAt } from "../model/meeting.ts";
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
      masked: state.mask === "on",
    };
    for (const { size, oneLine = false } of state.projection === "on" ? BACK_ROW : FITS) {
      fill(formula, [h("div", { class: "pieces" }, ...stepFormulaElements(shown, { ...look, oneLine }))]);
      formula.dataset.fit = size;
      if (fits(formula, state.projection === "on")) break;
    }
  };

  store.watch(
    [
      "trace",
      "step",
      "language",
      "notation",
      "granularity",
      "closed",
      "connection",
      "viewport",
      "mask",
      "projection",
    ],
    draw,
  );

  const light = (state: State) => {
    const frame = tellingIn(state);
    for (const factor of formula.querySelectorAll("[data-ref]"))
      factor.classList.toggle("lit", isPointedAt(frame, state.lit, factor.getAttribute("data-ref")));
  };
  store.watch(["lit"], light);

  // What had room in another type may have none in its own.
  document.fonts.addEventListener("loadingdone", () => {
    draw(store.get());
    light(store.get());
  });
}

/** What the closed card is called in which a step happens; null where its own card is seen. */
function cardAround(step: Step, state: State): string | null {
  const folding = foldingIn(state);
  if (!folding || !("node" in step)) return null;
  const card = folding.cardOf(step.node);
  return card === step.node ? null : printedLabel(folding.trace.node(card).label);
}

interface Fit {
  readonly size: string;
  readonly oneLine?: boolean;
}

/** Long formulas are set smaller as far as they can be read, then without the names of their factors; then they scroll. */
const FITS: readonly Fit[] = ["", "compact", "tight", "bare", "small", "scroll"].map((size) => ({ size }));

/** The back row reads no smaller type: long formulas lose the names, then the fractions, then the symbols or the numbers. */
const BACK_ROW: readonly Fit[] = [
  { size: "" },
  { size: "", oneLine: true },
  { size: "bare" },
  { size: "bare", oneLine: true },
  { size: "numbers", oneLine: true },
  { size: "symbols", oneLine: true },
  { size: "small", oneLine: true },
];

/** `tight`: what counts is what is drawn, not the room that its font keeps free above and below. */
function fits(formula: HTMLElement, tight: boolean): boolean {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = formula;
  if (!tight) return scrollWidth <= clientWidth && scrollHeight <= clientHeight;
  const { top, bottom } = formula.getBoundingClientRect();
  const drawn = [...formula.querySelectorAll("math")].map((math) => math.getBoundingClientRect());
  return (
    scrollWidth <= clientWidth &&
    drawn.every((box) => box.height === 0 || (box.top >= top - 1 && box.bottom <= bottom + 1))
  );
}
