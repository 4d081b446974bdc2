/** Where the cursor may rest: the steps of a trace, grouped as finely as the reader wishes. */

import type { Step, Trace } from "../wire/trace.ts";
import type { GRANULARITIES } from "./state.ts";

export type Granularity = (typeof GRANULARITIES)[number];

/** A resting place: it takes in `steps[first..last]` and is named for `step`, one of them. */
export interface Stop {
  readonly step: Step;
  readonly first: number;
  readonly last: number;
}

/** The stops of a trace, in order. Details join the node-level step that follows them. */
export function stopsOf(trace: Trace, granularity: Granularity): readonly Stop[] {
  const { steps } = trace;
  if (granularity === "details") return steps.map((step, index) => ({ step, first: index, last: index }));
  const stops: Stop[] = [];
  let first = 0;
  for (const [index, step] of steps.entries()) {
    if (step.level === "detail") continue;
    stops.push({ step, first, last: index });
    first = index + 1;
  }
  return stops;
}

/** What names a stop across edits: its kind and the key of its node. */
function nameOf(stop: Stop, trace: Trace): string {
  const { step } = stop;
  const node = "node" in step ? trace.node(step.node).key : "";
  const part = "part" in step ? step.part : "";
  const have = "have" in step ? step.have : "";
  return [step.kind, node, part, have].join(" ");
}

/** The stop of `after` for the one at `index` of `before`: the same kind at the same node, else as far into the phase. */
export function samePlace(before: Placed, index: number, after: Placed): number {
  const last = Math.max(0, after.stops.length - 1);
  const old = before.stops[index];
  if (!old) return Math.min(index, last);
  const name = nameOf(old, before.trace);
  const same = after.stops.findIndex((stop) => nameOf(stop, after.trace) === name);
  if (same >= 0) return same;
  const { phase } = old.step;
  const into = index - before.stops.findIndex((stop) => stop.step.phase === phase);
  const start = after.stops.findIndex((stop) => stop.step.phase === phase);
  if (start < 0) return Math.min(index, last);
  const length = after.stops.filter((stop) => stop.step.phase === phase).length;
  return start + Math.min(into, length - 1);
}

export interface Placed {
  readonly trace: Trace;
  readonly stops: readonly Stop[];
}

/** The stop at which the next (or previous) phase begins. */
export function phaseStart(stops: readonly Stop[], index: number, direction: 1 | -1): number {
  const starts = stops.flatMap(({ step }, at) =>
    at === 0 || stops[at - 1]?.step.phase !== step.phase ? [at] : [],
  );
  const found = direction > 0 ? starts.find((at) => at > index) : starts.findLast((at) => at < index);
  return found ?? (direction > 0 ? stops.length - 1 : 0);
}
