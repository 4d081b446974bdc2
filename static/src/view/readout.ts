/** How the number pointed at was made, written out beneath the graph; the rows and columns that met are outlined there. */

import { gridOf } from "../model/cell.ts";
import { tellingIn } from "../model/derived.ts";
import type { Frame } from "../model/frame.ts";
import { refName } from "../model/naming.ts";
import { type Origin, originOf, regionsOf, shownAt } from "../model/origin.ts";
import { cellIn } from "../model/parts.ts";
import type { State } from "../model/session.ts";
import type { Translate } from "../text/i18n.ts";
import type { Notation } from "../text/mathml.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h } from "./dom.ts";
import { makingElements } from "./making.ts";

export function makeReadout({ store }: App): HTMLElement {
  const line = h("p", { class: "making" });
  const note = h("p", { class: "note" });
  const element = h("div", { class: "readout", id: "readout", hidden: true }, line, note);

  store.watch(["cell", "trace", "step", "granularity", "language", "notation"], (state: State) => {
    const frame = tellingIn(state);
    const spoken = state.cell ?? (frame && cellIn(frame.stop, frame.trace));
    const origin = frame && spoken ? originOf(frame, spoken) : null;
    store.set({ outlined: frame && origin ? regionsOf(frame, origin) : NOTHING });
    // The cell that a step is about is told in the band.
    element.hidden = origin === null || state.cell === null;
    if (!frame || !origin) return;
    const words = wordsOf(state);
    dress(element, { role: "group", "aria-label": words("readout.label") });
    fill(line, makingElements(origin, frame, state.notation));
    fill(note, [told(frame, origin, state.notation, words)]);
  });
  // Of the two places for it, the one where it hides less of what it speaks of.
  store.watch(["outlined", "camera"], () => {
    if (element.hidden) return;
    const outlines = [...(element.parentElement?.querySelectorAll(".outline") ?? [])];
    const hidden = (above: boolean) => {
      element.classList.toggle("above", above);
      const box = element.getBoundingClientRect();
      return outlines.filter((outline) => overlap(outline.getBoundingClientRect(), box)).length;
    };
    hidden(hidden(true) < hidden(false));
  });
  return element;
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const NOTHING: State["outlined"] = [];

/** `column 2 of X · column 1 of dY`: what met in the cell. */
function told(frame: Frame, origin: Origin, notation: Notation, words: Translate): string {
  const sources = regionsOf(frame, origin).filter(({ part }) => part === "source");
  return sources
    .map(({ ref, rows: [top, bottom], columns: [left, right] }) => {
      const name = refName(frame.trace, ref, notation);
      const all = gridOf(shownAt(frame, ref) ?? 0);
      if (bottom - top + 1 === all.rows && right - left + 1 === all.columns) return name;
      if (top === bottom && left === right)
        return words("readout.cell", { name, row: top + 1, column: left + 1 });
      if (top === bottom) return words("readout.row", { name, i: top + 1 });
      return left === right ? words("readout.column", { name, i: left + 1 }) : name;
    })
    .join(" · ");
}
