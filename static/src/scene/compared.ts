/** Two training runs in one plot each, and their numbers beside each other at one update. Pure. */

import type { Run } from "../model/labs/run.ts";
import type { Translate } from "../text/i18n.ts";
import { type Plot, readingAt, type Series } from "./plot.ts";
import { CURVES, type Curves, plotOf } from "./training.ts";

export const SIDES = ["A", "B"] as const;
export type Runs = readonly [Run | null, Run | null];

/** Curves of each run in one plot: more could not be told apart. */
const MOST = 2;
const TONES: readonly (readonly Series["tone"][])[] = [
  [1, 3],
  [2, 4],
];

export function comparedPlot(curves: Curves, runs: Runs, words: Translate): Plot {
  const [farther = null] = [...runs].sort((a, b) => (b?.step ?? 0) - (a?.step ?? 0));
  const series = runs.flatMap((run, side) =>
    ownCurves(curves, run, words).map((one, i) => ({
      ...one,
      id: `${SIDES[side]} ${one.id}`,
      label: `${SIDES[side]} ${one.label}`,
      tone: TONES[side]?.[i] ?? 1,
    })),
  );
  return { ...plotOf(curves, farther, words), series };
}

function ownCurves(curves: Curves, run: Run | null, words: Translate): readonly Series[] {
  return (
    curves
      .series(run, words)
      .filter(({ faint = false }) => !faint)
      // Of four parameters the weights, which are every other.
      .filter((_, i, all) => all.length <= MOST || i % 2 === 0)
  );
}

export interface Compared {
  readonly id: string;
  readonly label: string;
  readonly a: number | null;
  readonly b: number | null;
}

/** What both runs say at an update, curve by curve. */
export function comparedAt(runs: Runs, at: number, words: Translate): Compared[] {
  return CURVES.flatMap((curves) => {
    const [a, b] = runs.map((run) =>
      readingAt({ ...plotOf(curves, run, words), series: ownCurves(curves, run, words) }, at),
    );
    return (a ?? []).map(({ series, point }, i) => ({
      id: `${curves.name} ${series.id}`,
      label: `${words(curves.title)}: ${series.label}`,
      a: point?.y ?? null,
      b: b?.[i]?.point?.y ?? null,
    }));
  });
}
