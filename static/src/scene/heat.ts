/**
 * Large tensors as colours by sign and size, each patch with its sign. The scale is symmetric about zero, and the same
 * for a tensor at every step.
 */

import { gridOf } from "../model/cell.ts";
import { isTensor, type Value } from "../wire/numbers.ts";
import type { Trace } from "../wire/trace.ts";
import { strength } from "./scale.ts";
import { path, rect, type Shape } from "./shapes.ts";

/** Colour steps on each side of zero; the style sheet has one class for each. */
const LEVELS = 7;
/** A patch is at least this high and wide: it has room for a sign. */
const PATCH = 8;
/** From this level on a sign stands out in the colour of the ground. */
const STRONG = 5;

const scales = new WeakMap<Trace, Map<string, number>>();

/** The largest size that the value or gradient at a reference takes at any step. */
export function heatScale(trace: Trace, ref: string): number {
  const known = scales.get(trace) ?? new Map<string, number>();
  scales.set(trace, known);
  const most = known.get(ref) ?? strongest(trace, ref);
  known.set(ref, most);
  return most;
}

function strongest(trace: Trace, ref: string): number {
  const [id = ""] = ref.split(".");
  const own = [ref, ...(ref.endsWith(".value") ? [`${id}.after`] : [])];
  const parts = ref.endsWith(".grad") && id.startsWith("n") ? trace.edgesFrom(id).map(({ id }) => id) : [];
  const refs = [...own, ...parts.flatMap((edge) => [`${edge}.before`, `${edge}.after`, `${edge}.grad`])];
  return Math.max(...refs.map((one) => strength(trace.valueAt(one) ?? 0)));
}

/** One path for each colour, two for the signs, and the frame around. */
export function heatShapes(value: Value, size: { width: number; height: number }, most: number): Shape[] {
  const { width, height } = size;
  const grid = gridOf(value);
  const columns = Math.min(grid.columns, Math.floor(width / PATCH));
  const rows = Math.min(grid.rows, Math.floor(height / PATCH));
  const [w, h] = [width / columns, height / rows];
  const reach = Math.min(w, h) / 4;
  const fills = new Map<number, string>();
  const signs = { plain: "", strong: "" };
  for (const [i, x] of pooled(value, rows, columns).entries()) {
    const [left, top] = [(i % columns) * w, Math.floor(i / columns) * h];
    const level = levelOf(x, most);
    fills.set(level, `${fills.get(level) ?? ""}M${left} ${top}h${w + 0.3}v${h + 0.3}h${-w - 0.3}z`);
    const ink = Math.abs(level) < STRONG ? "plain" : "strong";
    if (x !== 0) signs[ink] += `M${left + w / 2 - reach} ${top + h / 2}h${2 * reach}`;
    if (x > 0) signs[ink] += `M${left + w / 2} ${top + h / 2 - reach}v${2 * reach}`;
  }
  return [
    ...[...fills].map(([level, d]) =>
      path(`level${level}`, d, { class: `heat heat${level < 0 ? "-n" : "-p"}${Math.abs(level)}` }),
    ),
    ...Object.entries(signs).map(([key, d]) => path(key, d, { class: `heat-sign ${key}` })),
    rect("frame", { x: 0, y: 0, width, height }, { class: "grid-frame", rx: 2 }),
  ];
}

/** The strongest element of each patch. */
export function pooled(value: Value, rows: number, columns: number): Float64Array {
  const all = gridOf(value);
  const data = isTensor(value) ? value.data : Float64Array.of(value);
  const strong = new Float64Array(rows * columns);
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor((Math.floor(i / all.columns) * rows) / all.rows);
    const column = Math.floor(((i % all.columns) * columns) / all.columns);
    const x = data[i] as number;
    const patch = row * columns + column;
    if (Math.abs(x) > Math.abs(strong[patch] as number)) strong[patch] = x;
  }
  return strong;
}

/** From −LEVELS to LEVELS, which is `most`; 0 for what has no size. */
export function levelOf(x: number, most: number): number {
  const share = most > 0 ? Math.max(-1, Math.min(1, x / most)) : 0;
  return Math.round((Number.isNaN(share) ? 0 : share) * LEVELS) + 0;
}
