/** What the gradient says a small change would do to the loss, beside what it does. */

import { elementOf, placeText } from "../../model/cell.ts";
import { tellingIn } from "../../model/derived.ts";
import { type Nudged, nudgedIn } from "../../model/nudger.ts";
import { shownAt } from "../../model/origin.ts";
import type { State } from "../../model/session.ts";
import { signOf } from "../../scene/scale.ts";
import type { Translate } from "../../text/i18n.ts";
import { formatNumber, printedLabel } from "../../text/numbers.ts";
import { type App, wordsOf } from "../app.ts";
import { dress, fill, h, say } from "../dom.ts";
import { headCell } from "./figures.ts";

export function mountNudge({ store }: App, block: HTMLElement): void {
  const patch = (change: Partial<State["nudge"]>) =>
    store.set({ nudge: { ...store.get().nudge, ...change } });
  const toggle = h("button", {
    type: "button",
    class: "button text outlined",
    onclick: () => patch({ open: !store.get().nudge.open }),
  });
  const size = h("input", {
    id: "nudge-size",
    class: "value-field",
    inputmode: "decimal",
    autocomplete: "off",
    oninput: () => patch({ h: size.value }),
  });
  const label = h("label", { for: "nudge-size" }, "h =");
  const target = h("p", { class: "nudge-target" });
  const table = h("table", { class: "changes", "aria-live": "polite" });
  const note = h("p", { class: "muted" });
  const details = h(
    "div",
    { class: "nudge-details" },
    target,
    h("div", { class: "field" }, label, size),
    table,
    note,
  );
  fill(block, [toggle, details]);

  store.watch(
    ["nudge", "trace", "step", "selection", "picked", "language", "granularity", "notation"],
    (state: State) => {
      const words = wordsOf(state);
      const { nudge } = state;
      const nudged = nudgedIn({ ...state, nudge: { ...nudge, h: "1" } });
      block.hidden = nudged === null;
      say(toggle, words("nudge.title"));
      dress(toggle, { "aria-expanded": String(nudge.open) });
      details.hidden = !nudge.open;
      if (!nudged || !nudge.open) return;
      if (size.value !== nudge.h) size.value = nudge.h;
      dress(size, { "aria-label": words("nudge.size"), "aria-invalid": nudgedIn(state) ? null : "true" });
      const { node, index } = nudged;
      const place = placeText(node.shape, index);
      const frame = tellingIn(state);
      const value = frame && shownAt(frame, `${node.id}.value`);
      const now = value === null ? "?" : formatNumber(elementOf(value, index));
      say(target, words("nudge.target", { name: printedLabel(node.label) + place, value: now }));
      say(note, node.shape.length > 0 ? words("nudge.pick") : words("nudge.slope"));
      fill(table, rowsOf(state, words));
    },
  );
}

function rowsOf(state: State, words: Translate): HTMLElement[] {
  const nudged = nudgedIn(state);
  const heads = ["", words("nudge.predicted"), words("nudge.real")];
  const changes = nudged ? changesOf(state, nudged) : [];
  return [
    h("thead", {}, h("tr", {}, ...heads.map(headCell))),
    h(
      "tbody",
      {},
      ...changes.map(({ name, predicted, real }) =>
        h("tr", {}, h("th", { scope: "row" }, name), cell(predicted), cell(real)),
      ),
    ),
  ];
}

function cell(x: number | null): HTMLElement {
  if (x === null) return h("td", { class: "number unknown" }, "?");
  return h("td", { class: `number ${signOf(x)}`, "data-number": x, tabindex: 0 }, formatNumber(x));
}

interface Change {
  readonly name: string;
  readonly predicted: number | null;
  readonly real: number | null;
}

/** For +h and −h; a gradient that is not known yet predicts nothing, and an answer of another question is none. */
function changesOf(state: State, { node, index, h }: Nudged): readonly Change[] {
  const frame = tellingIn(state);
  const shown = frame?.nodes.find((one) => one.node.id === node.id);
  const slope = shown?.gradient.kind === "whole" ? elementOf(shown.gradient.value, index) : null;
  const { answer } = state.nudge;
  const fits =
    answer?.trace === state.trace && answer.node === node.id && answer.index === index && answer.h === h;
  return [
    { name: "+h", predicted: slope === null ? null : slope * h, real: fits ? answer.up : null },
    { name: "−h", predicted: slope === null ? null : -slope * h, real: fits ? answer.down : null },
  ];
}
