/** What follows from the state, worked out once for each state it follows from. */

import { closedAtFirst, type Folding, folded, foldingOf } from "./folding.ts";
import type { Frame } from "./frame.ts";
import { masked } from "./mask.ts";
import { remember } from "./remember.ts";
import type { State } from "./session.ts";
import { stopsOf } from "./stops.ts";
import { frameAt, type Timeline, timelineOf } from "./timeline.ts";

const timeline = remember(
  (trace: State["trace"], granularity: State["granularity"]): Timeline | null =>
    trace && timelineOf(trace, stopsOf(trace, granularity)),
);

const frame = (line: Timeline | null, cursor: number, mask: State["mask"]): Frame | null => {
  if (!line || line.stops.length === 0) return null;
  return mask === "on" ? masked(frameAt(line, cursor)) : frameAt(line, cursor);
};
const drawn = remember(frame);
const told = remember(frame);

const folding = remember(
  (trace: State["trace"], closed: State["closed"]): Folding | null =>
    trace && foldingOf(trace, closed ?? closedAtFirst(trace)),
);
const seen = remember((frame: Frame | null, fold: Folding | null) => frame && fold && folded(frame, fold));
const aimed = remember((frame: Frame | null, fold: Folding | null) => frame && fold && folded(frame, fold));

type Watched = Pick<State, "trace" | "granularity">;
type Folded = Watched & Pick<State, "closed">;

export function timelineIn(state: Watched): Timeline | null {
  return timeline(state.trace, state.granularity);
}

/** The graph that is drawn: layers may be closed into one card each. */
export function foldingIn(state: Pick<State, "trace" | "closed">): Folding | null {
  return folding(state.trace, state.closed);
}

/** What is drawn: it lies between two steps while something moves. */
export function frameIn(state: Folded & Pick<State, "cursor" | "mask">): Frame | null {
  return seen(openFrameIn(state), foldingIn(state));
}

/** What is drawn, layers that are closed as they are inside. */
export function openFrameIn(state: Watched & Pick<State, "cursor" | "mask">): Frame | null {
  return drawn(timelineIn(state), state.cursor, state.mask);
}

/** The same on another folding of its graph. */
export function frameOn(state: Watched & Pick<State, "cursor" | "mask">, fold: Folding): Frame | null {
  const whole = drawn(timelineIn(state), state.cursor, state.mask);
  return whole && folded(whole, fold);
}

/** What will be drawn when the step that is wanted is. */
export function aimIn(state: Folded & Pick<State, "step" | "mask">): Frame | null {
  return aimed(tellingIn(state), foldingIn(state));
}

/** What is told in words: the step as it will be when it is drawn. */
export function tellingIn(state: Watched & Pick<State, "step" | "mask">): Frame | null {
  return told(timelineIn(state), state.step, state.mask);
}

/** The number of stops. */
export function countIn(state: Watched): number {
  return timelineIn(state)?.stops.length ?? 0;
}
