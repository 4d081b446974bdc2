/** What a number of the trace is called, in the notation of the page. */

import type { Notation } from "../text/mathml.ts";
import { printedLabel } from "../text/numbers.ts";
import { shapeOf } from "../wire/numbers.ts";
import type { Trace } from "../wire/trace.ts";
import type { Formula } from "../wire/types.ts";
import { placeText } from "./cell.ts";
import { remember } from "./remember.ts";

/** `∂L/∂W`, `Y`, `∂y/∂x`: the name of the value at a reference. */
export function refName(trace: Trace, ref: string, notation: Notation): string {
  const [id = "", field = ""] = ref.split(".");
  const edge = trace.edges.find((one) => one.id === id);
  if (edge && field === "local") return derivative(labelOf(trace, edge.target), labelOf(trace, edge.source));
  const label = labelOf(trace, edge?.source ?? id);
  return field === "grad" || field === "raw" ? gradientName(trace, label, notation) : label;
}

/** The name of one element: `∂L/∂W₂,₁`. */
export function cellName(trace: Trace, ref: string, index: number, notation: Notation): string {
  const value = trace.valueAt(ref);
  return refName(trace, ref, notation) + (value === null ? "" : placeText(shapeOf(value), index));
}

function gradientName(trace: Trace, label: string, notation: Notation): string {
  if (notation === "grad") return `${bracketed(label)}.grad`;
  if (notation === "short") return `d${bracketed(label)}`;
  return derivative(rootName(trace), label);
}

function derivative(of: string, by: string): string {
  return `∂${bracketed(of)}/∂${bracketed(by)}`;
}

function labelOf(trace: Trace, id: string): string {
  return printedLabel(trace.node(id).label);
}

function bracketed(label: string): string {
  return /[^\p{L}\p{N}_]/u.test(label) ? `(${label})` : label;
}

/** The letter that everything is differentiated from, as the formulas of the trace write it. */
const rootName = remember((trace: Trace): string => {
  for (const { formula } of trace.steps) {
    const found = formula && firstDerivative(formula.symbolic.tree);
    if (found) return found;
  }
  return trace.output;
});

function firstDerivative(formula: Formula): string | null {
  if (!("op" in formula)) return null;
  const [of] = formula.args;
  if (formula.op === "partial" && of && "name" in of) return of.name;
  for (const arg of formula.args) {
    const found = firstDerivative(arg);
    if (found) return found;
  }
  return null;
}
