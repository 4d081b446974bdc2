import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { placeOf, stopAt } from "./place.ts";
import { type Granularity, stopsOf } from "./stops.ts";

const line = (granularity: Granularity) => {
  const trace = traceOf("layer");
  return { trace, stops: stopsOf(trace, granularity) };
};

test("a place is counted in steps of nodes", () => {
  const nodes = line("nodes");
  for (const at of nodes.stops.keys()) {
    assert.deepEqual(placeOf(nodes, at), { step: at, detail: 0 });
    assert.equal(stopAt(nodes, { step: at, detail: 0 }), at);
  }
});

test("a place among details leads back to its very detail", () => {
  const details = line("details");
  for (const at of details.stops.keys()) assert.equal(stopAt(details, placeOf(details, at)), at);
});

test("a place among details is the step around it for whoever sees nodes", () => {
  const [nodes, details] = [line("nodes"), line("details")];
  for (const [at, { step }] of details.stops.entries()) {
    const found = nodes.stops[stopAt(nodes, placeOf(details, at))];
    assert.ok(found && found.first <= step.index && step.index <= found.last);
  }
});

test("a place is the layer around it for whoever sees layers", () => {
  const layers = line("layers");
  for (const at of layers.stops.keys()) assert.equal(stopAt(layers, placeOf(layers, at)), at);
  for (const at of line("nodes").stops.keys()) {
    const stop = layers.stops[stopAt(layers, { step: at, detail: 0 })];
    assert.ok(stop);
  }
});

test("a place beyond the end is the end", () => {
  const nodes = line("nodes");
  assert.equal(stopAt(nodes, { step: 98, detail: 3 }), nodes.stops.length - 1);
});
