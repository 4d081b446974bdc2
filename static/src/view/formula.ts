/** A formula as MathML in the page: its factors named beneath, and lit together with their numbers on the graph. */

import type { Equation } from "../model/equation.ts";
import { valuesIn } from "../model/mask.ts";
import { signOf } from "../scene/scale.ts";
import type { Key, Translate } from "../text/i18n.ts";
import { linear } from "../text/linear.ts";
import { element, infix, type MathNode } from "../text/markup.ts";
import { type Notation, printMath } from "../text/mathml.ts";
import { printedLabel } from "../text/numbers.ts";
import type { Trace } from "../wire/trace.ts";
import type { Formula } from "../wire/types.ts";
import { math } from "./dom.ts";

const NAMED: Readonly<Record<string, Key>> = {
  upstream: "role.upstream",
  local: "role.local",
  downstream: "role.downstream",
};

export interface Look {
  readonly trace: Trace;
  readonly notation: Notation;
  readonly words: Translate;
  /** Writes beneath each number the part that it plays. */
  readonly named?: boolean;
  /** Fractions are written with a slash. */
  readonly oneLine?: boolean;
  /** Gradients are question marks. */
  readonly masked?: boolean;
}

export function formulaElement(formula: Formula, look: Look): Element {
  return build(print(formula, look));
}

/** The formula of a step: in symbols, then with the numbers. Several equations are one piece; the line may break between pieces. */
export function stepFormulaElements({ symbolic, numeric }: Equation, look: Look): Element[] {
  const numbers = print(numeric.tree, look);
  return chained(print(symbolic.tree, look), look.named ? named(numbers, look.words) : numbers).map(build);
}

function print(formula: Formula, { trace, notation, oneLine = false, masked = false }: Look): MathNode {
  const valueAt = valuesIn(trace, masked);
  const printed = printMath(readable(formula), { notation, valueAt });
  return signed(oneLine ? linear(printed) : printed, { valueAt });
}

const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A value without a name is called by its expression: in parentheses, and not set equal to itself. */
function readable(formula: Formula): Formula {
  if ("name" in formula && !IDENTIFIER.test(formula.name)) {
    const { name, ...marks } = formula;
    return { ...marks, text: `(${printedLabel(name)})` };
  }
  if (!("op" in formula)) return formula;
  const [left, ...rest] = formula.args;
  const nameless = formula.op === "eq" && left && "name" in left && !IDENTIFIER.test(left.name);
  const [only] = rest;
  if (nameless && only && rest.length === 1) return readable(only);
  return { ...formula, args: formula.args.map(readable) };
}

const GRADIENTS = new Set(["upstream", "downstream", "contribution"]);

/** Gradients say their sign, as they do on the graph. */
function signed(node: MathNode, trace: Pick<Trace, "valueAt">): MathNode {
  const { "data-role": role = "", "data-ref": ref = "" } = node.attrs;
  const value = GRADIENTS.has(role) ? trace.valueAt(ref) : null;
  const children = node.children.map((child) => (typeof child === "string" ? child : signed(child, trace)));
  return element(
    node.tag,
    children,
    value === null ? node.attrs : { ...node.attrs, "data-sign": signOf(value) },
  );
}

/** `a = b` and `c = d` as `a = b = c = d`; tables row by row, so that their signs stay in columns. */
function chained(left: MathNode, right: MathNode): MathNode[] {
  const [a, b] = [rowsOf(left), rowsOf(right)];
  if (a && b && a.length === b.length) {
    const rows = a.map((row, i) =>
      element("mtr", [...row.children, cell(infix("=")), ...(b[i]?.children ?? [])]),
    );
    return [element("math", [element("mtable", rows, { class: "equations" })])];
  }
  return [left, element("math", [element("mrow", [infix("="), ...right.children])])];
}

function cell(child: MathNode): MathNode {
  return element("mtd", [child]);
}

/** The rows of a formula that is a table of equations. */
function rowsOf(node: MathNode): readonly MathNode[] | null {
  const [table] = node.children;
  if (typeof table !== "object" || table.tag !== "mtable" || table.attrs.class !== "equations") return null;
  return table.children.filter((child) => typeof child === "object");
}

/** Puts the name of its part beneath every outermost factor. */
function named(node: MathNode, words: Translate): MathNode {
  const key = NAMED[node.attrs["data-role"] ?? ""];
  if (key) {
    const label = element("mtext", [words(key)], { class: "factor" });
    return element("munder", [node, label], { class: "named" });
  }
  const children = node.children.map((child) => (typeof child === "string" ? child : named(child, words)));
  return element(node.tag, children, node.attrs);
}

function build(node: MathNode): Element {
  const children = node.children.map((child) => (typeof child === "string" ? child : build(child)));
  return math(node.tag, node.attrs, children);
}
