import assert from "node:assert/strict";
import { test } from "node:test";
import { initialOf, readSettings, writeSettings } from "./settings.ts";
import { differs, paceOf, RECIPE, recipeOf, requestOf, TRAINING } from "./training.ts";

const CHAPTER = initialOf(TRAINING);

test("the defaults are the chapter's", () => {
  assert.deepEqual(requestOf(CHAPTER), {
    kind: "training",
    data: "digits",
    activation: CHAPTER.activation,
    weight_init: 0.01,
    hidden_size: 50,
    epochs: 20,
    batch_size: 100,
    rate: 0.1,
    momentum: 0,
    weight_decay: 0,
    seed: 0,
    updates_per_second: null,
    paused: false,
  });
});

test("a request and its settings are the same run", () => {
  for (const weight_init of [0.3, "he"] as const) {
    const request = { ...requestOf(CHAPTER), weight_init, seed: 7, momentum: 0.9 };
    assert.deepEqual(requestOf({ ...CHAPTER, ...recipeOf(request) }), request);
    assert.ok(!differs({ ...CHAPTER, ...recipeOf(request) }, request));
    assert.ok(differs(CHAPTER, request));
  }
});

test("the pace makes no other run", () => {
  assert.ok(!differs(CHAPTER, { ...requestOf(CHAPTER), updates_per_second: 2, paused: true }));
  assert.deepEqual([paceOf("full"), paceOf("10")], [null, 10]);
});

test("all of it goes through the address", () => {
  const settings = { ...CHAPTER, init: "xavier", seed: 3, run: "a_b-c", digit: 17, tab: "draw" } as const;
  assert.deepEqual(readSettings(TRAINING, writeSettings(TRAINING, settings)), settings);
  assert.equal(writeSettings(RECIPE, initialOf(RECIPE)), "");
});
