import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { fromNested } from "../wire/numbers.ts";
import type { Warning } from "../wire/trace.ts";
import { firstSeen } from "./broken.ts";

const warning = (code: Warning["code"], step: number) => ({ code, step, node: "n1" }) as Warning;
const trace = {
  ...traceOf("square"),
  warnings: [warning("infinity", 1), warning("nan", 2), warning("nan", 5)],
};

test("NaN and infinity lead to the step where the first of their kind was seen", () => {
  assert.equal(firstSeen(trace, Number.NaN)?.step, 2);
  assert.equal(firstSeen(trace, Number.NEGATIVE_INFINITY)?.step, 1);
  assert.equal(firstSeen(trace, fromNested([1, Number.NaN]))?.step, 2);
});

test("finite numbers, and what is not there, lead nowhere", () => {
  assert.equal(firstSeen(trace, 3), null);
  assert.equal(firstSeen(trace, fromNested([1, 2])), null);
  assert.equal(firstSeen(trace, null), null);
  assert.equal(firstSeen(traceOf("square"), Number.NaN), null);
});
