import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { heatScale, heatShapes, levelOf, pooled } from "./heat.ts";
import { fitText, widthOf } from "./measure.ts";
import { scaleOf, signOf, strength } from "./scale.ts";

const tensor = (shape: number[], data: number[]) => ({ shape, data: Float64Array.from(data) });

test("the sign of a tensor is that of all its elements, or mixed", () => {
  assert.equal(signOf(2), "positive");
  assert.equal(signOf(-0), "zero");
  assert.equal(signOf(tensor([2], [0, -1])), "negative");
  assert.equal(signOf(tensor([2], [1, -1])), "mixed");
  assert.equal(signOf(tensor([2], [1, Number.NaN])), "broken");
});

test("strength is the largest finite size", () => {
  assert.equal(strength(tensor([3], [1, -4, Infinity])), 4);
  assert.equal(strength(Number.NaN), 0);
});

test("what is infinite is drawn as wide as can be", () => {
  const { width, largest } = scaleOf(traceOf("fork"));
  assert.equal(width(-Infinity), width(largest));
  assert.equal(width(tensor([2], [0, Infinity])), width(largest));
  assert.ok(width(Number.NaN) < width(largest));
});

test("a patch of a large tensor shows its strongest element", () => {
  assert.deepEqual([...pooled(tensor([2, 4], [0, 1, 0, 0, -7, 0, 0, 3.5]), 1, 2)], [-7, 3.5]);
});

test("the colours of a tensor are symmetric about zero, and the same at every step", () => {
  const levels = [1, -1, 2, 0].map((x) => levelOf(x, 4));
  assert.deepEqual(levels, [2, -2, 4, 0]);
  assert.equal(levelOf(Infinity, 4), 7);
  assert.equal(levelOf(Number.NaN, 4), 0);
  const trace = traceOf("fork");
  const x = trace.nodes.find(({ key }) => key === "x")?.id ?? "";
  assert.equal(heatScale(trace, `${x}.grad`), 4, "the partial gradients are 1 and −4, the whole is −3");
});

test("every patch says its sign, however weak its colour", () => {
  const shapes = heatShapes(tensor([1, 3], [1, -0.001, 0]), { width: 30, height: 10 }, 1);
  const path = (key: string) => String(shapes.find((shape) => shape.key === key)?.attributes.d);
  assert.equal(path("plain").match(/M/g)?.length, 1, "a minus");
  assert.equal(path("strong").match(/M/g)?.length, 2, "a plus");
});

test("a text that does not fit keeps its beginning", () => {
  assert.equal(fitText("weight", 16, 400), "weight");
  const cut = fitText("a_rather_long_name", 16, 80);
  assert.ok(cut.endsWith("…") && widthOf(cut, 16) <= 80);
  assert.equal(widthOf("权重", 16), 32);
});
