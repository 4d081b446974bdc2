import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../../fixtures/traces.ts";
import { EMPTY, type State } from "../session.ts";
import { DEFAULTS } from "../state.ts";
import { stopsOf } from "../stops.ts";
import { createStore } from "../store.ts";
import { frameAt, timelineOf } from "../timeline.ts";
import { difference, gradientSeen, linkCursors, paired } from "./compare.ts";

const tensor = (...data: number[]) => ({ shape: [data.length], data: Float64Array.from(data) });

const stops = (name: Fixture) => stopsOf(traceOf(name), "nodes");

function frameOf(name: Fixture, index: number) {
  const trace = traceOf(name);
  const line = timelineOf(trace, stopsOf(trace, "nodes"));
  return frameAt(line, Math.min(index, line.stops.length - 1));
}

function storeOf(name: Fixture) {
  return createStore<State>({ ...EMPTY, ...DEFAULTS, landing: false, trace: traceOf(name) });
}

test("nodes of the same key are a pair; others stand alone", () => {
  const pairs = paired(frameOf("square", 99), frameOf("fork", 99));
  const x = pairs.find(({ key }) => key === "x");
  assert.ok(x?.a && x.b);
  assert.ok(pairs.some(({ a, b }) => b && !a));
  assert.ok(pairs.every(({ a, b }) => a || b));
});

test("a gradient that has not come yet is not told", () => {
  const seen = (index: number) => frameOf("square", index).nodes.map(gradientSeen);
  assert.ok(seen(0).every((value) => value === null));
  assert.ok(seen(99).some((value) => value !== null));
});

test("the difference is signed, of tensors the largest, and none between unlike shapes", () => {
  assert.equal(difference(2, 5), 3);
  assert.equal(difference(tensor(1, 2, 3), tensor(1, -2, 4)), -4);
  assert.equal(difference(tensor(1), tensor(1, 2)), null);
  assert.equal(difference(1, tensor(1)), null);
  assert.equal(difference(null, 1), null);
  assert.equal(difference(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY), 0);
  assert.ok(Number.isNaN(difference(1, Number.NaN)));
});

test("stepping one takes the other along, whichever is stepped", () => {
  const [a, b] = [storeOf("square"), storeOf("fork")];
  linkCursors(a, b);
  a.set({ step: stops("square").findIndex(({ step }) => step.kind === "seed") });
  assert.equal(stops("fork")[b.get().step]?.step.kind, "seed");
  b.set({ step: stops("fork").length - 1 });
  assert.equal(stops("square")[a.get().step]?.step.phase, "backward");
});

test("a new trace of the first brings the second to where the first stands", () => {
  const [a, b] = [storeOf("square"), storeOf("fork")];
  b.set({ step: 3 });
  linkCursors(a, b);
  assert.equal(b.get().step, 0);
});

test("a new trace of the second comes to where the first stands, and does not move it", () => {
  const [a, b] = [storeOf("square"), storeOf("fork")];
  linkCursors(a, b);
  const seed = stops("square").findIndex(({ step }) => step.kind === "seed");
  a.set({ step: seed });
  b.set({ trace: traceOf("layer"), step: 0 });
  assert.equal(a.get().step, seed);
  assert.equal(stops("layer")[b.get().step]?.step.kind, "seed");
});
