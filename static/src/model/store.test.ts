import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore, until } from "./store.ts";

test("listeners hear of a change once, with what was before", () => {
  const store = createStore({ a: 1, b: 1 });
  const heard: unknown[] = [];
  store.subscribe((now, before) => heard.push([now, before]));
  store.set({ a: 2 });
  store.set({ a: 2 });
  assert.deepEqual(heard, [
    [
      { a: 2, b: 1 },
      { a: 1, b: 1 },
    ],
  ]);
});

test("a watcher hears of its own keys, and of the beginning", () => {
  const store = createStore({ a: 1, b: 1 });
  const heard: number[] = [];
  const stop = store.watch(["b"], ({ b }) => heard.push(b));
  store.set({ a: 5 });
  store.set({ b: 2 });
  stop();
  assert.deepEqual(heard, [1, 2]);
});

test("a change made by a listener reaches all listeners after the first change", () => {
  const store = createStore({ a: 0, b: 0 });
  const heard: string[] = [];
  store.subscribe(({ a }) => store.set({ b: a * 10 }));
  store.subscribe(({ a, b }) => heard.push(`${a} ${b}`));
  store.set({ a: 1 });
  assert.deepEqual(heard, ["1 0", "1 10"]);
});

test("it is waited for until something holds of the state", async () => {
  const store = createStore({ a: 0 });
  await until(store, ({ a }) => a === 0);
  const two = until(store, ({ a }) => a === 2).then(() => store.get().a);
  store.set({ a: 1 });
  store.set({ a: 2 });
  assert.equal(await two, 2);
});

test("a listener that is gone hears nothing", () => {
  const store = createStore({ a: 0 });
  const heard: number[] = [];
  const stop = store.subscribe(({ a }) => heard.push(a));
  stop();
  store.set({ a: 1 });
  assert.deepEqual(heard, []);
});
