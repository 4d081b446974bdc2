/** How each operation of a formula tree is printed. The names are those of mathematics, not of the op table. */
import type { FormulaCall, FormulaMark } from "../wire/types.ts";
import type { MathNode } from "./markup.ts";
import { element, fenced, identifier, infix, prefix, row, table } from "./markup.ts";
import { MINUS } from "./numbers.ts";
import type { Piece } from "./piece.ts";
import {
  ATOM,
  atom,
  COMPARISON,
  CONJUNCTION,
  ELEMENTWISE,
  FRACTION,
  inside,
  LOOSE,
  listed,
  make,
  POWER,
  PRODUCT,
  parentheses,
  RELATION,
  SUM,
} from "./piece.ts";

export type Call = FormulaMark & FormulaCall;

type Print = (args: readonly Piece[], call: Call) => Piece;

/**
 * `call` with its printed arguments. The operation `call` names its function in its first argument; an operation
 * without a row here prints as a function, what it runs over beneath its name.
 */
export function printCall(args: readonly Piece[], call: Call): Piece {
  const [first, ...rest] = call.args;
  if (call.op === "call" && first && "name" in first) {
    return printCall(args.slice(1), { ...call, op: first.name, args: rest });
  }
  const print = PRINTERS.get(call.op) ?? named(call.op);
  return print(args, call);
}

function named(name: string): Print {
  return (args, call) => {
    const head = over(identifier(name, true), call);
    return atom(element("mrow", [head, parentheses(...listed(args))]), args);
  };
}

function over(sign: MathNode, call: Call): MathNode {
  return call.over ? element("munder", [sign, element("mtext", [call.over])]) : sign;
}

/** Operands around a sign, each but the first held together at least as tightly as `right`. */
function joined(level: number, sign: (left: Piece, right: Piece) => string, right = level): Print {
  return (args) => {
    const parts = args.flatMap((arg, i) => {
      const left = args[i - 1];
      return left ? [infix(sign(left, arg)), inside(arg, right)] : [inside(arg, level, true)];
    });
    const [first] = args;
    return make(level, args, parts, first?.negative && first.level >= level);
  };
}

function always(sign: string): () => string {
  return () => sign;
}

/** Numbers are multiplied with a cross, names with a dot. */
function times(left: Piece, right: Piece): string {
  return left.numeric && right.numeric ? "×" : "·";
}

function raised(base: Piece | undefined, exponent: MathNode, args: readonly Piece[]): Piece {
  return make(POWER, args, [element("msup", [inside(base, ATOM), exponent])]);
}

function enclosed(open: string, close: string): Print {
  return (args) => atom(fenced(open, listed(args), close), args);
}

/** An equation as the cells of a table: left side, sign, rest. */
function cells({ level, node }: Piece): readonly MathNode[] {
  const [left, sign, ...rest] = node.children.filter((child) => typeof child !== "string");
  return level === RELATION && left && sign ? [left, sign, row(...rest)] : [node];
}

const summed: Print = (args, call) => {
  const space = element("mspace", [], { width: "0.17em" });
  return make(SUM, args, [over(prefix("∑"), call), space, inside(args[0], ELEMENTWISE)]);
};

/** eˣ; of a tensor exp(X), for e to a matrix is something else. */
const exponential: Print = (args, call) =>
  args[0]?.tensor ? named(call.op)(args, call) : raised(atom(identifier("e")), inside(args[0], LOOSE), args);

function subscript(args: readonly Piece[]): Piece {
  return make(POWER, args, [element("msub", [inside(args[0], ATOM), row(...listed(args.slice(1)))])]);
}

const PRINTERS: ReadonlyMap<string, Print> = new Map<string, Print>([
  ["rows", (args) => make(LOOSE, args, [table(args.map(cells), "equations")])],
  ["eq", joined(RELATION, always("="))],
  ["approx", joined(RELATION, always("≈"))],
  ["assign", joined(RELATION, always("←"))],
  ["and", joined(CONJUNCTION, always("∧"))],
  ["gt", joined(COMPARISON, always(">"), SUM)],
  ["ge", joined(COMPARISON, always("≥"), SUM)],
  ["lt", joined(COMPARISON, always("<"), SUM)],
  ["le", joined(COMPARISON, always("≤"), SUM)],
  ["equal", joined(COMPARISON, always("="), SUM)],
  ["add", joined(SUM, always("+"))],
  ["sub", joined(SUM, always(MINUS), ELEMENTWISE)],
  ["sum", summed],
  ["rowsum", summed],
  ["hadamard", joined(ELEMENTWISE, always("⊙"))],
  ["outer", joined(ELEMENTWISE, always("⊗"))],
  ["mul", joined(PRODUCT, times)],
  ["matmul", joined(PRODUCT, always("·"))],
  ["neg", (args) => make(PRODUCT, args, [prefix(MINUS), inside(args[0], PRODUCT)], true)],
  [
    "div",
    (args) => make(FRACTION, args, [element("mfrac", [inside(args[0], LOOSE), inside(args[1], LOOSE)])]),
  ],
  ["pow", (args) => raised(args[0], inside(args[1], LOOSE), args)],
  ["transpose", (args) => raised(args[0], identifier("T", true), args)],
  ["index", subscript],
  ["term", subscript],
  ["sqrt", (args) => atom(element("msqrt", listed(args)), args)],
  ["abs", enclosed("|", "|")],
  ["iverson", enclosed("[", "]")],
  ["list", enclosed("[", "]")],
  ["exp", exponential],
  ["Phi", named("Φ")],
  ["phi", named("φ")],
]);
