/** Formulas put together by the page, of parts that the service wrote. */

import type { Translate } from "../text/i18n.ts";
import { printText } from "../text/mathml.ts";
import { printedLabel } from "../text/numbers.ts";
import type { Trace } from "../wire/trace.ts";
import type { Formula } from "../wire/types.ts";
import type { Making, Term } from "./making.ts";

/** A formula in symbols and with the numbers of the trace. */
export interface Equation {
  readonly symbolic: { readonly tree: Formula };
  readonly numeric: { readonly tree: Formula };
  /** For the ear. */
  readonly plain: string;
}

/** A row in symbols, and with numbers. */
export type Pair = readonly [Formula, Formula];

export function equation(pairs: readonly Pair[], trace: Trace): Equation | null {
  const [first] = pairs;
  if (!first) return null;
  const one = pairs.length === 1;
  const tree = (side: 0 | 1): Formula =>
    one ? first[side] : { op: "rows", args: pairs.map((pair) => pair[side]) };
  const text = (formula: Formula) => printText(formula, { notation: "partial", valueAt: trace.valueAt });
  const plain = pairs.map(([symbolic, numeric]) => `${text(symbolic)} = ${text(numeric)}`).join("; ");
  return { symbolic: { tree: tree(0) }, numeric: { tree: tree(1) }, plain };
}

export function rowsOf(tree: Formula): readonly Formula[] {
  return "op" in tree && tree.op === "rows" ? tree.args : [tree];
}

/** An element of a tensor, its place counted from 1 as in mathematics. */
export function elementNamed(tensor: Formula, place: readonly number[]): Formula {
  return { op: "index", args: [tensor, ...place.map((at) => ({ num: at + 1 }))] };
}

/** A sum of products with its result; the result alone where it is but one number. */
export function written({ terms }: Making, result: Formula, sign: "=" | "≈"): Formula {
  const sum = joined("add", terms.map(product));
  return "num" in sum ? result : { op: sign === "=" ? "eq" : "approx", args: [sum, result] };
}

function product({ factors, minus }: Term): Formula {
  const numbers = factors.map(({ value: num, cell }): Formula => (cell ? { num, ref: cell.ref } : { num }));
  const whole = joined("mul", numbers);
  return minus ? { op: "neg", args: [whole] } : whole;
}

function joined(op: "add" | "mul", args: readonly Formula[]): Formula {
  const [only] = args;
  return only && args.length === 1 ? only : { op, args };
}

const LONGEST_LABEL = 12;

/** A node by its name or short text. */
export function labelOf(id: string, trace: Trace, words: Translate): string {
  const { label } = trace.node(id);
  return label.length <= LONGEST_LABEL ? printedLabel(label) : words("steps.unnamed");
}
