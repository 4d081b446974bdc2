/** One element of a value of the trace, and where it stands when the value is laid out in rows and columns. */

import { isTensor, type Value } from "../wire/numbers.ts";

export interface Cell {
  /** Of the value that holds it: `n3.grad`. */
  readonly ref: string;
  /** Its place in row order; 0 where the value is one number. */
  readonly index: number;
}

export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** A part of a grid, first and last row and column, both inside. */
export interface Region {
  readonly ref: string;
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  /** Whether it is the cell asked about, or what that was made of. */
  readonly part: "result" | "source";
}

/** A vector is a row; more axes are folded into rows. */
export function gridOf(value: Value): Grid {
  if (!isTensor(value)) return { rows: 1, columns: 1 };
  const columns = value.shape.at(-1) ?? 1;
  return { rows: columns > 0 ? value.data.length / columns : 0, columns };
}

export function sameCell(a: Cell | null, b: Cell | null): boolean {
  return a?.ref === b?.ref && a?.index === b?.index;
}

export function elementOf(value: Value | null, index: number): number {
  if (value === null) return Number.NaN;
  return isTensor(value) ? (value.data[index] ?? Number.NaN) : value;
}

/** The place of an element, one number an axis. */
export function placeOf(shape: readonly number[], index: number): readonly number[] {
  let left = index;
  const place = [];
  for (const length of shape.toReversed()) {
    place.unshift(left % length);
    left = Math.floor(left / length);
  }
  return place;
}

/** `₂,₁`: row 2, column 1, counted from 1 as in formulas and sentences; nothing for a number that stands alone. */
export function placeText(shape: readonly number[], index: number): string {
  const lowered = (at: number) => String(at + 1).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)] ?? "");
  return shape.length === 0 ? "" : placeOf(shape, index).map(lowered).join(",");
}

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** The cell that an arrow key leads to; null where there is none. */
export function neighbour({ rows, columns }: Grid, index: number, key: string): number | null {
  const [row, column] = [Math.floor(index / columns), index % columns];
  const to = STEPS[key]?.(row, column, { rows, columns });
  if (!to) return null;
  const [r, c] = to;
  return r >= 0 && r < rows && c >= 0 && c < columns ? r * columns + c : null;
}

type Move = (row: number, column: number, grid: Grid) => readonly [number, number];

const STEPS: Readonly<Record<string, Move>> = {
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  Home: (row) => [row, 0],
  End: (row, _, { columns }) => [row, columns - 1],
};

/** Which element of a value of shape `from` stands at element `index` of the shape it is copied to. */
export function broadcastIndex(from: readonly number[], to: readonly number[], index: number): number {
  const place = placeOf(to, index).slice(to.length - from.length);
  return from.reduce((offset, length, axis) => offset * length + (length === 1 ? 0 : (place[axis] ?? 0)), 0);
}

/** Which element of a result an element goes into, when `axes` of its value are reduced; all of them for null. */
export function reducedIndex(
  shape: readonly number[],
  axes: readonly number[] | null,
  index: number,
): number {
  if (axes === null) return 0;
  const gone = new Set(axes.map((axis) => (axis < 0 ? axis + shape.length : axis)));
  return placeOf(shape, index).reduce(
    (offset, at, axis) => (gone.has(axis) ? offset : offset * (shape[axis] ?? 1) + at),
    0,
  );
}

/** Whether the number at `ref` is one of those pointed at: itself, or one of its node's. */
export function isLit(lit: string | null, ref: string | null): boolean {
  return lit !== null && ref !== null && (ref === lit || ref.startsWith(`${lit}.`));
}

/** 0, 1, … up to `length`, which is left out. */
export function range(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i);
}
