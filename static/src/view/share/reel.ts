/** A pass on a clock of its own: every stop is drawn, then stands long enough to be read. Pure. */

import { durationOf } from "../../model/moment.ts";
import type { Timeline } from "../../model/timeline.ts";

/** What the clock shows: the cursor, and how far the camera has glided from the stop before. */
export interface Instant {
  readonly stop: number;
  readonly cursor: number;
  readonly glide: number;
}

/** A stretch of time in which nothing changes; `moving` ones are as short as a frame. */
export interface Exposure {
  readonly second: number;
  readonly seconds: number;
}

export interface Reel {
  readonly seconds: number;
  at(second: number): Instant;
  /** The reel in pictures: `rate` a second while something moves, and no longer than `longest` while nothing does. */
  exposures(rate: number, longest: number): readonly Exposure[];
}

const GLIDE = 0.3;

/** `rest`: seconds that a stop stands. */
export function reelOf({ trace, stops }: Pick<Timeline, "trace" | "stops">, rest: number): Reel {
  const moves = stops.map((stop, at) => (at === 0 ? 0 : durationOf(stop, trace) / 1000));
  const starts: number[] = [];
  let seconds = 0;
  for (const move of moves) {
    starts.push(seconds);
    seconds += move + rest;
  }
  const stopAt = (second: number) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= second),
    );

  return {
    seconds,
    at(second) {
      const stop = stopAt(second);
      const into = second - (starts[stop] ?? 0);
      const move = moves[stop] ?? 0;
      const drawn = move > 0 ? Math.min(1, into / move) : 1;
      return { stop, cursor: stop - 1 + drawn, glide: Math.min(1, into / GLIDE) };
    },
    exposures(rate, longest) {
      return moves.flatMap((move, stop) => {
        const start = starts[stop] ?? 0;
        const moving = split(start, Math.max(move, stop === 0 ? 0 : GLIDE), 1 / rate);
        const end = moving.at(-1);
        const stands = end ? end.second + end.seconds : start;
        return [...moving, ...split(stands, start + move + rest - stands, longest)];
      });
    },
  };
}

/** `seconds` from `start` on, in equal pieces of at most `most`. */
function split(start: number, seconds: number, most: number): Exposure[] {
  const count = Math.ceil(seconds / most - 1e-9);
  return Array.from({ length: Math.max(0, count) }, (_, i) => ({
    second: start + (i * seconds) / count,
    seconds: seconds / count,
  }));
}
