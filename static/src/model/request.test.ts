import assert from "node:assert/strict";
import { test } from "node:test";
import { opened, requestOf } from "./request.ts";
import { DEFAULTS } from "./state.ts";

test("only what the program uses is sent, and only what differs from the defaults", () => {
  const request = requestOf({ ...DEFAULTS, program: "y = x * 2", inputs: { x: "−1/4", gone: "7" } });
  assert.deepEqual(request, { program: "y = x * 2", inputs: { x: -0.25 } });
});

test("an empty value is left for the service to miss", () => {
  assert.deepEqual(requestOf({ ...DEFAULTS, program: "y = x", inputs: { x: " " } })?.inputs, {});
});

test("while a value cannot be read, nothing is asked", () => {
  assert.equal(requestOf({ ...DEFAULTS, program: "y = x", inputs: { x: "[1, [2]]" } }), null);
  assert.equal(requestOf({ ...DEFAULTS, upstream: "one" }), null);
});

test("a rate without a parameter is no update", () => {
  const settings = { ...DEFAULTS, rate: "0.1" };
  assert.equal(requestOf(settings)?.update, undefined);
  assert.deepEqual(requestOf({ ...settings, parameters: ["x", "gone"] })?.update, { rate: 0.1 });
  assert.deepEqual(requestOf({ ...settings, parameters: ["x", "gone"] })?.parameters, ["x"]);
});

test("a ready request becomes a state that asks for the same", () => {
  const request = {
    program: "Y = X @ W",
    inputs: {
      X: [[1, 2]],
      W: [[0.5], [Number.NaN]].map((row) => row.map((x) => (Number.isNaN(x) ? "NaN" : x))),
    },
    output: "Y",
    upstream: [[1]],
    parameters: ["W"],
    expand: ["affine1"],
    update: { rate: 0.5 },
  } as const;
  assert.deepEqual(requestOf({ ...DEFAULTS, ...opened(request) }), request);
});
