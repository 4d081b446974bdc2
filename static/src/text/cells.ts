/** A vector or matrix as cells of text: what a person sees and edits of it. Pure. */

import type { Nested } from "../wire/numbers.ts";
import { formatExactly } from "./numbers.ts";
import { readValue } from "./values.ts";

/** Rows of equal length; a vector is one row. */
export interface Cells {
  readonly rows: readonly (readonly string[])[];
  readonly vector: boolean;
}

/** More than this is edited as text. */
export const MOST_CELLS = 144;

/** The cells of a text that is a vector or a matrix of moderate size; null for any other. */
export function cellsOf(text: string): Cells | null {
  const reading = readValue(text);
  if (!reading.ok || typeof reading.value === "number") return null;
  const { value } = reading;
  const vector = value.every((part) => typeof part === "number");
  const rows = (vector ? [value] : value).map((row) => (row as readonly Nested[]).map(written));
  const flat = rows.flat();
  return flat.every((cell) => cell !== null) && flat.length <= MOST_CELLS
    ? { rows: rows as string[][], vector }
    : null;
}

/** null: a list, which no cell holds. */
function written(part: Nested): string | null {
  return typeof part === "number" ? formatExactly(part) : null;
}

/** The text of a value with these cells. */
export function textOf({ rows, vector }: Cells): string {
  const lines = rows.map((row) => `[${row.join(", ")}]`);
  return vector ? (lines[0] ?? "[]") : `[${lines.join(",\n ")}]`;
}

export function withCell(cells: Cells, row: number, column: number, text: string): Cells {
  return { ...cells, rows: cells.rows.map((line, i) => (i === row ? line.with(column, text) : line)) };
}

/** A row of zeros after `row`; a vector becomes a matrix. */
export function withRow({ rows }: Cells, row: number): Cells {
  const zeros = Array.from(rows[0] ?? [], () => "0");
  return { rows: rows.toSpliced(row + 1, 0, zeros), vector: false };
}

export function withColumn(cells: Cells, column: number): Cells {
  return { ...cells, rows: cells.rows.map((line) => line.toSpliced(column + 1, 0, "0")) };
}

/** The last row and the last column stay. */
export function withoutRow(cells: Cells, row: number): Cells {
  return cells.rows.length > 1 ? { ...cells, rows: cells.rows.toSpliced(row, 1) } : cells;
}

export function withoutColumn(cells: Cells, column: number): Cells {
  const narrow = (cells.rows[0]?.length ?? 0) <= 1;
  return narrow ? cells : { ...cells, rows: cells.rows.map((line) => line.toSpliced(column, 1)) };
}

/** `block` laid over the cells from a place on; they grow where it reaches beyond, with zeros beside it. */
export function laidOver(cells: Cells, row: number, column: number, block: Cells): Cells {
  const width = Math.max(cells.rows[0]?.length ?? 0, column + (block.rows[0]?.length ?? 0));
  const height = Math.max(cells.rows.length, row + block.rows.length);
  const cell = (i: number, j: number) => block.rows[i - row]?.[j - column] ?? cells.rows[i]?.[j] ?? "0";
  const rows = Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => cell(i, j)));
  return { rows, vector: cells.vector && height === 1 };
}

/** What is pasted, as cells: rows from a spreadsheet, an array of NumPy, a single number; null where it is none of them. */
export function blockOf(text: string): Cells | null {
  const reading = readValue(text);
  if (!reading.ok) return null;
  return typeof reading.value === "number"
    ? { rows: [[formatExactly(reading.value)]], vector: true }
    : cellsOf(text);
}
