/** Pictures of what an op does to tensors, chosen by its view hint; each appears with the numbers that it shows. */

import { broadcastIndex, elementOf, range } from "../../model/cell.ts";
import { jacobianEntry, labelRows, lineThrough, maskOf } from "../../model/making.ts";
import { refName } from "../../model/naming.ts";
import { originOf } from "../../model/origin.ts";
import { signOf } from "../../scene/scale.ts";
import { formatNumber } from "../../text/numbers.ts";
import { isTensor, shapeOf, shapeText, sizeOf, type Tensor, type Value } from "../../wire/numbers.ts";
import { type Child, h } from "../dom.ts";
import { makingElements } from "../making.ts";
import { type Look, pickedIndex } from "./look.ts";
import { inkClass, numbers } from "./numbers.ts";

type Figure = (look: Look) => Child[];

/** Where a figure stands: with what is done, with what is kept, or with the local derivative. */
interface Figures {
  readonly does?: Figure;
  readonly keeps?: Figure;
  readonly local?: Figure;
}

const FIGURES: Readonly<Partial<Record<string, Figures>>> = {
  mask: { keeps: mask },
  jacobian: { local: jacobian },
  saturation: { local: saturation },
  bars: { does: bars },
  difference: { does: bars },
};

export function figure(place: keyof Figures, look: Look): Child[] {
  if (look.shown.value === null) return [];
  return FIGURES[look.shown.node.view ?? ""]?.[place]?.(look) ?? [];
}

function mask(look: Look): Child[] {
  const value = maskOf(look.frame.trace, look.shown.node);
  if (value === null) return [];
  const style = {
    ink: "local",
    name: look.words("inspector.mask"),
    blocked: blockedBy(value, value),
  } as const;
  return [fact(look.words("inspector.mask"), numbers(value, `${look.into[0]?.edge.id}.local`, style, look))];
}

/** Whether a figure of the node shows one element, or one line of elements, at a time. */
export function followsPick({ shown: { node } }: Look): boolean {
  return node.view === "jacobian" || node.view === "saturation";
}

/** Which elements of a value a mask of its shape holds back. */
export function blockedBy(mask: Value | null, value: Value): (index: number) => boolean {
  const fits = mask !== null && sizeOf(mask) === sizeOf(value);
  return (index) => fits && elementOf(mask, index) === 0;
}

/** diag(y) − y·yᵀ with its numbers; then its rows times what arrived, one by one. */
function jacobian(look: Look): Child[] {
  const { shown, frame, words, into, state } = look;
  const [edge] = into;
  if (!edge?.contribution) return [];
  const line = lineThrough(shown.node, pickedIndex(look));
  const y = shown.node.value;
  const entry = (i: number, j: number) => {
    const x = jacobianEntry(y, i, j);
    return h("td", { class: inkClass("local", x), "data-number": x }, formatNumber(x));
  };
  const rows = line.map((i) => h("tr", {}, ...line.map((j) => entry(i, j))));
  const name = refName(frame.trace, `${edge.edge.id}.local`, state.notation);
  const products = line.flatMap((index) => {
    const origin = originOf(frame, { ref: `${edge.edge.id}.grad`, index });
    return origin ? [h("p", { class: "making" }, ...makingElements(origin, frame, state.notation))] : [];
  });
  return [
    h("p", { class: "fact-name" }, words("inspector.jacobian", { name })),
    h("div", { class: "numbers-frame" }, h("table", { class: "numbers jacobian" }, h("tbody", {}, ...rows))),
    ...products,
  ];
}

/** y(1 − y) against the most that it can be. */
function saturation(look: Look): Child[] {
  const [edge] = look.into;
  if (!edge?.contribution || edge.edge.local === null) return [];
  const slope = elementOf(edge.edge.local, isTensor(edge.edge.local) ? pickedIndex(look) : 0);
  const meter = h("meter", { class: "saturation", min: 0, max: 0.25, value: slope });
  const text = look.words("inspector.saturation", { slope: formatNumber(slope) });
  return [h("label", { class: "meter" }, text, meter)];
}

