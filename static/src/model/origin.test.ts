import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import { sizeOf } from "../wire/numbers.ts";
import type { Node, Trace } from "../wire/trace.ts";
import { elementOf } from "./cell.ts";
import type { Frame } from "./frame.ts";
import { maskOf } from "./making.ts";
import { type Origin, originOf, regionsOf } from "./origin.ts";
import { stopsOf } from "./stops.ts";
import { frameAt, timelineOf } from "./timeline.ts";

function frameOf(name: Fixture, step = Number.POSITIVE_INFINITY): Frame {
  const trace = traceOf(name);
  const stops = stopsOf(trace, "nodes");
  return frameAt(timelineOf(trace, stops), Math.min(step, stops.length - 1));
}

function made({ terms, over, times }: Origin): number {
  const sum = terms.reduce(
    (sum, { minus, factors, over: by }) =>
      sum +
      ((minus ? -1 : 1) * factors.reduce((product, { value }) => product * value, 1)) / (by?.value ?? 1),
    0,
  );
  return (sum / over) * (times?.value ?? 1);
}

function nodeNamed(trace: Trace, name: string): string {
  return trace.nodes.find((node) => node.key === name)?.id ?? "";
}

function factors(origin: Origin | null): number[][] {
  return origin?.terms.map((term) => term.factors.map(({ value }) => value)) ?? [];
}

for (const name of ["product", "batch", "softmax", "layer", "fork", "stacks", "entropy"] as const)
  test(`every origin in ${name} gives the number it explains`, () => {
    const frame = frameOf(name);
    const parts = [...frame.trace.nodes, ...frame.trace.edges].flatMap(({ id }) =>
      ["value", "grad", "raw"].map((field) => `${id}.${field}`),
    );
    let explained = 0;
    for (const ref of parts) {
      const value = frame.trace.valueAt(ref);
      if (value === null) continue;
      for (let index = 0; index < sizeOf(value); index++) {
        const origin = originOf(frame, { ref, index });
        if (!origin) continue;
        explained += 1;
        const difference = Math.abs(made(origin) - elementOf(value, index));
        assert.ok(difference <= 1e-12 * Math.max(1, Math.abs(made(origin))), `${ref}[${index}]`);
      }
    }
    assert.ok(explained > 0);
  });

test("every number of a product of stacks, and of its gradients, has its terms", () => {
  const frame = frameOf("stacks");
  for (const name of ["Y", "Z", "X", "W", "v"]) {
    const id = nodeNamed(frame.trace, name);
    const refs = frame.trace.node(id).kind === "operation" ? [`${id}.value`] : [`${id}.grad`];
    for (const ref of refs)
      for (let index = 0; index < sizeOf(frame.trace.valueAt(ref) ?? 0); index++)
        assert.ok(originOf(frame, { ref, index }), `${name} ${ref}[${index}]`);
  }
});

test("the gradient of a probability is minus its label over it, over the samples", () => {
  const frame = frameOf("entropy");
  const id = nodeNamed(frame.trace, "y");
  const [none, some] = [0, 2].map((index) => originOf(frame, { ref: `${id}.grad`, index }));
  assert.ok(some && none);
  const [term] = some.terms;
  assert.deepEqual([term?.minus, term?.factors[0]?.value, term?.over?.value, some.over], [true, 1, 0.5, 2]);
  assert.deepEqual(factors(none), [[0]]);
  assert.equal(regionsOf(frame, some).filter(({ part }) => part === "source").length, 3);
});

test("an element of dW is a column of X met by a column of dY", () => {
  const frame = frameOf("product");
  const [W, X, Z] = ["W", "X", "Y.0"].map((name) => nodeNamed(frame.trace, name));
  const origin = originOf(frame, { ref: `${W}.grad`, index: 2 });
  assert.deepEqual(factors(origin), [
    [2, 1],
    [4, 2],
  ]);
  assert.equal(origin?.value, 10);
  assert.deepEqual(regionsOf(frame, origin as Origin), [
    { ref: `${X}.value`, part: "source", rows: [0, 1], columns: [1, 1] },
    { ref: `${Z}.grad`, part: "source", rows: [0, 1], columns: [0, 0] },
    { ref: `${W}.grad`, part: "result", rows: [1, 1], columns: [0, 0] },
  ]);
});

test("a summed bias gradient leads back to the rows it was copied to", () => {
  const frame = frameOf("product");
  const [b, Y] = ["b", "Y"].map((name) => nodeNamed(frame.trace, name));
  const origin = originOf(frame, { ref: `${b}.grad`, index: 1 });
  assert.deepEqual(factors(origin), [[1.5], [2.5]]);
  assert.deepEqual(regionsOf(frame, origin as Origin), [
    { ref: `${Y}.grad`, part: "source", rows: [0, 1], columns: [1, 1] },
    { ref: `${b}.grad`, part: "result", rows: [0, 0], columns: [1, 1] },
  ]);
});

test("a row of the Jacobian of softmax meets the upstream gradient", () => {
  const frame = frameOf("softmax");
  const origin = originOf(frame, { ref: `${nodeNamed(frame.trace, "a")}.grad`, index: 0 });
  const rounded = factors(origin).map((pair) => pair.map((x) => Number(x.toFixed(12))));
  assert.deepEqual(rounded, [
    [0.21, 0],
    [-0.06, -5],
    [-0.15, 0],
  ]);
});

test("prediction minus label, over the batch", () => {
  const frame = frameOf("batch");
  const Z2 = nodeNamed(frame.trace, "Z2");
  const origin = originOf(frame, { ref: `${Z2}.grad`, index: 0 });
  assert.equal(origin?.over, 4);
  assert.deepEqual(
    origin?.terms.map(({ minus }) => minus),
    [false, true],
  );
  assert.equal(origin?.terms[1]?.factors[0]?.value, 1);
});

test("a gradient in parts tells of the parts that have come", () => {
  const first = frameOf("fork", 5);
  const cell = { ref: `${nodeNamed(first.trace, "x")}.grad`, index: 0 };
  assert.equal(originOf(first, cell)?.value, 1);
  assert.deepEqual(factors(originOf(frameOf("fork"), cell)), [[1], [-4]]);
});

test("what is not yet to be seen is not explained", () => {
  const frame = frameOf("product", 3);
  const W = nodeNamed(frame.trace, "W");
  assert.equal(originOf(frame, { ref: `${W}.grad`, index: 0 }), null);
});

test("the mask of an op that works element by element is its local derivative", () => {
  const trace = traceOf("batch");
  const [relu, affine] = ["A1", "Z1"].map((key) => trace.nodes.find((node) => node.key === key));
  const mask = maskOf(trace, relu as Node);
  assert.deepEqual(
    [0, 1, 2].map((index) => elementOf(mask, index)),
    [1, 0, 0],
  );
  assert.equal(maskOf(trace, affine as Node), null);
});
