import assert from "node:assert/strict";
import { test } from "node:test";
import { SNAPSHOT, STORY } from "../fixtures/runs/training.ts";
import { heard, type Run, runOf } from "../model/labs/run.ts";
import { translators } from "../text/i18n.ts";
import { csvOf, fit, plotShapes } from "./plot.ts";
import { allCurves, CURVES, plotOf } from "./training.ts";
import "../text/testing/words.ts";

const RUN = STORY.reduce<Run | null>(heard, runOf(SNAPSHOT)) as Run;
const SIZE = { width: 600, height: 300 };
const words = translators.en;

test("every plot of a run has the same x, the updates from first to last", () => {
  for (const curves of CURVES) {
    const plot = plotOf(curves, RUN, words);
    assert.deepEqual(fit(plot, SIZE).x.domain(), [0, SNAPSHOT.steps], curves.name);
    assert.ok(
      plot.series.some(({ points }) => points.length > 0),
      curves.name,
    );
    assert.ok(plotShapes(fit(plot, SIZE)).length > 1);
  }
});

test("while a run is at its beginning, its curves have all the room", () => {
  const [curves] = CURVES;
  const end = (step: number) =>
    curves &&
    fit(plotOf(curves, { ...RUN, loss: [], smoothed: [], step, steps: 1600 }, words), SIZE).x.domain();
  assert.deepEqual([10, 51, 1000].map(end), [
    [0, 50],
    [0, 100],
    [0, 1600],
  ]);
});

test("there are plots before there is a run", () => {
  for (const curves of CURVES) assert.ok(plotShapes(fit(plotOf(curves, null, words), SIZE)).length > 0);
});

test("the table has a row for each update and a column for each curve", () => {
  const [head = "", ...rows] = csvOf(allCurves(RUN, words)).trim().split("\r\n");
  assert.equal(rows.length, SNAPSHOT.steps);
  assert.equal(head.split('","').length, 1 + 2 + 2 + 4 + 4 + 1);
});
