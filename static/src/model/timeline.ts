/**
 * A trace as a timeline: when each number comes into being. `frameAt` answers what is to be seen at a cursor; it is
 * a pure function of (timeline, cursor), so any step reached by any route looks the same.
 *
 * Cursor k (whole): the first k + 1 stops are done. Between k and k + 1, stop k + 1 is being drawn.
 */

import type { Step, Trace } from "../wire/trace.ts";
import type { EdgeFrame, Frame, NodeFrame, Pulse } from "./frame.ts";
import { motionOf, type Part } from "./motion.ts";
import type { Stop } from "./stops.ts";
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
  const motion = motionOf(stop.step);
  const clock: Clock = { done: stop.first, now: stop.last, passed: (part) => progress >= motion.from[part] };
  const active = new Set("edges" in stop.step ? stop.step.edges : []);
  const moving = travelled(stop.step, progress);
  return {
    trace,
    stop,
    index,
    count: stops.length,
    progress,
    nodes: timeline.nodes.map((track) => nodeFrame(track, clock, stop)),
    edges: timeline.edges.map((track) => edgeFrame(track, clock, active, moving)),
    pulses: pulsesAt(active, stop.step, moving),
  };
}

interface Clock {
  /** Steps before this one are done. */
  readonly done: number;
  /** Steps up to this one are being drawn. */
  readonly now: number;
  passed(part: Part): boolean;
}

/** The last event of a track that has come to pass. */
function latest<T>(events: readonly Event<T>[], clock: Clock, part: Part): T | undefined {
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i] as Event<T>;
    if (event.at < clock.done || (event.at <= clock.now && clock.passed(part))) return event.item;
  }
  return undefined;
}

function nodeFrame(track: NodeTrack, clock: Clock, stop: Stop): NodeFrame {
  const { node } = track;
  const value = latest(track.values, clock, "value") ?? null;
  const current = "node" in stop.step && stop.step.node === node.id;
  const unknown = node.grad === null ? NONE : UNKNOWN;
  return {
    node,
    value,
    gradient: latest(track.gradients, clock, "gradient") ?? (value === null ? NONE : unknown),
    status: current ? "current" : value === null ? "todo" : "done",
    forked: latest(track.forks, clock, "value") ?? false,
  };
}

function edgeFrame(track: EdgeTrack, clock: Clock, active: ReadonlySet<string>, moving: number): EdgeFrame {
  const { edge } = track;
  const settled = track.contributions.some(({ at }) => at < clock.done);
  return {
    edge,
    active: active.has(edge.id),
    travelled: active.has(edge.id) && !settled ? moving : 1,
    reached: latest(track.forwards, clock, "value") ?? false,
    local: active.has(edge.id) && (latest(track.locals, clock, "local") ?? false),
    contribution: latest(track.contributions, clock, "contribution") ?? null,
  };
}

/** How far what moves in a step has come; 1 where nothing does. */
function travelled(step: Step, progress: number): number {
  const { pulse } = motionOf(step);
  if (!pulse) return 1;
  return Math.max(0, Math.min(1, (progress - pulse.from) / (pulse.to - pulse.from)));
}

function pulsesAt(active: ReadonlySet<string>, step: Step, at: number): readonly Pulse[] {
  const { pulse } = motionOf(step);
  if (!pulse || at <= 0 || at >= 1) return [];
  return [...active].map((edge) => ({ edge, direction: pulse.direction, at }));
}
