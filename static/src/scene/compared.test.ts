import assert from "node:assert/strict";
import { test } from "node:test";
import type { Run } from "../model/labs/run.ts";
import { loadWords, translators } from "../text/i18n.ts";
import { comparedAt, comparedPlot } from "./compared.ts";
import { CURVES } from "./training.ts";

await loadWords("en");
const words = translators.en;

function runOf(steps: number, loss: readonly number[]): Run {
  return { steps, step: loss.length, loss, smoothed: loss, measures: [], accuracies: [] } as unknown as Run;
}

const RUNS = [runOf(10, [3, 2, 1]), runOf(20, [3, 4])] as const;
const [LOSS] = CURVES;

test("both runs have their curves in one plot, as wide as the farther run", () => {
  assert.ok(LOSS);
  const plot = comparedPlot(LOSS, RUNS, words);
  assert.deepEqual(
    plot.series.map(({ id, tone }) => [id, tone]),
    [
      ["A smoothed", 1],
      ["B smoothed", 2],
    ],
  );
  assert.deepEqual(plot.x.span, [0, 3]);
});

test("four curves are the most, each of its own tone", () => {
  for (const curves of CURVES) {
    const tones = comparedPlot(curves, RUNS, words).series.map(({ tone }) => tone);
    assert.equal(new Set(tones).size, tones.length);
    assert.ok(tones.length <= 4);
  }
});

test("the numbers at an update stand beside each other; a run that is not there has none", () => {
  const at = (runs: Parameters<typeof comparedAt>[0], step: number) =>
    comparedAt(runs, step, words).find(({ id }) => id === "loss smoothed");
  assert.deepEqual([at(RUNS, 2)?.a, at(RUNS, 2)?.b], [2, 4]);
  assert.deepEqual([at([RUNS[0], null], 3)?.a, at([RUNS[0], null], 3)?.b], [1, null]);
});
