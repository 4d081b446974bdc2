/** A printed part of a formula, and when it needs parentheses. */
import type { Tensor, Value } from "../wire/numbers.ts";
import { isTensor } from "../wire/numbers.ts";
import type { MathNode } from "./markup.ts";
import { element, fenced, MATRIX, prefix, row, separated, table } from "./markup.ts";
import { formatNumber, MINUS } from "./numbers.ts";

/** How tightly a part holds together, loosest first. In a tighter surrounding it is put in parentheses. */
export const LOOSE = 0;
export const RELATION = 1;
export const CONJUNCTION = 2;
export const COMPARISON = 3;
export const SUM = 4;
export const ELEMENTWISE = 5;
export const PRODUCT = 6;
export const FRACTION = 7;
export const POWER = 8;
export const ATOM = 9;

export interface Piece {
  readonly node: MathNode;
  readonly level: number;
  /** Starts with a minus sign: in parentheses wherever it is an operand and not the first one. */
  readonly negative: boolean;
  /** Made of numbers alone. */
  readonly numeric: boolean;
  /** Holds the numbers of a tensor, or its shape in their place. */
  readonly tensor: boolean;
}

/** A part printed from `args`. */
export function make(
  level: number,
  args: readonly Piece[],
  parts: readonly MathNode[],
  negative = false,
): Piece {
  const numeric = args.length > 0 && args.every((arg) => arg.numeric);
  return { node: row(...parts), level, negative, numeric, tensor: args.some((arg) => arg.tensor) };
}

export function atom(node: MathNode, args: readonly Piece[] = []): Piece {
  return make(ATOM, args, [node]);
}

/** `arg` as it stands in a surrounding of `level`, `first` where nothing precedes it there. */
export function inside(arg: Piece | undefined, level: number, first = false): MathNode {
  if (arg === undefined) return element("mrow", []);
  const exposed = arg.negative && !first && level >= SUM;
  return arg.level < level || exposed ? parentheses(arg.node) : arg.node;
}

export function parentheses(...inner: readonly MathNode[]): MathNode {
  return fenced("(", inner, ")");
}

/** `args` as they stand between brackets: parted by commas. */
export function listed(args: readonly Piece[]): readonly MathNode[] {
  return separated(args.map((arg) => arg.node));
}

/** The largest matrix to be printed inside a formula; beyond it the shape stands for the numbers. */
export interface MatrixLimit {
  readonly rows: number;
  readonly columns: number;
}

export const MATRIX_LIMIT: MatrixLimit = { rows: 3, columns: 4 };

/** A number of the trace; null is one that is not to be seen. */
export function valuePiece(value: Value | null, limit: MatrixLimit = MATRIX_LIMIT): Piece {
  if (value === null) return digits(element("mn", ["?"]));
  return isTensor(value) ? { ...digits(tensorNode(value, limit)), tensor: true } : numberPiece(value);
}

export function numberPiece(x: number): Piece {
  const text = formatNumber(x);
  const attrs = Number.isFinite(x) ? {} : { class: "nonfinite" };
  if (!text.startsWith(MINUS)) return digits(element("mn", [text], attrs));
  const magnitude = element("mn", [text.slice(MINUS.length)]);
  return { ...digits(element("mrow", [prefix(MINUS), magnitude], attrs)), level: PRODUCT, negative: true };
}

function tensorNode({ shape, data }: Tensor, limit: MatrixLimit): MathNode {
  const [rows = 1, columns = 1] = shape.length === 1 ? [1, ...shape] : shape;
  const small = shape.length <= 2 && rows <= limit.rows && columns <= limit.columns && data.length > 0;
  if (!small) return parentheses(element("mn", [shape.join("×")]));
  const grid = Array.from({ length: rows }, (_, i) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns), (x) => numberPiece(x).node),
  );
  return fenced("[", [table(grid, MATRIX)], "]");
}

function digits(node: MathNode): Piece {
  return { node, level: ATOM, negative: false, numeric: true, tensor: false };
}
