/** A tensor inside its card: a grid of numbers while it is small, a picture of its signs and sizes beyond. */

import { range } from "../model/cell.ts";
import { isTensor, type Value } from "../wire/numbers.ts";
import { type Body, cellText, mapSize, rangeText } from "./anatomy.ts";
import { heatShapes } from "./heat.ts";
import type { Metrics } from "./metrics.ts";
import { signOf } from "./scale.ts";
import { group, type PointLike, rect, type Shape, text } from "./shapes.ts";

/** What the numbers are: values in one colour, gradients coloured by sign. */
export type Ink = "value" | "gradient";

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
  blocked: (index: number) => boolean = () => false,
): Shape {
  const width = body.columns * body.cell;
  const { cell } = metrics.row;
  const height = body.rows * cell;
  const frame = rect("frame", { x: 0, y: 0, width, height }, { class: "grid-frame", rx: 5 });
  const transform = `translate(${at.x},${at.y})`;
  if (value === null) return group(key, { transform, class: "grid waiting" }, [frame]);
  const numbers = isTensor(value) ? value.data : [value];
  const lines = [...ruled(body, "row", cell), ...ruled(body, "column", cell)];
  const held = range(numbers.length).filter(blocked);
  const shades = held.map((i) => {
    const place = { x: (i % body.columns) * body.cell, y: Math.floor(i / body.columns) * cell };
    return rect(`b${i}`, { ...place, width: body.cell, height: cell }, { class: "blocked" });
  });
  const cells = Array.from(numbers, (x, i) => {
    const column = i % body.columns;
    const row = Math.floor(i / body.columns);
    const place = { x: (column + 1) * body.cell - 8, y: row * cell + cell / 2 };
    return text(`c${i}`, place, cellText(x), {
      class: `${numberClass(ink, x)} cell`,
      "text-anchor": "end",
      "font-size": metrics.type.small,
      "data-index": i,
    });
  });
  return group(key, { transform, class: "grid", "data-ref": ref }, [frame, ...shades, ...lines, ...cells]);
}

/** A grid of which only the first `count` elements are known. */
export function partlySeen(grid: Shape, count: number): Shape {
  const children = grid.children?.map((shape) =>
    Number(shape.attributes["data-index"] ?? -1) < count
      ? shape
      : { ...shape, text: "?", attributes: { ...shape.attributes, class: "number unknown cell" } },
  );
  return children ? { ...grid, children } : grid;
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

/** Large tensors: colours by sign and size, `most` being the strongest, and the range in words. */
export function mapShape(
  key: string,
  at: PointLike,
  body: Picture,
  value: Value | null,
  most: number,
  ink: Ink,
  ref: string,
  metrics: Metrics,
): Shape {
  const size = mapSize(body, metrics);
  const transform = `translate(${at.x},${at.y})`;
  if (value === null) {
    const frame = rect("frame", { x: 0, y: 0, ...size }, { class: "grid-frame", rx: 2 });
    return group(key, { transform, class: "map waiting" }, [frame]);
  }
  const pictured = size.height > 0;
  const range = text(
    "range",
    { x: 0, y: size.height + metrics.row.note / 2 + (pictured ? 2 : 0) },
    rangeText(value),
    {
      class: ink === "value" ? "number value" : "number mixed",
      "font-size": metrics.type.small,
    },
  );
  const heat = pictured ? heatShapes(value, size, most) : [];
  return group(key, { transform, class: "map", "data-ref": ref }, [...heat, range]);
}
