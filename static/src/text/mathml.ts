/**
 * A formula tree printed as MathML, or as one line of text. Parts that speak of a number of the trace carry
 * `data-ref` and `data-role`, so that a view can light the factor and the number on the graph together.
 */
import type { Value } from "../wire/numbers.ts";
import { decodeNumber } from "../wire/numbers.ts";
import type { Formula } from "../wire/types.ts";
import type { MathNode } from "./markup.ts";
import { element, identifier, plainText, row } from "./markup.ts";
import { MINUS } from "./numbers.ts";
import type { Call } from "./operations.ts";
import { printCall } from "./operations.ts";
import type { MatrixLimit, Piece } from "./piece.ts";
import { atom, FRACTION, inside, make, numberPiece, POWER, SUM, valuePiece } from "./piece.ts";

export type { MathNode };

/** How a gradient is written: ∂L/∂x, x.grad or dx. A local derivative is ∂z/∂x in all three. */
export type Notation = "partial" | "grad" | "short";

export const NOTATIONS: readonly Notation[] = ["partial", "grad", "short"];

export interface Printing {
  readonly notation: Notation;
  /** The number that the trace holds at a reference such as `n3.grad`; null while it is not to be seen. */
  readonly valueAt: (ref: string) => Value | null;
  /** The largest matrix whose numbers are printed; 3 by 4 where nothing is said. */
  readonly matrix?: MatrixLimit;
}

/** The `math` element of a formula. */
export function printMath(formula: Formula, printing: Printing): MathNode {
  return element("math", [print(formula, printing).node]);
}

/** The formula as a line of text, for places where MathML cannot be. */
export function printText(formula: Formula, printing: Printing): string {
  return plainText(print(formula, printing).node);
}

function print(formula: Formula, printing: Printing): Piece {
  const piece = printPart(formula, printing);
  const marks = {
    ...(formula.ref === undefined ? {} : { "data-ref": formula.ref }),
    ...(formula.role === undefined ? {} : { "data-role": formula.role }),
  };
  const { tag, attrs, children } = piece.node;
  return { ...piece, node: element(tag, children, { ...attrs, ...marks }) };
}

function printPart(formula: Formula, printing: Printing): Piece {
  if ("op" in formula) {
    if (formula.op === "partial") return printDerivative(formula, printing);
    return printCall(
      formula.args.map((arg) => print(arg, printing)),
      formula,
    );
  }
  if ("num" in formula) return numberPiece(decodeNumber(formula.num));
  if ("name" in formula) return printName(formula.name);
  if ("text" in formula) return atom(element("mtext", [formula.text]));
  return valuePiece(printing.valueAt(formula.ref), printing.matrix);
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A name; or the text of an expression that has none, which holds together as loosely as a sum. */
function printName(name: string): Piece {
  if (NAME.test(name)) return atom(identifier(name));
  return make(SUM, [], [element("mtext", [name.replaceAll("-", MINUS)], { class: "code" })]);
}

function printDerivative(call: Call, printing: Printing): Piece {
  // It is one number: its parts are not lit by themselves.
  const [of, by] = call.args.map((arg) => printPart(arg, printing));
  const local = call.role === "local" || call.ref?.endsWith(".local") === true;
  const name = plainText(inside(by, POWER));
  if (!local && printing.notation === "grad") return atom(identifier(`${name}.grad`));
  if (!local && printing.notation === "short") return atom(identifier(`d${name}`));
  const differential = (part: Piece | undefined) => row(identifier("∂", true), inside(part, POWER));
  return make(FRACTION, [], [element("mfrac", [differential(of), differential(by)])]);
}
