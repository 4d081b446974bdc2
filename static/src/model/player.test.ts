import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { type Clock, dwellOf, startPlayer } from "./player.ts";
import { EMPTY, type State } from "./session.ts";
import { DEFAULTS } from "./state.ts";
import { createStore } from "./store.ts";
import "../text/testing/words.ts";

/** A clock that moves when it is told to. */
function makeClock(still = false) {
  let now = 0;
  let next = 1;
  const frames = new Map<number, (now: number) => void>();
  const alarms = new Map<number, { at: number; callback: () => void }>();
  const clock: Clock = {
    frame: (callback) => {
      frames.set(next, callback);
      return next++;
    },
    cancelFrame: (id) => void frames.delete(id),
    after: (milliseconds, callback) => {
      alarms.set(next, { at: now + milliseconds, callback });
      return next++;
    },
    cancelAfter: (id) => void alarms.delete(id),
    still: () => still,
  };
  const run = (milliseconds: number) => {
    for (const end = now + milliseconds; now < end; ) {
      now += 10;
      const due = [...frames.values()];
      frames.clear();
      for (const callback of due) callback(now);
      for (const [id, { at, callback }] of [...alarms])
        if (at <= now) {
          alarms.delete(id);
          callback();
        }
    }
  };
  return { clock, run };
}

function setUp(still = false) {
  const store = createStore<State>({ ...EMPTY, ...DEFAULTS, trace: traceOf("fork") });
  const { clock, run } = makeClock(still);
  startPlayer(store, clock);
  return { store, run };
}

test("a step is drawn from the one before it, and ends on it exactly", () => {
  const { store, run } = setUp();
  store.set({ step: 1 });
  run(150);
  const { cursor } = store.get();
  assert.ok(cursor > 0 && cursor < 1);
  run(1000);
  assert.equal(store.get().cursor, 1);
});

test("another step completes the one that is being drawn", () => {
  const { store, run } = setUp();
  store.set({ step: 1 });
  run(100);
  store.set({ step: 2 });
  run(20);
  assert.ok(store.get().cursor >= 1);
  run(2000);
  assert.equal(store.get().cursor, 2);
});

test("a step back and a jump are drawn at once", () => {
  const { store, run } = setUp();
  store.set({ step: 6 });
  assert.equal(store.get().cursor, 6);
  store.set({ step: 5 });
  assert.equal(store.get().cursor, 5);
  run(100);
  assert.equal(store.get().cursor, 5);
});

test("where nothing may travel, a step is drawn at once", () => {
  const { store } = setUp(true);
  store.set({ step: 1 });
  assert.equal(store.get().cursor, 1);
});

test("playing waits until the sentence can have been read, and stops at the end", () => {
  const { store, run } = setUp();
  store.set({ playing: true });
  run(2000);
  assert.equal(store.get().step, 0);
  run(1000);
  assert.equal(store.get().step, 1);
  run(60_000);
  assert.equal(store.get().step, 7);
  assert.equal(store.get().playing, false);
});

test("a pause holds, and twice the speed takes half the time", () => {
  const { store, run } = setUp();
  store.set({ playing: true, speed: "2" });
  run(1400);
  assert.equal(store.get().step, 1);
  store.set({ playing: false });
  run(60_000);
  assert.equal(store.get().step, 1);
});

test("the time a sentence stands grows with it", () => {
  assert.equal(dwellOf("Short."), 2500);
  assert.equal(dwellOf("one two three four five six seven eight nine ten"), 3500);
  assert.equal(dwellOf("把".repeat(20)), 3600);
});
