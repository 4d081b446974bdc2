import assert from "node:assert/strict";
import { test } from "node:test";
import { isNear, judge, readAnswer } from "./answer.ts";

test("answers are read as people write them", () => {
  assert.equal(readAnswer("1/1024"), 1 / 1024);
  assert.equal(readAnswer("９．８×10⁻⁴"), 9.8e-4);
  assert.equal(readAnswer("−2"), -2);
  assert.equal(readAnswer("[1, 2]"), null);
  assert.equal(readAnswer("none"), null);
});

test("half a per cent is near, or half of the last digit printed", () => {
  assert.ok(isNear(0.00098, 0.25 ** 5) && !isNear(0.00096, 0.25 ** 5));
  assert.ok(isNear(24.5, 24) && !isNear(24.6, 24));
  assert.ok(isNear(79_600, 79_520) && !isNear(80_000, 79_520));
  assert.ok(isNear(0, 0) && !isNear(1, 0));
  assert.ok(!isNear(Number.NaN, 1));
});

test("a slip is told by the number it leads to", () => {
  const slips = [{ value: 1.25, said: "added" }];
  assert.equal(judge(1 / 1024, 0.25 ** 5, slips, "other"), "right");
  assert.deepEqual(judge(1.25, 0.25 ** 5, slips, "other"), { slip: "added" });
  assert.deepEqual(judge(7, 0.25 ** 5, slips, "other"), { slip: "other" });
});
