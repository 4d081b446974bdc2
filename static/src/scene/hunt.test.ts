import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesOf } from "./hunt.ts";

const WORDS = { step: "step", loss: "loss", planted: "copy", correct: "right" };

test("what runs away is told, and does not press the rest flat", () => {
  const { series, y } = curvesOf(
    { rate: 0.5, planted: [2, 5, 400, "NaN"], correct: [2, 1, 0.5, 0.1] },
    WORDS,
  );
  assert.deepEqual(
    series.map(({ id, points }) => [id, points.map(({ y }) => y)]),
    [
      ["correct", [2, 1, 0.5, 0.1]],
      ["planted", [2, 5, 400, Number.NaN]],
    ],
  );
  assert.equal(y.cap, 6);
});
