import assert from "node:assert/strict";
import { test } from "node:test";
import { redone, startHistory, undone } from "./history.ts";
import { EMPTY, type State } from "./session.ts";
import { DEFAULTS } from "./state.ts";
import { createStore } from "./store.ts";

function begin() {
  const store = createStore<State>({ ...EMPTY, ...DEFAULTS, program: "L = x", inputs: { x: "1" } });
  const clock = { now: 0 };
  startHistory(store, () => clock.now);
  const undo = () => store.set(undone(store.get()));
  const redo = () => store.set(redone(store.get()));
  return { store, clock, undo, redo };
}

test("program and values share one history, undone in the order they were made", () => {
  const { store, undo, redo } = begin();
  store.set({ program: "L = x * 2" });
  store.set({ inputs: { x: "5" } });
  undo();
  assert.deepEqual([store.get().program, store.get().inputs.x], ["L = x * 2", "1"]);
  undo();
  assert.equal(store.get().program, "L = x");
  undo();
  assert.equal(store.get().program, "L = x", "nothing is left");
  redo();
  redo();
  assert.deepEqual([store.get().program, store.get().inputs.x], ["L = x * 2", "5"]);
});

test("keystrokes that follow each other are one edit; after a pause another begins", () => {
  const { store, clock, undo } = begin();
  store.set({ program: "L = x+" });
  clock.now = 200;
  store.set({ program: "L = x+1" });
  clock.now = 2000;
  store.set({ program: "L = x+12" });
  undo();
  assert.equal(store.get().program, "L = x+1");
  undo();
  assert.equal(store.get().program, "L = x");
});

test("a repair right after a keystroke is an edit of its own", () => {
  const { store, undo } = begin();
  store.set({ program: "L = sigmiod" });
  store.set({ program: "L = sigmoid" });
  undo();
  assert.equal(store.get().program, "L = sigmiod");
});

test("a drag of one value and the next value's are two edits", () => {
  const { store, undo } = begin();
  store.set({ inputs: { x: "1.1", y: "2" } });
  store.set({ inputs: { x: "1.2", y: "2" } });
  store.set({ inputs: { x: "1.2", y: "3" } });
  undo();
  assert.deepEqual(store.get().inputs, { x: "1.2", y: "2" });
});

test("a new edit ends what could be done again; what is no edit leaves it", () => {
  const { store, undo } = begin();
  store.set({ program: "L = x * 2" });
  undo();
  store.set({ step: 3 });
  assert.equal(store.get().future.length, 1);
  store.set({ program: "L = x * 3" });
  assert.deepEqual(store.get().future, []);
});

test("an edit after an undo begins anew, however soon", () => {
  const { store, undo } = begin();
  store.set({ program: "a" });
  undo();
  store.set({ program: "b" });
  undo();
  assert.equal(store.get().program, "L = x");
});
