import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../../fixtures/traces.ts";
import { translators } from "../../text/i18n.ts";
import { timelineIn } from "../derived.ts";
import { EMPTY, type State } from "../session.ts";
import { DEFAULTS } from "../state.ts";
import { ACTIONS, action, actionFor } from "./index.ts";
import "../../text/testing/words.ts";

const state: State = { ...EMPTY, ...DEFAULTS, trace: traceOf("fork") };
const pressed = (key: string, more = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

test("no two actions share a name or a key", () => {
  const ids = ACTIONS.map(({ id }) => id);
  const keys = ACTIONS.flatMap((record) => record.keys);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(new Set(keys).size, keys.length);
});

test("every action is called something in every language", () => {
  for (const words of Object.values(translators))
    for (const { label } of ACTIONS) assert.notEqual(words(label(state)), label(state));
});

test("an action that is enabled changes something; one that is not would not", () => {
  for (const { id, enabled, perform } of ACTIONS) {
    const patch = perform(state);
    const changes = Object.entries(patch).some(
      ([key, value]) => !Object.is(state[key as keyof State], value),
    );
    if (enabled(state) && id !== "fit") assert.ok(changes, id);
  }
  assert.equal(action("previous").enabled(state), false);
  assert.equal(action("next").enabled({ ...state, step: 7 }), false);
});

test("keys: arrows and pages step, letters act, and both leave modifiers alone", () => {
  assert.equal(actionFor(pressed("ArrowRight"), state)?.id, "next");
  assert.equal(actionFor(pressed("PageDown"), state)?.id, "next");
  assert.equal(actionFor(pressed("ArrowRight", { shiftKey: true }), state)?.id, "next-phase");
  assert.equal(actionFor(pressed("T"), state)?.id, "notation");
  assert.equal(actionFor(pressed("?", { shiftKey: true }), state)?.id, "help");
  assert.equal(actionFor(pressed("t", { ctrlKey: true }), state), null);
  assert.equal(actionFor(pressed("ArrowRight", { altKey: true }), state), null);
});

test("letters can be switched off; other keys cannot", () => {
  const silent: State = { ...state, letters: "off" };
  for (const key of ["t", "?", "+", "0", "/"]) assert.equal(actionFor(pressed(key), silent), null, key);
  for (const key of [" ", "Escape", "Home", "PageUp"])
    assert.notEqual(actionFor(pressed(key), silent), null, key);
});

test("Escape closes the top layer first", () => {
  const { perform } = action("close");
  const layered: State = { ...state, dialog: "help", drawer: "inspector", selection: "x" };
  assert.deepEqual(perform(layered), { dialog: "none" });
  assert.deepEqual(perform({ ...layered, dialog: "none" }), { drawer: "none" });
  assert.deepEqual(perform({ ...layered, dialog: "none", drawer: "none" }), { selection: "" });
});

test("play starts over at the end", () => {
  assert.deepEqual(action("play").perform({ ...state, step: 7 }), { step: 0, playing: true });
  assert.deepEqual(action("play").perform(state), { playing: true });
});

test("finer and coarser steps keep the place", () => {
  const { perform } = action("granularity");
  const seven = { ...state, step: 7, cursor: 7 };
  const fine = { ...seven, ...perform(seven) };
  assert.equal(fine.granularity, "details");
  assert.ok(fine.step > 7, "details come before it");
  const coarse = { ...fine, ...perform(fine) };
  assert.equal(coarse.granularity, "layers");
  assert.equal(timelineIn(coarse)?.stops[coarse.step]?.last, timelineIn(seven)?.stops[7]?.last);
  const again = { ...coarse, ...perform(coarse) };
  assert.equal(again.granularity, "nodes");
  assert.equal(again.step, 7);
});
