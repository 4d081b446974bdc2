/**
 * A trace as a timeline: when each number comes into being. `frameAt` answers what is to be seen at a cursor; it is
 * a pure function of (timeline, cursor), so any step reached by any route looks the same. Between two frames only what
 * the stops from one to the other touch is worked out, and what did not change is the same object.
 *
 * Cursor k (whole): the first k + 1 stops are done. Between k and k + 1, stop k + 1 is being drawn.
 */

import type { Step, Trace, Value } from "../wire/trace.ts";
import type { Cells, EdgeFrame, Frame, NodeFrame, Pulse, Roll, Status, Sum } from "./frame.ts";
import { type Moment, momentAt } from "./moment.ts";
import { type Motion, motionOf, type Span, type Way } from "./motion.ts";
import { same } from "./same.ts";
import { arrivingAt, edgesOf, nodeOf, type Scope, scopeOf } from "./scope.ts";
import type { Stop } from "./stops.ts";
import { type Touched, touching } from "./touched.ts";
import {
  type EdgeTrack,
  type Event,
  NONE,
  type NodeTrack,
  type Tracks,
  tracksOf,
  UNKNOWN,
} from "./tracks.ts";

export interface Timeline extends Tracks {
  readonly trace: Trace;
  readonly stops: readonly Stop[];
  /** Of a stop the tracks that it acts on. */
  touched(index: number): Touched;
}

export function timelineOf(trace: Trace, stops: readonly Stop[]): Timeline {
  const tracks = tracksOf(trace);
  return { trace, stops, ...tracks, touched: touching(trace, stops, tracks) };
}

/** What was worked out last: index of the stop, frames of all nodes and edges. */
interface Seen {
  readonly index: number;
  readonly nodes: readonly NodeFrame[];
  readonly edges: readonly EdgeFrame[];
}

const latest = new WeakMap<Timeline, Seen>();

/** What is to be seen at `cursor`. */
export function frameAt(timeline: Timeline, cursor: number): Frame {
  const { trace, stops } = timeline;
  const index = Math.max(0, Math.min(stops.length - 1, Math.ceil(cursor)));
  const stop = stops[index] as Stop;
  const progress = Math.max(0, Math.min(1, 1 - (index - cursor)));
  const clock = new Clock(momentAt(stop, trace, progress));
  const scope = scopeOf(stop, trace);
  const node = (track: NodeTrack) => nodeFrame(track, clock, scope);
  const edge = (track: EdgeTrack) => edgeFrame(track, clock, scope);
  const before = latest.get(timeline);
  const touched = before && touchedBetween(timeline, before.index, index);
  const nodes = touched
    ? patched(before.nodes, timeline.nodes, touched.nodes, node)
    : timeline.nodes.map(node);
  const edges = touched
    ? patched(before.edges, timeline.edges, touched.edges, edge)
    : timeline.edges.map(edge);
  latest.set(timeline, { index, nodes, edges });
  return {
    trace,
    stop,
    index,
    count: stops.length,
    progress,
    nodes,
    edges,
    pulses: clock.pulses(trace),
    rolls: clock.rolls(trace),
  };
}

/** `list` with what is made anew at `places`; itself where that is the same. */
function patched<T extends object, U>(
  list: readonly T[],
  tracks: readonly U[],
  places: Iterable<number>,
  make: (track: U) => T,
): readonly T[] {
  let changed: T[] | null = null;
  for (const at of places) {
    const item = make(tracks[at] as U);
    if (same(item, list[at] as T)) continue;
    changed ??= list.slice();
    changed[at] = item;
  }
  return changed ?? list;
}

/** What may differ between moments of two stops: all that these and those between them act on. */
function touchedBetween(
  timeline: Timeline,
  a: number,
  b: number,
): { nodes: Set<number>; edges: Set<number> } {
  const touched = { nodes: new Set<number>(), edges: new Set<number>() };
  for (let index = Math.min(a, b); index <= Math.max(a, b); index++) {
    const { nodes, edges } = timeline.touched(index);
    for (const at of nodes) touched.nodes.add(at);
    for (const at of edges) touched.edges.add(at);
  }
  return touched;
}

/** A moment, and what has come to pass by then. */
class Clock {
  readonly moment: Moment;
  readonly #motion: Motion;

