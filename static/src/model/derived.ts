/** What follows from the state, worked out once for each state it follows from. */

import type { Frame } from "./frame.ts";
import type { State } from "./session.ts";
import { stopsOf } from "./stops.ts";
import { frameAt, type Timeline, timelineOf } from "./timeline.ts";

/** `compute`, remembering its last answer. */
export function remember<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (!last || last.args.some((arg, i) => !Object.is(arg, args[i])))
      last = { args, result: compute(...args) };
    return last.result;
  };
}

const timeline = remember(
  (trace: State["trace"], granularity: State["granularity"]): Timeline | null =>
    trace && timelineOf(trace, stopsOf(trace, granularity)),
);

const frame = (line: Timeline | null, cursor: number): Frame | null =>
  line && line.stops.length > 0 ? frameAt(line, cursor) : null;
const drawn = remember(frame);
const told = remember(frame);

type Watched = Pick<State, "trace" | "granularity">;

export function timelineIn(state: Watched): Timeline | null {
  return timeline(state.trace, state.granularity);
}

/** What is drawn: it lies between two steps while something moves. */
export function frameIn(state: Watched & Pick<State, "cursor">): Frame | null {
  return drawn(timelineIn(state), state.cursor);
}

/** What is told in words: the step as it will be when it is drawn. */
export function tellingIn(state: Watched & Pick<State, "step">): Frame | null {
  return told(timelineIn(state), state.step);
}

/** The number of stops. */
export function countIn(state: Watched): number {
  return timelineIn(state)?.stops.length ?? 0;
}
