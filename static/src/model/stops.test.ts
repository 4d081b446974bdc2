import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { phaseStart, samePlace, stopsOf } from "./stops.ts";

test("details join the step that follows them", () => {
  const trace = traceOf("fork");
  const nodes = stopsOf(trace, "nodes");
  const details = stopsOf(trace, "details");
  assert.equal(nodes.length, trace.count);
  assert.equal(details.length, trace.steps.length);
  assert.deepEqual(
    nodes.slice(0, 2).map(({ first, last, step }) => [first, last, step.kind]),
    [
      [0, 0, "inputs"],
      [1, 2, "forward"],
    ],
  );
});

test("every step belongs to exactly one stop", () => {
  for (const granularity of ["nodes", "details"] as const) {
    const trace = traceOf("layer");
    const covered = stopsOf(trace, granularity).flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
    );
    assert.deepEqual(covered, Array.from(trace.steps.keys()));
  }
});

test("an edit keeps the step by the kind of step and the key of its node", () => {
  const trace = traceOf("fork");
  const stops = stopsOf(trace, "nodes");
  const before = { trace, stops };
  for (const at of stops.keys()) assert.equal(samePlace(before, at, before), at);

  const other = traceOf("square");
  const after = { trace: other, stops: stopsOf(other, "nodes") };
  const accumulate = stops.findIndex(({ step }) => step.kind === "accumulate");
  assert.equal(after.stops[samePlace(before, accumulate, after)]?.step.kind, "accumulate");
  const forward = stops.findIndex(({ step }) => step.kind === "forward");
  assert.equal(after.stops[samePlace(before, forward, after)]?.step.phase, "forward");
});

test("phases are entered at their first step", () => {
  const stops = stopsOf(traceOf("fork"), "nodes");
  const phases = stops.map(({ step }) => step.phase);
  assert.equal(phaseStart(stops, 0, 1), phases.indexOf("loss"));
  assert.equal(phaseStart(stops, phases.indexOf("loss"), 1), phases.indexOf("backward"));
  assert.equal(phaseStart(stops, stops.length - 1, -1), phases.indexOf("backward"));
  assert.equal(phaseStart(stops, stops.length - 1, 1), stops.length - 1);
  assert.equal(phaseStart(stops, 0, -1), 0);
});
