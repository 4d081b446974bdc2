/** How far a stop has come: which of its steps is being drawn, and how much of it. */

import type { Step, Trace } from "../wire/trace.ts";
import { motionOf } from "./motion.ts";
import type { Part } from "./parts.ts";
import { type Stop, stepsIn } from "./stops.ts";

export interface Moment {
  /** Steps before this one are done. */
  readonly done: number;
  /** Steps up to this one are being drawn; details with the step that they precede. */
  readonly now: number;
  readonly step: Step;
  /** How much of the step is drawn, 0 to 1. */
  readonly progress: number;
  /** How many elements of what the step makes are seen, where it is gone through one by one. */
  readonly cells: number | null;
}

/** The moment at which `progress` (0 to 1) of a stop is drawn: its steps take equal shares of it. */
export function momentAt(stop: Stop, trace: Trace, progress: number): Moment {
  const steps = stepsIn(stop, trace);
  const time = progress * steps.length;
  const at = Math.min(Math.floor(time), steps.length - 1);
  const [before, step = stop.step] = [steps[at - 1], steps[at]];
  const { from, to } = stop.part ?? { from: 0, to: 1 };
  return {
    done: before ? before.index + 1 : stop.first,
    now: step.index,
    step,
    progress: stop.part?.kind === "cell" ? cellProgress(stop.part, time) : from + (to - from) * (time - at),
    cells: stop.part?.kind === "cell" ? stop.part.index + Math.floor(time) : null,
  };
}

/** The step is drawn whole with its first element; the others come into what stands there. */
function cellProgress({ index, from }: Part, time: number): number {
  return index === 0 ? from + (1 - from) * time : 1;
}

/** No stop takes longer than this to be drawn. */
const LONGEST = 800;
const SHORTEST = 250;

/** Milliseconds at normal speed. */
export function durationOf(stop: Stop, trace: Trace): number {
  const whole = stepsIn(stop, trace).reduce((sum, step) => sum + motionOf(step).duration, 0);
  const { from, to } = stop.part ?? { from: 0, to: 1 };
  return Math.min(LONGEST, Math.max(SHORTEST, whole * (to - from)));
}
