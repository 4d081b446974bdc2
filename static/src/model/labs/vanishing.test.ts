import assert from "node:assert/strict";
import { test } from "node:test";
import type { Chain } from "../../wire/labs.ts";
import { initialOf, readSettings, writeSettings } from "./settings.ts";
import {
  after,
  boundsOf,
  fateOf,
  gradientsOf,
  QUESTIONS,
  questionOf,
  saturatedOf,
  spanOf,
  VANISHING_FIELDS,
  type VanishingSettings,
  wideRequestOf,
} from "./vanishing.ts";

const settings = initialOf(VANISHING_FIELDS) as VanishingSettings;
const link = { input: 0, output: 0, local: 0.25 };
const chain: Chain = {
  layers: [
    { index: 1, ...link, gradient: 0.0625 },
    { index: 2, ...link, gradient: 0.25 },
  ],
  gradient: 0.0625,
  bound: 0.0625,
  saturation: [1, 1],
};

test("the gradient goes from the input to the loss, where nothing is lost", () => {
  assert.deepEqual(gradientsOf(chain), [0.0625, 0.25, 1]);
  assert.deepEqual(boundsOf(chain), [0.0625, 0.25, 1]);
  assert.equal(boundsOf({ ...chain, bound: null }), null);
});

test("the axis holds every size in whole decades, 1 among them", () => {
  const [low, high] = spanOf([3.5e-7, 57.7, 0, Number.POSITIVE_INFINITY, 1e-310]);
  assert.ok(Math.abs(Math.log10(low) + 7) < 1e-9 && high > 100);
  const [least, most] = spanOf([]);
  assert.ok(least <= 0.1 && most > 1);
});

test("a gradient vanishes, survives or explodes", () => {
  assert.deepEqual([1e-7, 0.1, 1, 57.7, Number.POSITIVE_INFINITY].map(fateOf), [
    "vanishes",
    "survives",
    "survives",
    "explodes",
    "explodes",
  ]);
});

test("a rule for the weights takes the place of their scale", () => {
  assert.equal(wideRequestOf({ ...settings.a, init: "he" }, settings).init, "he");
  assert.equal(wideRequestOf({ ...settings.a, init: "own", scale: 0.3 }, settings).init, 0.3);
});

test("nothing saturates where the service says so", () => {
  const layer = { index: 1, activation_std: 1, gradient_norm: 1 };
  assert.equal(saturatedOf({ layers: [{ ...layer, share_saturated: null }] }), null);
  assert.deepEqual(saturatedOf({ layers: [{ ...layer, share_saturated: 0.5 }] }), [0.5]);
});

test("the questions follow each other, and then the reader is free", () => {
  let at = settings;
  const seen = [];
  for (let i = 0; i <= QUESTIONS.length; i++) {
    seen.push(questionOf(at)?.id ?? null);
    at = { ...at, ask: after(at) };
  }
  assert.deepEqual(seen, ["bound", "larger", "explode", null]);
});

test("a slip is never the truth", () => {
  const [bound, , explode] = QUESTIONS;
  for (const slip of bound?.slips ?? [])
    assert.notEqual(slip.value, bound?.truth({ ...chain, bound: 0.25 ** 5 }, chain));
  for (const slip of explode?.slips ?? []) assert.notEqual(slip.value, 1.5 ** 10);
});

test("whether a larger weight helps is read from the two runs", () => {
  const larger = QUESTIONS[1];
  assert.equal(larger?.truth(chain, { ...chain, gradient: 1e-9 }), 1);
  assert.equal(larger?.truth(chain, { ...chain, gradient: 0.5 }), 0);
});

test("both runs are in the address", () => {
  const changed = {
    ...settings,
    ask: "done",
    a: { ...settings.a, depth: 20 },
    b: { ...settings.b, weight: 8 },
  } as const;
  const hash = writeSettings(VANISHING_FIELDS, changed);
  assert.equal(hash, "ask=done&a.depth=20&b.w=8");
  assert.deepEqual(readSettings(VANISHING_FIELDS, hash), changed);
});
