import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { drawnAs, isPointedAt } from "./meeting.ts";
import { stopsOf } from "./stops.ts";
import { frameAt, timelineOf } from "./timeline.ts";

/** The frame at the end of the first sum of a trace. */
function summed(name: "fork" | "stacks") {
  const trace = traceOf(name);
  const timeline = timelineOf(trace, stopsOf(trace, "nodes"));
  const at = timeline.stops.findIndex(({ step }) => step.kind === "accumulate");
  return frameAt(timeline, at);
}

test("the sum of tensors is the gradient, and what was there before is what had come", () => {
  const frame = summed("stacks");
  assert.deepEqual(drawnAs(frame, "e6.after"), ["n4.grad"]);
  const before = drawnAs(frame, "e6.before");
  assert.equal(before.length, 1);
  const [ref = ""] = before;
  assert.notEqual(ref, "e6.grad");
  assert.deepEqual(frame.trace.valueAt(ref), frame.trace.valueAt("e6.before"));
});

test("pointing at one of them is pointing at the other", () => {
  const frame = summed("stacks");
  const [sent = ""] = drawnAs(frame, "e6.before");
  for (const [one, other] of [
    ["e6.after", "n4.grad"],
    ["e6.before", sent],
  ] as const) {
    assert.ok(isPointedAt(frame, one, other));
    assert.ok(isPointedAt(frame, other, one));
  }
  assert.ok(isPointedAt(frame, "n4", "e6.after"));
  assert.ok(!isPointedAt(frame, "n4.grad", "e6.before"));
  assert.ok(!isPointedAt(frame, null, "e6.after"));
  assert.ok(isPointedAt(null, "e6.after", "e6.after"));
});

test("the sum of numbers stands on its card under its own names", () => {
  const frame = summed("fork");
  assert.deepEqual(drawnAs(frame, "e0.after"), []);
  assert.ok(!isPointedAt(frame, "e0.after", "n0.grad"));
});
