import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import type { Node } from "../wire/trace.ts";
import { canNudge, changeOf, nudged } from "./nudge.ts";

const trace = traceOf("square");
const node = (key: string) => trace.nodes.find((found) => found.key === key) as Node;
const request = { program: "y = x * x", inputs: { x: 3, z: 2 }, parameters: ["x"] };

test("an input is changed where it is given", () => {
  const asked = nudged(request, node("x"), 0, 0.5);
  assert.deepEqual(asked.inputs, { x: 3.5, z: 2 });
  assert.equal(asked.program, request.program);
  assert.equal(asked.detail, "gradients");
  assert.ok(!("parameters" in asked));
});

test("one element of a tensor", () => {
  const { nodes } = traceOf("product");
  const W = nodes.find(({ key }) => key === "W") as Node;
  const asked = nudged({ program: "Y = X @ W + b", inputs: { X: 1, W: 1, b: 1 } }, W, 2, 1);
  assert.deepEqual(asked.inputs.W, [
    [0.5, 0.8],
    [1.2, 0.3],
  ]);
});

test("an intermediate value gets an addend around its text", () => {
  const asked = nudged(request, node("y"), 0, 0.5);
  assert.equal(asked.program, "y = ((x * x) + nudge)");
  assert.equal(asked.inputs.nudge, 0.5);
});

test("an augmented assignment gets it after the statement, under a name that is free", () => {
  const program = "s = nudge\ns += x * 2 # more";
  const added = { ...node("y"), name: "s", line: 2, column: 1, end_line: 2, end_column: 11 };
  assert.equal(
    nudged({ program, inputs: {} }, added, 0, 1).program,
    "s = nudge\ns += x * 2; s = s + nudge_ # more",
  );
});

test("constants, labels and the parts of an opened layer stay as they are", () => {
  assert.equal(canNudge(node("x")), true);
  assert.equal(canNudge({ ...node("y"), key: "L/exp3" }), false);
  assert.equal(canNudge({ ...node("x"), grad: null }), false);
});

test("the change of an output of several elements is weighed by its upstream gradient", () => {
  const tensor = (...data: number[]) => ({ shape: [data.length], data: Float64Array.from(data) });
  assert.equal(changeOf(tensor(1, 2), tensor(2, 4), tensor(10, 1)), 12);
  assert.equal(changeOf(3, 5, 1), 2);
});
