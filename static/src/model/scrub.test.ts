import assert from "node:assert/strict";
import { test } from "node:test";
import { dragged, unitOf } from "./scrub.ts";

const PLAIN = { fine: false, coarse: false };

test("a pixel is worth a hundredth of the number's power of ten, a tenth of that finely, ten times coarsely", () => {
  assert.equal(unitOf(2, PLAIN), 0.01);
  assert.equal(unitOf(-250, PLAIN), 1);
  assert.equal(unitOf(0, PLAIN), 0.01);
  assert.equal(unitOf(2, { fine: true, coarse: false }), 0.001);
  assert.equal(unitOf(2, { fine: false, coarse: true }), 0.1);
  assert.equal(unitOf(Number.POSITIVE_INFINITY, PLAIN), 0.01);
});

test("a drag meets round numbers, crosses zero, and has no noise of binary fractions", () => {
  assert.equal(dragged(2, 50, 0.01), 2.5);
  assert.equal(dragged(0.3, -30, 0.01), 0);
  assert.ok(Object.is(dragged(-0.01, 1, 0.01), 0));
  assert.equal(dragged(1, -150, 0.01), -0.5);
  assert.equal(dragged(0.123, 1, 0.001), 0.124);
});
