import assert from "node:assert/strict";
import { test } from "node:test";
import { fitText, widthOf } from "./measure.ts";
import { signOf, strength } from "./scale.ts";
import { pooled } from "./tensor.ts";

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

test("a patch of a large tensor shows its strongest element", () => {
  assert.deepEqual(pooled(tensor([2, 4], [0, 1, 0, 0, -7, 0, 0, 3.5]), 1, 2), [-7, 4]);
  assert.deepEqual(pooled(tensor([2, 2], [0, 0, 0, 0]), 2, 2), [0, 0, 0, 0]);
});

test("a text that does not fit keeps its beginning", () => {
  assert.equal(fitText("weight", 16, 400), "weight");
  const cut = fitText("a_rather_long_name", 16, 80);
  assert.ok(cut.endsWith("…") && widthOf(cut, 16) <= 80);
  assert.equal(widthOf("权重", 16), 32);
});
