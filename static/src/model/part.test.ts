import assert from "node:assert/strict";
import { test } from "node:test";
import { partOf } from "./part.ts";
import { createStore } from "./store.ts";

test("a part hears of its own changes alone, and changes nothing else", () => {
  const store = createStore({ a: { x: 1, y: 2 }, b: { x: 3, y: 4 } });
  const part = partOf(store, "a");
  const heard: string[] = [];
  part.subscribe(({ x, y }) => heard.push(`${x} ${y}`));
  part.watch(["y"], ({ y }) => heard.push(`y ${y}`));
  partOf(store, "b").set({ x: 5 });
  part.set({ x: 1 });
  part.set({ x: 6 });
  part.set({ y: 7 });
  assert.deepEqual(heard, ["y 2", "6 2", "6 7", "y 7"]);
  assert.deepEqual(store.get(), { a: { x: 6, y: 7 }, b: { x: 5, y: 4 } });
});
