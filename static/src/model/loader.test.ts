import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import type { Client, Reply } from "../wire/client.ts";
import type { Trace } from "../wire/trace.ts";
import type { TraceRequest } from "../wire/types.ts";
import { startLoader } from "./loader.ts";
import { EMPTY, type State } from "./session.ts";
import { DEFAULTS } from "./state.ts";
import { createStore } from "./store.ts";

const TRACE = traceOf("square");

/** A service that answers when it is told to, and a clock that moves when it is told to. */
function begin() {
  const asked: {
    request: TraceRequest;
    answer: (reply: Reply<Trace>) => Promise<void>;
    signal?: AbortSignal;
  }[] = [];
  const trace: Client["trace"] = (request, { signal }) =>
    new Promise((resolve) => {
      const answer = async (reply: Reply<Trace>) => {
        resolve(reply);
        await settled();
      };
      asked.push({ request, answer, ...(signal ? { signal } : {}) });
    });
  let now = 0;
  let next = 1;
  const alarms = new Map<number, { at: number; callback: () => void }>();
  const timer = {
    after: (milliseconds: number, callback: () => void) => {
      alarms.set(next, { at: now + milliseconds, callback });
      return next++;
    },
    cancelAfter: (id: number) => void alarms.delete(id),
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const [id, { at, callback }] of [...alarms]) if (at <= now && alarms.delete(id)) callback();
  };
  const store = createStore<State>({ ...EMPTY, ...DEFAULTS });
  startLoader(store, { trace } as Client, timer);
  const newest = () => asked.at(-1) as (typeof asked)[number];
  return { store, asked, newest, pass };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const ANSWER: Reply<Trace> = { kind: "answer", value: TRACE };

test("while a value is dragged one request is on its way, and the last value wins", async () => {
  const { store, asked, newest, pass } = begin();
  await newest().answer(ANSWER);
  for (const x of ["2", "3", "4"]) {
    store.set({ inputs: { x, y: "2" } });
    pass(0);
  }
  assert.deepEqual(
    asked.map(({ request }) => request.inputs.x),
    [1, 2],
  );
  await newest().answer(ANSWER);
  assert.deepEqual(
    asked.map(({ request }) => request.inputs.x),
    [1, 2, 4],
  );
  assert.equal(store.get().trace, TRACE);
  await newest().answer(ANSWER);
  assert.equal(asked.length, 3);
  assert.equal(store.get().connection, "idle");
});

test("another program is asked for after a pause, and the answer to the old one is dropped", async () => {
  const { store, asked, newest, pass } = begin();
  const first = newest();
  store.set({ program: "L = x" });
  assert.ok(first.signal?.aborted);
  pass(10);
  await first.answer(ANSWER);
  assert.equal(store.get().trace, null);
  pass(60);
  assert.deepEqual(
    asked.map(({ request }) => request.program),
    [DEFAULTS.program, "L = x"],
  );
});

test("a slow answer is called slow, and not waited for when the value has changed", async () => {
  const { store, asked, newest, pass } = begin();
  pass(3000);
  assert.equal(store.get().connection, "slow");
  store.set({ inputs: { x: "9", y: "2" } });
  pass(0);
  assert.deepEqual(
    asked.map(({ request }) => request.inputs.x),
    [1, 9],
  );
  await newest().answer(ANSWER);
  assert.equal(store.get().connection, "idle");
});

test("a busy service is counted down to, and asked once, with the newest text", async () => {
  const { store, asked, newest, pass } = begin();
  await newest().answer({ kind: "busy", seconds: 3 });
  assert.deepEqual([store.get().connection, store.get().retryIn], ["busy", 3]);
  pass(1000);
  assert.equal(store.get().retryIn, 2);
  store.set({ program: "L = x" });
  pass(1000);
  assert.equal(asked.length, 1);
  pass(1000);
  assert.deepEqual(
    asked.map(({ request }) => request.program),
    [DEFAULTS.program, "L = x"],
  );
});

test("without a connection the service is tried again, sooner when the reader asks", async () => {
  const { store, asked, newest, pass } = begin();
  await newest().answer({ kind: "offline" });
  assert.equal(store.get().connection, "offline");
  pass(3000);
  assert.equal(asked.length, 2);
  await newest().answer({ kind: "offline" });
  store.set({ attempts: 1 });
  pass(0);
  assert.equal(asked.length, 3);
  await newest().answer(ANSWER);
  assert.equal(store.get().connection, "idle");
});

test("a value that cannot be read is not asked about", async () => {
  const { store, asked, newest, pass } = begin();
  await newest().answer(ANSWER);
  store.set({ inputs: { x: "[1, ", y: "2" } });
  pass(0);
  assert.equal(asked.length, 1);
  assert.equal(store.get().connection, "idle");
});
