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

/** Milliseconds without a keystroke before the service is asked about another program. */
const DEBOUNCE = 60;
/** Milliseconds before the service is tried again when nobody answered. */
const RETRY = 3000;
/** Milliseconds after which an answer is called slow, and no longer waited for when a newer one is wanted. */
const SLOW = 2500;

/** Other numbers in the same program: asked for at once, one request at a time, so that a drag is followed. */
const NUMBERS: readonly (keyof State)[] = ["inputs", "upstream", "rate"];
const PROGRAM: readonly (keyof State)[] = ["program", "output", "parameters", "expand", "language"];

/** A request on its way. `again`: the numbers have changed since. */
interface Flight {
  readonly controller: AbortController;
  again: boolean;
  slow: boolean;
}

export function startLoader(store: Store<State>, client: Client, timer: Timer): void {
  let waiting: number | null = null;
  let flight: Flight | null = null;

  async function ask(): Promise<void> {
    wait();
    flight?.controller.abort();
    flight = null;
    const state = store.get();
    const request = requestOf(state);
    if (request === null) return store.set({ connection: "idle" });
    const own: Flight = { controller: new AbortController(), again: false, slow: false };
    flight = own;
    store.set({ connection: "pending" });
    const slow = timer.after(SLOW, () => {
      own.slow = true;
      if (flight === own) store.set({ connection: "slow" });
    });
    const reply = await client.trace(request, { language: state.language, signal: own.controller.signal });
    timer.cancelAfter(slow);
    if (flight !== own) return;
    flight = null;
    store.set(patchFor(reply, store.get(), request.program));
    if (reply.kind === "busy") countDown();
    else if (own.again) void ask();
    else if (reply.kind === "offline") later(RETRY);
  }

  /** Ends what is waited for. */
  function wait(): void {
    if (waiting !== null) timer.cancelAfter(waiting);
    waiting = null;
  }

  function later(milliseconds: number, act = () => void ask()): void {
    wait();
    waiting = timer.after(milliseconds, () => {
      waiting = null;
      act();
    });
  }

  /** A busy service is left alone for as long as it asked. */
  function countDown(): void {
    later(1000, () => {
      const retryIn = store.get().retryIn - 1;
      if (retryIn <= 0) return void ask();
      store.set({ retryIn });
      countDown();
    });
  }

  void ask();
  store.subscribe((now, before) => {
    const changed = (key: keyof State) => now[key] !== before[key];
    if (changed("attempts")) return later(0);
    const program = PROGRAM.some(changed);
    if ((!program && !NUMBERS.some(changed)) || now.connection === "busy") return;
    if (flight && !flight.slow && !program) {
      flight.again = true;
    } else if (program) {
      flight?.controller.abort();
      flight = null;
      later(before.trace === null ? 0 : DEBOUNCE);
    } else if (waiting === null || now.connection === "offline") later(0);
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
    case "busy":
      return { connection: "busy", retryIn: reply.seconds };
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