/** Probabilities as bars, the label as a mark on each; after the backward step, what lies between. */
function bars(look: Look): Child[] {
  const { shown, frame, words, into, app, state } = look;
  const { node } = shown;
  const probabilities = node.kept ?? frame.trace.node(node.inputs[0] ?? "").value;
  const ref = node.kept ? `${node.id}.kept` : `${node.inputs[0]}.value`;
  const classes = shapeOf(probabilities).at(-1) ?? 1;
  const samples = sizeOf(probabilities) / classes;
  const sample = Math.min(state.sample, samples - 1);
  const labels = labelRows(frame.trace, node);
  const delivered = node.view === "difference" && into.some(({ contribution }) => contribution !== null);
  const rows = range(classes).map((column) => {
    const index = sample * classes + column;
    const y = elementOf(probabilities, index);
    const t = labels[index] ?? 0;
    return h(
      "tr",
      { class: t > 0 ? "labelled" : null },
      h("th", { scope: "row" }, String(column)),
      h("td", { class: "bar-cell" }, bar(y, t, delivered)),
      h("td", { class: inkClass("value", y), "data-ref": ref, "data-index": index }, formatNumber(y)),
      h("td", { class: "number" }, formatNumber(t)),
      delivered
        ? h("td", { class: inkClass("gradient", y - t), "data-number": y - t }, formatNumber(y - t))
        : null,
    );
  });
  const heads = [words("inspector.class"), "", "y", "t", ...(delivered ? ["y − t"] : [])];
  return [
    samples > 1
      ? sampleChoice(samples, sample, words("inspector.sample"), (at) => app.store.set({ sample: at }))
      : null,
    h(
      "table",
      { class: "bars" },
      h("thead", {}, h("tr", {}, ...heads.map(headCell))),
      h("tbody", {}, ...rows),
    ),
  ];
}

/** A column without a name has no head. */
export function headCell(name: string): HTMLElement {
  return name === "" ? h("td", {}) : h("th", { scope: "col" }, name);
}

function bar(y: number, t: number, delivered: boolean): HTMLElement {
  const part = (name: string, from: number, to: number) => {
    const made = h("span", { class: name });
    made.style.setProperty("left", `${100 * from}%`);
    made.style.setProperty("width", `${100 * (to - from)}%`);
    return made;
  };
  return h(
    "div",
    { class: "bar", "aria-hidden": "true" },
    part("bar-fill", 0, y),
    delivered ? part(`bar-gap ${signOf(y - t)}`, Math.min(y, t), Math.max(y, t)) : null,
    part("bar-label", t, t),
  );
}

function sampleChoice(
  count: number,
  chosen: number,
  name: string,
  choose: (at: number) => void,
): HTMLElement {
  const options = range(count).map((at) =>
    h("option", { value: at + 1, selected: at === chosen }, String(at + 1)),
  );
  const select = h(
    "select",
    { "data-focus": "sample", onchange: () => choose(select.selectedIndex) },
    ...options,
  );
  return h("label", { class: "sample" }, name, select);
}

/** A value copied to the shape that it works in: its own numbers, again in every copy. */
export function copied(value: Value, ref: string, shape: readonly number[], look: Look): HTMLElement {
  const size = shape.reduce((product, length) => product * length, 1);
  const from = range(size).map((index) => broadcastIndex(shapeOf(value), shape, index));
  const data = Float64Array.from(from, (index) => elementOf(value, index));
  const style = {
    ink: "value",
    name: shapeText(shape),
    blocked: (index: number) => from.indexOf(from[index] ?? 0) !== index,
  } as const;
  const made = numbers({ shape, data }, ref, style, look);
  // Every copy speaks of the number that it was copied from.
  for (const cell of made.querySelectorAll("td")) {
    cell.dataset.index = String(from[Number(cell.dataset.index)]);
    cell.removeAttribute("data-focus");
  }
  return made;
}

/** What was sent, and below or beside it its sum over the axes that the value was copied along. */
export function summed(
  raw: Tensor,
  rawRef: string,
  shape: readonly number[],
  sum: HTMLElement | null,
  look: Look,
): HTMLElement {
  const style = { ink: "gradient", name: look.words("inspector.raw") } as const;
  const across = shape.length > 0 && shape.at(-1) !== raw.shape.at(-1);
  return h(
    "div",
    { class: across ? "summed across" : "summed" },
    numbers(raw, rawRef, style, look),
    h("span", { class: "muted" }, `${across ? "→" : "↓"} Σ ${look.words("inspector.summed")}`),
    sum,
  );
}

export function fact(name: Child, value: Child): HTMLElement {
  const wide = value instanceof HTMLElement && value.matches("div");
  return h("div", { class: wide ? "fact wide" : "fact" }, h("span", { class: "fact-name" }, name), value);
}
