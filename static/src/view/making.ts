/** How a number was made, written out with the numbers that met in it. */

import type { Frame } from "../model/frame.ts";
import type { Factor, Term } from "../model/making.ts";
import { cellName } from "../model/naming.ts";
import type { Origin } from "../model/origin.ts";
import { signOf } from "../scene/scale.ts";
import type { Notation } from "../text/mathml.ts";
import { asPrinted, formatNumber, MINUS, relation } from "../text/numbers.ts";
import { type Child, h } from "./dom.ts";

/** Longer sums are cut. */
const MOST_TERMS = 6;

/** `∂L/∂W₂,₁ = 2 × 1 + (−1) × (−1) = 3`. */
export function makingElements(
  { cell, value, terms, over, times }: Origin,
  frame: Frame,
  notation: Notation,
): Child[] {
  const shown = terms.slice(0, MOST_TERMS);
  const sum = shown.flatMap((term, i) => termText(term, i === 0));
  const rest = terms.length > shown.length ? [sign(" + "), sign("…")] : [];
  const whole = [...sum, ...rest];
  const scale = times && times.value !== 1 ? [sign(" × "), factor(times, false)] : [];
  const loose = (over !== 1 || scale.length > 0) && terms.length > 1;
  const bracketed = loose ? [sign("("), ...whole, sign(")")] : whole;
  const divided = over === 1 ? bracketed : [...bracketed, sign(" / "), sign(formatNumber(over))];
  return [
    h("span", { class: "name" }, cellName(frame.trace, cell.ref, cell.index, notation)),
    sign(" = "),
    ...divided,
    ...scale,
    sign(` ${relation(printedSum(terms, over, times), value)} `),
    h("strong", {}, number(value, cell.ref)),
  ];
}

/** The calculation done on the numbers as they are printed. */
function printedSum(terms: readonly Term[], over: number, times: Factor | null): number {
  const sum = terms.reduce((all, { minus, factors, over: divisor }) => {
    const whole = factors.reduce((most, { value }) => most * asPrinted(value), 1);
    const product = whole / asPrinted(divisor?.value ?? 1);
    return all + (minus ? -product : product);
  }, 0);
  return (sum / over) * asPrinted(times?.value ?? 1);
}

function termText({ minus, factors, over }: Term, first: boolean): Child[] {
  const before = minus ? ` ${MINUS} ` : first ? "" : " + ";
  const product = factors.flatMap((one, i) =>
    i === 0 ? [factor(one, first && !minus)] : [sign(" × "), factor(one, false)],
  );
  const divided = over ? [...product, sign(" / "), factor(over, false)] : product;
  return [before === "" ? null : sign(before), h("span", { class: "term" }, ...divided)];
}

function factor({ value, cell }: Factor, bare: boolean): HTMLElement {
  const shown = number(value, cell?.ref ?? "");
  return value < 0 && !bare ? h("span", {}, "(", shown, ")") : shown;
}

/** In the colour of what it is. */
function number(value: number, ref: string): HTMLElement {
  const field = ref.split(".")[1] ?? "";
  const ink = INKS[field] ?? "local";
  const text = formatNumber(value);
  return h("span", { class: `number ${ink === "gradient" ? signOf(value) : ink}` }, text);
}

const INKS: Readonly<Record<string, "value" | "gradient">> = {
  value: "value",
  kept: "value",
  grad: "gradient",
  raw: "gradient",
};

function sign(text: string): HTMLElement {
  return h("span", { class: "operator" }, text);
}
