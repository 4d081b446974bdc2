/**
 * A trace as a timeline: when each number comes into being. `frameAt` answers what is to be seen at a cursor; it is
 * a pure function of (timeline, cursor), so any step reached by any route looks the same.
 *
 * Cursor k (whole): the first k + 1 stops are done. Between k and k + 1, stop k + 1 is being drawn.
 */

import type { Step, Trace, Value } from "../wire/trace.ts";
import type { Cells, EdgeFrame, Frame, NodeFrame, Pulse, Status, Sum } from "./frame.ts";
import { type Moment, momentAt } from "./moment.ts";
import { type Motion, motionOf, type Way } from "./motion.ts";
import { type Stop, stepsIn } from "./stops.ts";
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
}

export function timelineOf(trace: Trace, stops: readonly Stop[]): Timeline {
  return { trace, stops, ...tracksOf(trace) };
}

/** What is to be seen at `cursor`. */
export function frameAt(timeline: Timeline, cursor: number): Frame {
  const { trace, stops } = timeline;
  const index = Math.max(0, Math.min(stops.length - 1, Math.ceil(cursor)));
  const stop = stops[index] as Stop;
  const progress = Math.max(0, Math.min(1, 1 - (index - cursor)));
  const clock = new Clock(momentAt(stop, trace, progress));
  const scope = scopeOf(stop, trace);
  return {
    trace,
    stop,
    index,
    count: stops.length,
    progress,
    nodes: timeline.nodes.map((track) => nodeFrame(track, clock, scope)),
    edges: timeline.edges.map((track) => edgeFrame(track, clock, scope)),
    pulses: clock.pulses(trace),
  };
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

  #far(way: Way | undefined): number {
    if (!way) return 1;
    return Math.max(0, Math.min(1, (this.moment.progress - way.from) / (way.to - way.from)));
  }

  /** The sum that is being made at a node. */
  sumAt(id: string): Sum | null {
    const { step, progress } = this.moment;
    if (step.kind !== "accumulate" || step.node !== id) return null;
    const { before, contribution, after } = step;
    return { before, contribution, after: progress >= this.#motion.from.gradient ? after : null };
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

  #along(edges: readonly string[], way: Way | undefined): readonly Pulse[] {
    const far = this.#far(way);
    if (!way || far <= 0 || far >= 1) return [];
    const at = 1 - (1 - far) * way.stretch;
    return edges.map((edge) => ({ edge, direction: way.direction, at }));
  }
}

/** The wires along which the gradient of a node comes from its consumers. */
function arrivingAt(node: string | null, trace: Trace): readonly string[] {
  return node === null ? [] : trace.edgesFrom(node).flatMap(({ id, grad }) => (grad === null ? [] : id));
}

/** What a stop is about. */
interface Scope {
  readonly node: string | null;
  /** The nodes that act in it, beside the one that it is named for. */
  readonly along: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  /** Local derivatives are shown on them. */
  readonly local: boolean;
}

const scopes = new WeakMap<Stop, Scope>();

function scopeOf(stop: Stop, trace: Trace): Scope {
  const known = scopes.get(stop);
  if (known) return known;
  const steps = stepsIn(stop, trace);
  const acting = steps.filter(({ kind }) => kind === "forward" || kind === "backward");
  const node = nodeOf(stop.step);
  const arriving = stop.part?.kind === "upstream";
  const scope = {
    node,
    local: !arriving,
    along: new Set(acting.flatMap((step) => nodeOf(step) ?? [])),
    // What arrives at a node comes along the wires to its consumers.
    edges: new Set(arriving ? arrivingAt(node, trace) : steps.flatMap(edgesOf)),
  };
  scopes.set(stop, scope);
  return scope;
}

function nodeOf(step: Step): string | null {
  return "node" in step ? step.node : null;
}

function edgesOf(step: Step): readonly string[] {
  return "edges" in step ? step.edges : [];
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
