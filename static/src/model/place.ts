/** Where the reader stands, in words that every granularity understands; addresses keep it. */

import type { Trace } from "../wire/trace.ts";
import { endOf, type Placed, stopsOf } from "./stops.ts";

export interface Place {
  /** Counted in steps of nodes, from 0. */
  readonly step: number;
  /** The how-manieth detail inside that step, from 1; 0: its end. */
  readonly detail: number;
}

const ends = new WeakMap<Trace, readonly number[]>();

/** Where the steps of nodes end. */
function endsOf(trace: Trace): readonly number[] {
  const known = ends.get(trace) ?? stopsOf(trace, "nodes").map(endOf);
  ends.set(trace, known);
  return known;
}

export function placeOf({ trace, stops }: Placed, index: number): Place {
  const stop = stops[index];
  if (!stop) return { step: 0, detail: 0 };
  const marks = endsOf(trace);
  const step = marks.findIndex((end) => end >= endOf(stop));
  if (marks[step] === endOf(stop)) return { step, detail: 0 };
  return { step, detail: index - firstAfter(stops, marks[step - 1] ?? 0) + 1 };
}

/** The stop at a place: its very detail where there is one, else the first stop that ends there or later. */
export function stopAt({ trace, stops }: Placed, { step, detail }: Place): number {
  const marks = endsOf(trace);
  const at = Math.min(step, marks.length - 1);
  const end = marks[at] ?? 0;
  const inside = firstAfter(stops, marks[at - 1] ?? 0) + detail - 1;
  const found = stops[inside];
  if (detail > 0 && found && endOf(found) <= end) return inside;
  return stopEnding(stops, end);
}

/** The first stop that ends at `end` or later. */
export function stopEnding(stops: Placed["stops"], end: number): number {
  const found = stops.findIndex((stop) => endOf(stop) >= end);
  return found < 0 ? Math.max(0, stops.length - 1) : found;
}

function firstAfter(stops: Placed["stops"], end: number): number {
  return stops.findIndex((stop) => endOf(stop) > end);
}
