import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { endOf, phaseStart, samePlace, stopsOf } from "./stops.ts";

const FIXTURES = ["fork", "square", "layer"] as const;

const GRAINS = ["layers", "nodes", "details"] as const;

test("details join the step that follows them", () => {
  const trace = traceOf("fork");
  const nodes = stopsOf(trace, "nodes");
  assert.equal(nodes.length, trace.count);
  assert.deepEqual(
    nodes.slice(0, 2).map(({ first, last, step }) => [first, last, step.kind]),
    [
      [0, 0, "inputs"],
      [1, 2, "forward"],
    ],
  );
});

test("every step belongs to exactly one stop", () => {
  for (const granularity of GRAINS) {
    const trace = traceOf("layer");
    const covered = stopsOf(trace, granularity)
      .filter(({ part }) => part === null || part.to === 1)
      .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
    assert.deepEqual(covered, Array.from(trace.steps.keys()));
  }
});

test("stops end one after the other, and the coarser end where finer ones do", () => {
  for (const name of FIXTURES) {
    const trace = traceOf(name);
    const [layers, nodes, details] = GRAINS.map((grain) => stopsOf(trace, grain).map(endOf));
    assert.ok(layers && nodes && details);
    for (const ends of [layers, nodes, details])
      assert.deepEqual(
        ends,
        [...new Set(ends)].sort((a, b) => a - b),
      );
    assert.ok(layers.every((end) => nodes.includes(end)) && nodes.every((end) => details.includes(end)));
  }
});

test("a statement is one stop a phase among layers, named for the node that it ends in", () => {
  const trace = traceOf("fork");
  const layers = stopsOf(trace, "layers");
  assert.deepEqual(
    layers.map(({ step, first, last }) => [
      step.kind,
      "node" in step ? trace.node(step.node).label : "",
      last - first,
    ]),
    [
      ["inputs", "", 0],
      ["forward", "f", 2],
      ["loss", "f", 0],
      ["seed", "f", 0],
      ["backward", "f", 2],
    ],
  );
});

test("among details a backward step has three parts: what arrives, the local derivative, what is sent on", () => {
  const stops = stopsOf(traceOf("fork"), "details");
  const parts = stops.filter(({ step }) => step.kind === "backward").map(({ part }) => part?.kind);
  assert.deepEqual(parts, ["upstream", "local", "product", "upstream", "local", "product"]);
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