  constructor(moment: Moment) {
    this.moment = moment;
    this.#motion = motionOf(moment.step);
  }

  /** The last event of a track that has come to pass. */
  latest<T>(events: readonly Event<T>[], part: keyof Motion["from"]): T | undefined {
    const { done, now, progress } = this.moment;
    const passed = progress >= this.#motion.from[part];
    for (let i = events.length - 1; i >= 0; i--) {
      const event = events[i] as Event<T>;
      if (event.at < done || (event.at <= now && passed)) return event.item;
    }
    return undefined;
  }

  /** How far what moves has come; 1 where nothing does. */
  get travelled(): number {
    return this.#far(this.#motion.pulse);
  }

  #far(way: Span | undefined): number {
    if (!way) return 1;
    return Math.max(0, Math.min(1, (this.moment.progress - way.from) / (way.to - way.from)));
  }

  /** The sum that is being made at a node. */
  sumAt(id: string): Sum | null {
    const { step, progress } = this.moment;
    if (step.kind !== "accumulate" || step.node !== id) return null;
    const { before, contribution, after } = step;
    const [edge = ""] = step.edges;
    return { edge, before, contribution, after: progress >= this.#motion.from.gradient ? after : null };
  }

  /** How much is seen of the tensor that is being made at a node. */
  cellsAt(id: string): Cells | null {
    const { step, cells: count } = this.moment;
    if (count === null) return null;
    if (step.kind === "forward" && step.node === id) return { of: "value", count };
    const into =
      step.kind === "backward" && step.contributions.some(({ to, after }) => to === id && after !== null);
    return into ? { of: "gradient", count } : null;
  }

  pulses(trace: Trace): readonly Pulse[] {
    const { step } = this.moment;
    const { pulse, arrival } = this.#motion;
    return [...this.#along(edgesOf(step), pulse), ...this.#along(arrivingAt(nodeOf(step), trace), arrival)];
  }

  rolls(trace: Trace): readonly Roll[] {
    const { step } = this.moment;
    const at = this.#far(this.#motion.roll);
    if (at <= 0 || at >= 1) return [];
    const roll = rolled(step, trace);
    return roll ? [{ ...roll, at }] : [];
  }

  #along(edges: readonly string[], way: Way | undefined): readonly Pulse[] {
    const far = this.#far(way);
    if (!way || far <= 0 || far >= 1) return [];
    const at = 1 - (1 - far) * way.stretch;
    return edges.map((edge) => ({ edge, direction: way.direction, at }));
  }
}

/** What a step changes from one number to another. */
function rolled(step: Step, trace: Trace): Omit<Roll, "at"> | null {
  if (step.kind === "accumulate")
    return { node: step.node, of: "gradient", from: step.before, to: step.after };
  if (step.kind === "update")
    return { node: step.node, of: "value", from: trace.node(step.node).value, to: step.after };
  return null;
}

function nodeFrame(track: NodeTrack, clock: Clock, scope: Scope): NodeFrame {
  const { node } = track;
  const value = clock.latest(track.values, "value") ?? null;
  const unknown = node.grad === null ? NONE : UNKNOWN;
  return {
    node,
    value,
    gradient: clock.latest(track.gradients, "gradient") ?? (value === null ? NONE : unknown),
    status: statusOf(node.id, scope, value),
    forked: clock.latest(track.forks, "value") ?? false,
    sum: clock.sumAt(node.id),
    cells: clock.cellsAt(node.id),
  };
}

function statusOf(id: string, { node, along }: Scope, value: Value | null): Status {
  if (node === id) return "current";
  if (along.has(id)) return "along";
  return value === null ? "todo" : "done";
}

function edgeFrame(track: EdgeTrack, clock: Clock, { edges, local }: Scope): EdgeFrame {
  const { edge } = track;
  const active = edges.has(edge.id);
  const settled = track.contributions.some(({ at }) => at < clock.moment.done);
  return {
    edge,
    active,
    travelled: active && !settled ? clock.travelled : 1,
    reached: clock.latest(track.forwards, "value") ?? false,
    local: active && local && (clock.latest(track.locals, "local") ?? false),
    contribution: clock.latest(track.contributions, "contribution") ?? null,
  };
}
