/** A tensor inside its card: a grid of numbers while it is small, a picture of its signs and sizes beyond. */

import { formatNumber } from "../text/numbers.ts";
import { isTensor, type Value } from "../wire/numbers.ts";
import { type Body, cellText, extent, mapSize } from "./anatomy.ts";
import type { Metrics } from "./metrics.ts";
import { signOf, strength } from "./scale.ts";
import { group, type PointLike, rect, type Shape, text } from "./shapes.ts";

/** What the numbers are: values in one colour, gradients coloured by sign. */
export type Ink = "value" | "gradient";

/** Colour steps on each side of zero; the style sheet has one class for each. */
const LEVELS = 7;
const MAP_CELLS = { columns: 28, rows: 14 };

export function numberClass(ink: Ink, x: number): string {
  if (!Number.isFinite(x)) return "number broken";
  return ink === "value" ? "number value" : `number ${signOf(x)}`;
}

type Grid = Extract<Body, { kind: "grid" }>;
type Picture = Extract<Body, { kind: "map" }>;

/** Small tensors: one number a cell. `value` null: a frame that waits for its numbers. */
export function gridShape(
  key: string,
  at: PointLike,
  body: Grid,
  value: Value | null,
  ink: Ink,
  ref: string,
  metrics: Metrics,
): Shape {
  const width = body.columns * body.cell;
  const { cell } = metrics.row;
  const height = body.rows * cell;
  const frame = rect("frame", { x: 0, y: 0, width, height }, { class: "grid-frame", rx: 5 });
  const transform = `translate(${at.x},${at.y})`;
  if (value === null) return group(key, { transform, class: "grid waiting" }, [frame]);
  const numbers = isTensor(value) ? value.data : [value];
  const lines = [...ruled(body, "row", cell), ...ruled(body, "column", cell)];
  const cells = Array.from(numbers, (x, i) => {
    const column = i % body.columns;
    const row = Math.floor(i / body.columns);
    const place = { x: (column + 1) * body.cell - 8, y: row * cell + cell / 2 };
    return text(`c${i}`, place, cellText(x), {
      class: `${numberClass(ink, x)} cell`,
      "text-anchor": "end",
      "data-index": i,
    });
  });
  return group(key, { transform, class: "grid", "data-ref": ref }, [frame, ...lines, ...cells]);
}

function ruled(body: Grid, direction: "row" | "column", cell: number): Shape[] {
  const [count, step, length] =
    direction === "row"
      ? [body.rows, cell, body.columns * body.cell]
      : [body.columns, body.cell, body.rows * cell];
  return Array.from({ length: Math.max(0, count - 1) }, (_, i) => {
    const at = (i + 1) * step;
    const box =
      direction === "row"
        ? { x: 0, y: at, width: length, height: 1 }
        : { x: at, y: 0, width: 1, height: length };
    return rect(`${direction}${i}`, box, { class: "grid-line" });
  });
}

/** Large tensors: colours by sign and size, each patch the element of largest size in its part, and the range in words. */
export function mapShape(
  key: string,
  at: PointLike,
  body: Picture,
  value: Value | null,
  ink: Ink,
  ref: string,
  metrics: Metrics,
): Shape {
  const { width, height } = mapSize(body, metrics);
  const frame = rect("frame", { x: 0, y: 0, width, height }, { class: "grid-frame", rx: 2 });
  const transform = `translate(${at.x},${at.y})`;
  if (value === null) return group(key, { transform, class: "map waiting" }, [frame]);
  const columns = Math.min(body.columns, MAP_CELLS.columns);
  const rows = Math.min(body.rows, MAP_CELLS.rows);
  const [w, h] = [width / columns, height / rows];
  const patches = pooled(value, rows, columns).map((level, i) =>
    rect(
      `p${i}`,
      { x: (i % columns) * w, y: Math.floor(i / columns) * h, width: w + 0.3, height: h + 0.3 },
      { class: `heat heat${level < 0 ? "-n" : "-p"}${Math.abs(level)}` },
    ),
  );
  const range = text("range", { x: 0, y: height + metrics.row.note / 2 + 2 }, rangeText(value), {
    class: `note ${ink === "value" ? "number value" : "number mixed"}`,
    "font-size": metrics.type.small,
  });
  return group(key, { transform, class: "map", "data-ref": ref }, [...patches, frame, range]);
}

/** The strongest element of each patch, as a level from −LEVELS to LEVELS. */
export function pooled(value: Value, rows: number, columns: number): number[] {
  const all = extent(value);
  const data = isTensor(value) ? value.data : Float64Array.of(value);
  const most = strength(value) || 1;
  const strongest = new Float64Array(rows * columns);
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor((Math.floor(i / all.columns) * rows) / all.rows);
    const column = Math.floor(((i % all.columns) * columns) / all.columns);
    const x = data[i] as number;
    const patch = row * columns + column;
    if (Math.abs(x) > Math.abs(strongest[patch] as number)) strongest[patch] = x;
  }
  return Array.from(strongest, (x) => Math.round((Math.max(-most, Math.min(most, x)) / most) * LEVELS) + 0);
}

function rangeText(value: Value): string {
  let [low, high] = [Infinity, -Infinity];
  for (const x of isTensor(value) ? value.data : [value]) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return `${formatNumber(low)} … ${formatNumber(high)}`;
}
