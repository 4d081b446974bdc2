/** Where the cursor may rest: the steps of a trace, grouped as finely as the reader wishes. */

import type { Step, Trace } from "../wire/trace.ts";
import { layerOf } from "./layers.ts";
import { type Part, partsOf } from "./parts.ts";
import type { GRANULARITIES } from "./state.ts";

export type Granularity = (typeof GRANULARITIES)[number];

/** A resting place: it takes in `steps[first..last]` and is named for `step`, one of them. */
export interface Stop {
  readonly step: Step;
  readonly first: number;
  readonly last: number;
  /** The part of its one step that it shows; null where it shows the whole. */
  readonly part: Part | null;
}

const MAKERS: Readonly<Record<Granularity, (trace: Trace) => readonly Stop[]>> = {
  layers: layerStops,
  nodes: nodeStops,
  details: detailStops,
};

/** The stops of a trace, in order. */
export function stopsOf(trace: Trace, granularity: Granularity): readonly Stop[] {
  return MAKERS[granularity](trace);
}

/** Details join the node-level step that follows them. */
function nodeStops({ steps }: Trace): Stop[] {
  const stops: Stop[] = [];
  let first = 0;
  for (const [index, step] of steps.entries()) {
    if (step.level === "detail") continue;
    stops.push({ step, first, last: index, part: null });
    first = index + 1;
  }
  return stops;
}

function detailStops(trace: Trace): Stop[] {
  return trace.steps.flatMap((step, index): Stop[] => {
    const whole = { step, first: index, last: index, part: null };
    const parts = partsOf(step, trace);
    return parts.length > 1 ? parts.map((part) => ({ ...whole, part })) : [whole];
  });
}

/** The steps of one layer in one phase, as long as they follow each other. What joins contributions goes with their sender. */
function layerStops(trace: Trace): Stop[] {
  const stops: Stop[] = [];
  let open: string | null = null;
  for (const stop of nodeStops(trace)) {
    const { kind, phase } = stop.step;
    const joins = kind === "accumulate" || kind === "unbroadcast";
    const layer: string | null = joins ? open : layerIn(stop.step, trace);
    const before = stops.at(-1);
    if (before && layer !== null && layer === open && before.step.phase === phase)
      // Forward, a layer ends in the node that it is named for; backward, it begins there.
      stops[stops.length - 1] = {
        ...before,
        last: stop.last,
        step: kind === "forward" ? stop.step : before.step,
      };
    else stops.push(stop);
    open = layer;
  }
  return stops;
}

function layerIn(step: Step, trace: Trace): string | null {
  return step.kind === "forward" || step.kind === "backward" ? layerOf(trace.node(step.node)) : null;
}

/** The steps that a stop shows, but for the details that it takes in beside them. */
export function stepsIn({ step, first, last }: Stop, { steps }: Pick<Trace, "steps">): readonly Step[] {
  return steps.slice(first, last + 1).filter((one) => one === step || one.level === "node");
}

/** Whether one of the steps of a stop is about one of these nodes. */
export function concerns(stop: Stop, trace: Trace, nodes: Iterable<string>): boolean {
  const wanted = new Set(nodes);
  return stepsIn(stop, trace).some((step) => "node" in step && wanted.has(step.node));
}

/** Where a stop ends, counted in steps. */
export function endOf({ last, part }: Stop): number {
  return last + (part?.to ?? 1);
}

/** What names a stop across edits: its kind and the key of its node. */
function nameOf({ step, part }: Stop, trace: Trace): string {
  const node = "node" in step ? trace.node(step.node).key : "";
  const operand = "part" in step ? step.part : "";
  const have = "have" in step ? step.have : "";
  return [step.kind, node, operand, have, part?.kind, part?.index].join(" ");
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
