/** What is known of a training run: a snapshot, and every event laid over it. Pure. */

import { decodeNumber } from "../../wire/numbers.ts";
import type {
  Accuracy,
  Measure,
  Progress,
  RunState,
  TrainingEvent,
  TrainingSnapshot,
} from "../../wire/runs.ts";
import type { WireNumber } from "../../wire/types.ts";

export interface Run
  extends Omit<TrainingSnapshot, "loss" | "smoothed" | "measures" | "accuracies" | "kind" | "created"> {
  /** The loss of step 1, 2, …; NaN where it was not told. */
  readonly loss: readonly number[];
  readonly smoothed: readonly number[];
  readonly measures: readonly Measure[];
  readonly accuracies: readonly Accuracy[];
}

export function runOf({ loss, smoothed, ...snapshot }: TrainingSnapshot): Run {
  return { ...snapshot, loss: loss.map(decodeNumber), smoothed: smoothed.map(decodeNumber) };
}

/** The run after `event`; null before the first snapshot. */
export function heard(run: Run | null, event: TrainingEvent): Run | null {
  if (event.name === "snapshot") return runOf(event.data);
  if (!run) return null;
  switch (event.name) {
    case "progress":
      return progressed(run, event.data);
    case "epoch":
      return { ...run, accuracies: added(run.accuracies, [event.data]) };
    default:
      return { ...run, ...event.data, problem: event.data.problem ?? null };
  }
}

/** Whether it will go on, by itself or when it is told to. */
export function isAlive(state: RunState): boolean {
  return state === "running" || state === "paused";
}

/** Whether the service still has its net. */
export function isKnown(state: RunState): boolean {
  return isAlive(state) || state === "done";
}

/** From 0 to 1. */
export function shareDone({ step, steps }: Pick<Run, "step" | "steps">): number {
  return steps > 0 ? step / steps : 0;
}

function progressed(run: Run, { from, loss, smoothed, measures, ...standing }: Progress): Run {
  return {
    ...run,
    ...standing,
    loss: continued(run.loss, from, loss),
    smoothed: continued(run.smoothed, from, smoothed),
    measures: added(run.measures, measures),
  };
}

/** What was known before step `from`, and `news` from there on. */
function continued(known: readonly number[], from: number, news: readonly WireNumber[]): number[] {
  const before = known.slice(0, from - 1);
  const untold = Array.from({ length: from - 1 - before.length }, () => Number.NaN);
  return before.concat(untold, news.map(decodeNumber));
}

/** `news` in place of what was known from their first step on. */
function added<T extends { readonly step: number }>(known: readonly T[], news: readonly T[]): readonly T[] {
  const [first] = news;
  return first ? [...known.filter(({ step }) => step < first.step), ...news] : known;
}
