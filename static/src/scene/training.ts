/** The curves of a training run. They share their x, the updates, so that one cursor goes over all. Pure. */

import type { Run } from "../model/labs/run.ts";
import type { Key, Translate } from "../text/i18n.ts";
import { decodeNumber } from "../wire/numbers.ts";
import { type Measure, PARAMETERS, type Parameter, type ParameterMeasure } from "../wire/runs.ts";
import type { Plot, Point, Series } from "./plot.ts";

export interface Curves {
  readonly name: string;
  readonly title: Key;
  readonly y: Key;
  readonly log?: boolean;
  /** What the y axis spans at least. */
  readonly span?: readonly [number, number];
  readonly series: (run: Run | null, words: Translate) => readonly Series[];
}

const steps = (losses: readonly number[] = []): Point[] => losses.map((y, i) => ({ x: i + 1, y }));

const byParameter =
  (name: keyof ParameterMeasure) =>
  (run: Run | null): Series[] =>
    PARAMETERS.map((parameter: Parameter, i) => ({
      id: parameter,
      label: parameter,
      tone: (i + 1) as Series["tone"],
      points: measured(run, (measure) => decodeNumber(measure[parameter][name])),
    }));

function measured(run: Run | null, read: (measure: Measure) => number): Point[] {
  return (run?.measures ?? []).map((measure) => ({ x: measure.step, y: read(measure) }));
}

/** Every plot, in the order of the page. */
export const CURVES: readonly Curves[] = [
  {
    name: "loss",
    title: "labs.train.curve.loss",
    y: "labs.train.curve.loss_axis",
    series: (run, words) => [
      {
        id: "batch",
        label: words("labs.train.curve.batch"),
        tone: 1,
        faint: true,
        points: steps(run?.loss),
      },
      { id: "smoothed", label: words("labs.train.curve.smoothed"), tone: 1, points: steps(run?.smoothed) },
    ],
  },
  {
    name: "accuracy",
    title: "labs.train.curve.accuracy",
    y: "labs.train.curve.accuracy_axis",
    span: [0.9, 1],
    series: (run, words) =>
      (["train", "test"] as const).map((half, i) => ({
        id: half,
        label: words(`labs.train.curve.${half}`),
        tone: i === 0 ? 1 : 2,
        dotted: true,
        points: (run?.accuracies ?? []).map((accuracy) => ({ x: accuracy.step, y: accuracy[half] })),
      })),
  },
  {
    name: "gradients",
    title: "labs.train.curve.gradients",
    y: "labs.train.curve.gradients_axis",
    log: true,
    series: byParameter("gradient_norm"),
  },
  {
    name: "ratios",
    title: "labs.train.curve.ratios",
    y: "labs.train.curve.ratios_axis",
    log: true,
    series: byParameter("update_ratio"),
  },
  {
    name: "dead",
    title: "labs.train.curve.dead",
    y: "labs.train.curve.dead_axis",
    span: [0, 1],
    series: (run, words) => [
      {
        id: "dead",
        label: words("labs.train.curve.dead_units"),
        tone: 4,
        points: measured(run, ({ dead }) => dead ?? Number.NaN),
      },
    ],
  },
];

export function plotOf({ y, log = false, span, series }: Curves, run: Run | null, words: Translate): Plot {
  return {
    x: { label: words("labs.train.curve.updates"), ...(run && { span: [0, reachOf(run)] }) },
    y: { label: words(y), log, ...(span && { span }) },
    series: series(run, words),
  };
}

/** How far the x axis goes: to the end, or to a half, a quarter … of it while that is enough. */
function reachOf({ step, steps }: Run): number {
  const shares = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2];
  return shares.map((share) => Math.ceil(share * steps)).find((end) => end >= step) ?? steps;
}

/** All curves in one, for a table of their numbers. */
export function allCurves(run: Run, words: Translate): Plot {
  const series = CURVES.flatMap((curves) =>
    curves.series(run, words).map((one) => ({
      ...one,
      id: `${curves.name} ${one.id}`,
      label: `${words(curves.title)}: ${one.label}`,
    })),
  );
  return { x: { label: words("labs.train.curve.updates") }, y: { label: "" }, series };
}
