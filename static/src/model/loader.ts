/** Asks the service for a trace whenever what it depends on changes; answers that come late are dropped. */

import type { Client, Reply } from "../wire/client.ts";
import type { Trace } from "../wire/trace.ts";
import { timelineIn } from "./derived.ts";
import { stopAt } from "./place.ts";
import { requestOf } from "./request.ts";
import type { State } from "./session.ts";
import { samePlace, stopsOf } from "./stops.ts";
import type { Store } from "./store.ts";

export interface Timer {
  after(milliseconds: number, callback: () => void): number;
  cancelAfter(id: number): void;
}

/** Milliseconds without a keystroke before the service is asked. */
const DEBOUNCE = 60;
/** Milliseconds before the service is tried again when nobody answered. */
const RETRY = 3000;

const ASKED: readonly (keyof State)[] = [
  "program",
  "inputs",
  "output",
  "upstream",
  "rate",
  "parameters",
  "expand",
  "language",
];

export function startLoader(store: Store<State>, client: Client, timer: Timer): void {
  let waiting: number | null = null;
  let current: AbortController | null = null;

  async function ask(): Promise<void> {
    current?.abort();
    const state = store.get();
    const request = requestOf(state);
    if (request === null) {
      store.set({ connection: "idle" });
      return;
    }
    const own = new AbortController();
    current = own;
    store.set({ connection: "pending" });
    const reply = await client.trace(request, { language: state.language, signal: own.signal });
    if (current !== own) return;
    store.set(patchFor(reply, store.get(), request.program));
    if (reply.kind === "busy") later(reply.seconds * 1000);
    if (reply.kind === "offline") later(RETRY);
  }

  function later(milliseconds: number): void {
    if (waiting !== null) timer.cancelAfter(waiting);
    waiting = timer.after(milliseconds, () => {
      waiting = null;
      void ask();
    });
  }

  void ask();
  store.subscribe((now, before) => {
    if (ASKED.some((key) => now[key] !== before[key])) later(before.trace === null ? 0 : DEBOUNCE);
  });
}

/** What a reply changes. The last trace stays while a newer program does not work. */
function patchFor(reply: Reply<Trace>, state: State, asked: string): Partial<State> {
  switch (reply.kind) {
    case "answer":
      return { ...placed(state, reply.value), problem: null, asked, connection: "idle" };
    case "problem":
      return { problem: reply.problem, asked, connection: "idle" };
    case "cancelled":
      return {};
    default:
      return { connection: reply.kind };
  }
}

/** The new trace at the step where the old one stood. */
function placed(state: State, trace: Trace): Partial<State> {
  const line = timelineIn(state);
  const after = { trace, stops: stopsOf(trace, state.granularity) };
  const step = line && !state.landing ? samePlace(line, state.step, after) : stopAt(after, state.place);
  return { trace, step, cursor: step, landing: false };
}

/** Fetches what does not depend on the program: the examples and the op table, in the language of the page. */
export function startCatalogue(store: Store<State>, client: Client): void {
  store.watch(["language"], async ({ language }) => {
    const [examples, operations] = await Promise.all([
      client.examples({ language }),
      client.operations({ language }),
    ]);
    if (store.get().language !== language) return;
    if (examples.kind === "answer") store.set({ examples: examples.value });
    if (operations.kind === "answer")
      store.set({ operations: new Map(operations.value.map((operation) => [operation.name, operation])) });
  });
}
