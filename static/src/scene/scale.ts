/** How strongly a gradient is drawn: one scale, locked over the whole trace, so that stepping never rescales. */

import { isTensor, type Value } from "../wire/numbers.ts";
import type { Trace } from "../wire/trace.ts";

export type Sign = "positive" | "negative" | "zero" | "mixed" | "broken";

const THINNEST = 2;
const THICKEST = 9;
/** Small gradients stay visible: width grows with this power of |gradient|. */
const POWER = 0.4;

export interface Scale {
  /** The largest finite |gradient| on any wire. */
  readonly largest: number;
  width(value: Value): number;
}

const scales = new WeakMap<Trace, Scale>();

/** The scale of a trace; the same object each time. */
export function scaleOf(trace: Trace): Scale {
  const known = scales.get(trace);
  if (known) return known;
  const largest = trace.edges.reduce(
    (most, { grad }) => Math.max(most, grad === null ? 0 : strength(grad)),
    0,
  );
  const width = (value: Value) => {
    const share = isEndless(value) ? 1 : largest > 0 ? Math.min(1, strength(value) / largest) : 0;
    return THINNEST + (THICKEST - THINNEST) * share ** POWER;
  };
  const scale = { largest, width };
  scales.set(trace, scale);
  return scale;
}

/** The largest finite |element|. */
export function strength(value: Value): number {
  let most = 0;
  for (const x of isTensor(value) ? value.data : [value]) {
    const size = Math.abs(x);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}

/** Infinite in a place: wider than anything that is not. */
function isEndless(value: Value): boolean {
  return isTensor(value) ? value.data.some((x) => Math.abs(x) === Infinity) : Math.abs(value) === Infinity;
}

export function signOf(value: Value): Sign {
  let positive = false;
  let negative = false;
  for (const x of isTensor(value) ? value.data : [value]) {
    if (Number.isNaN(x)) return "broken";
    positive ||= x > 0;
    negative ||= x < 0;
  }
  if (positive && negative) return "mixed";
  if (positive) return "positive";
  return negative ? "negative" : "zero";
}
