/** The numbers of a card: what it holds, and the room for what is not known yet. */

import { elementOf, range } from "../model/cell.ts";
import type { Frame, NodeFrame } from "../model/frame.ts";
import { formatNumber } from "../text/numbers.ts";
import { isTensor, type Value } from "../wire/numbers.ts";
import type { Node, Trace } from "../wire/trace.ts";
import { type Anatomy, gapOf } from "./anatomy.ts";
import { heatScale } from "./heat.ts";
import { circle, rect, type Shape, text } from "./shapes.ts";
import { gridShape, type Ink, mapShape, numberClass, partlySeen } from "./tensor.ts";

/** Where the value and the gradient of a card begin. */
export function bodyTops(anatomy: Anatomy): { value: number; grad: number } {
  const { top, title, bodyHeight, body, metrics } = anatomy;
  const value = top + (title ? metrics.row.title : 6);
  return { value, grad: value + bodyHeight + gapOf(body) };
}

/** The room for a tensor that is not known yet. */
export function waiting(key: string, { body, metrics }: Anatomy, y: number): Shape[] {
  const { pad } = metrics;
  const at = { x: pad.x + pad.marker, y };
  if (body.kind === "grid") return [gridShape(key, at, body, null, "value", "", metrics)];
  if (body.kind === "map") return [mapShape(key, at, body, null, 0, "value", "", metrics)];
  return [];
}

export function valueShapes(
  value: Value,
  { node, cells }: NodeFrame,
  anatomy: Anatomy,
  y: number,
  frame: Pick<Frame, "trace">,
): Shape[] {
  const { pad } = anatomy.metrics;
  const marker = circle("dot", { x: pad.x + 5, y: y + anatomy.lineHeight / 2 }, 5, { class: "mark value" });
  const numbers = bodyShape("v", value, anatomy, y, "value", `${node.id}.value`, frame);
  const seen = cells?.of === "value" ? partlySeen(numbers, cells.count) : numbers;
  return GIVEN.has(node.kind) ? draggable(marker, seen, anatomy, y) : [marker, seen];
}

/** Values that the reader gives, and may drag. */
const GIVEN: ReadonlySet<Node["kind"]> = new Set(["input", "parameter", "label"]);

/** Gives a number, or each cell, room for the hand that drags it. */
function draggable(marker: Shape, shown: Shape, { width, body, metrics }: Anatomy, y: number): Shape[] {
  const { row } = metrics;
  if (body.kind === "number")
    return [
      rect("handle", { x: 2, y, width: width - 4, height: row.number }, { class: "scrub" }),
      marker,
      shown,
    ];
  if (body.kind !== "grid") return [marker, shown];
  const { rows, columns, cell } = body;
  const handles = range(rows * columns).map((i) => {
    const box = {
      x: (i % columns) * cell,
      y: Math.floor(i / columns) * row.cell,
      width: cell,
      height: row.cell,
    };
    return rect(`handle${i}`, box, { class: "scrub", "data-index": i });
  });
  return [marker, { ...shown, children: [...(shown.children ?? []), ...handles] }];
}

export function bodyShape(
  key: string,
  value: Value,
  { body, metrics }: Anatomy,
  y: number,
  ink: Ink,
  ref: string,
  { trace }: Pick<Frame, "trace">,
): Shape {
  const { type, row, pad } = metrics;
  const at = { x: pad.x + pad.marker, y };
  if (body.kind === "grid") return gridShape(key, at, body, value, ink, ref, metrics, maskedIn(trace, ref));
  if (body.kind === "map") return mapShape(key, at, body, value, heatScale(trace, ref), ink, ref, metrics);
  const number = isTensor(value) ? Number.NaN : value;
  return text(key, { x: at.x, y: y + row.number / 2 }, formatNumber(number), {
    class: numberClass(ink, number),
    "font-size": type.number,
    "data-ref": ref,
  });
}

/** Where an op that lets some elements pass holds one back. */
function maskedIn(trace: Trace, ref: string): (index: number) => boolean {
  const [id = "", field] = ref.split(".");
  const [edge] = trace.edgesInto(id);
  const mask = field === "value" && trace.node(id).view === "mask" ? (edge?.local ?? null) : null;
  return (index) => mask !== null && elementOf(mask, index) === 0;
}
