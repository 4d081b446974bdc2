/** Leads one training run: begins it, listens to it, tells it what to do. What is known of it stands in a store. */

import type { Options, Reply } from "../../wire/call.ts";
import type { Problem } from "../../wire/calls.ts";
import type { Heard } from "../../wire/events.ts";
import type { Runs, TrainingEvent, TrainingRequest, TrainingSnapshot } from "../../wire/runs.ts";
import { createStore, type Store } from "../store.ts";
import { heard, isAlive, isKnown, type Run, runOf } from "./run.ts";
import { DIGITS } from "./training.ts";

/** What has kept the service from doing as it was told. */
export type Trouble = Exclude<Reply<never>, { readonly kind: "answer" | "cancelled" }>;

export interface Training {
  readonly run: Run | null;
  /** idle: nothing is to be heard; waiting: it broke and is made again; lost: it was tried in vain; gone: no such run. */
  readonly connection: "idle" | "opening" | "open" | "waiting" | "lost" | "gone";
  /** Why the run is gone, in the words of the service. */
  readonly reason: Problem | null;
  readonly trouble: Trouble | null;
  /** A command is on its way. */
  readonly busy: boolean;
}

export interface Trainer {
  readonly store: Store<Training>;
  /** A new run in place of the one before. */
  start(request: TrainingRequest): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One update; of `request`, where there is no run to make it. */
  step(request: TrainingRequest): Promise<void>;
  stop(): Promise<void>;
  /** The same run from its beginning, waiting. */
  reset(): Promise<void>;
  setPace(updatesPerSecond: number | null): Promise<void>;
  /** Listens to a run by its id; to none for the empty one. */
  follow(id: string): void;
  /** Listens once more, after the connection was given up. */
  retry(): void;
  /** Hears what was answered in place of what was asked about the run: that it is gone, it may be. */
  missed(reply: Reply<unknown>): void;
  /** Asks after a run that is over, so that it is not taken for abandoned. */
  touch(): Promise<void>;
}

export type Listen = (id: string, signal: AbortSignal) => AsyncIterable<Heard>;

/** The code of the refusal for a run that is not there. */
const GONE = "run_unknown";
const NONE: Training = { run: null, connection: "idle", reason: null, trouble: null, busy: false };

/** `named` hears the id of the run that is led now. */
export function makeTrainer(
  runs: Runs,
  listen: Listen,
  options: Options,
  named: (id: string) => void,
): Trainer {
  const store = createStore<Training>(NONE);
  let listening = new AbortController();
  /** The id of the run that is led. */
  let led = "";

  /** What is answered; null where the service has not done it, which then stands in the store. */
  async function told<T>(asking: () => Promise<Reply<T>>): Promise<T | null> {
    if (store.get().busy) return null;
    store.set({ busy: true, trouble: null });
    try {
      const reply = await asking();
      if (reply.kind === "answer") return reply.value;
      if (reply.kind !== "cancelled") store.set({ trouble: reply });
      return null;
    } finally {
      store.set({ busy: false });
    }
  }

  const lead = (command: (id: string) => Promise<Reply<unknown>>) => async () => {
    const { run } = store.get();
    if (run) await told(() => command(run.id));
  };

  /** The one before is ended only then: it may hold the data that the new one needs too. */
  async function begin(request: TrainingRequest): Promise<TrainingSnapshot | null> {
    const { run: before } = store.get();
    const asked = () => told(() => runs.begin(request, options));
    const end = async () => before && isKnown(before.state) && runs.end(before.id, options);
    let begun = await asked();
    // Where there is no room, it makes some: a data set that stays needs no run to hold it.
    const makesRoom = !begun && store.get().trouble?.kind === "busy" && request.data === DIGITS;
    if (makesRoom && (await end())) begun = await asked();
    else if (begun) void end();
    if (!begun) return null;
    store.set({ run: runOf(begun) });
    led = begun.id;
    named(led);
    void listenTo(led);
    return begun;
  }

  async function listenTo(id: string): Promise<void> {
    listening.abort();
    const mine = new AbortController();
    listening = mine;
    store.set({ connection: "opening", reason: null });
    for await (const one of listen(id, mine.signal)) {
      if (mine.signal.aborted) return;
      hear(one);
    }
  }

  function hear(one: Heard): void {
    if (one.kind === "problem") store.set({ connection: "gone", reason: one.problem });
    else if (one.kind !== "event") store.set({ connection: one.kind === "end" ? "idle" : one.kind });
    else {
      const run = heard(store.get().run, { name: one.name, data: one.data } as TrainingEvent);
      store.set({ run });
      // Of a run that is over there is nothing more to be told.
      if (run && !isAlive(run.state)) silence();
    }
  }

  function missed(reply: Reply<unknown>): void {
    if (reply.kind === "problem" && reply.problem.code === GONE)
      store.set({ connection: "gone", reason: reply.problem });
  }

  function silence(): void {
    listening.abort();
    store.set({ connection: "idle" });
  }

  return {
    store,
    start: async (request) => void (await begin(request)),
    pause: lead((id) => runs.pause(id, options)),
    resume: lead((id) => runs.resume(id, options)),
    async step(request) {
      const { run } = store.get();
      const ready = run && isAlive(run.state) ? run : await begin({ ...request, paused: true });
      if (ready) await told(() => runs.step(ready.id, options));
    },
    async stop() {
      const { run } = store.get();
      if (!run || (await told(async () => passed(await runs.end(run.id, options)))) === null) return;
      silence();
      store.set({ run: { ...run, ...store.get().run, state: "stopped" } });
      led = "";
      named(led);
    },
    async reset() {
      const { run } = store.get();
      if (run) await begin({ ...run.request, paused: true });
    },
    async setPace(updatesPerSecond) {
      const { run } = store.get();
      if (run && isAlive(run.state)) await told(() => runs.setPace(run.id, updatesPerSecond, options));
    },
    follow(id) {
      if (id === led) return;
      led = id;
      listening.abort();
      store.set(NONE);
      if (id !== "") void listenTo(id);
    },
    retry: () => void listenTo(led),
    missed,
    async touch() {
      const { run } = store.get();
      if (run?.state === "done") missed(await runs.find(run.id, options));
    },
  };
}

/** An answer without content, as one that is there. */
function passed(reply: Reply<null>): Reply<true> {
  return reply.kind === "answer" ? { kind: "answer", value: true } : reply;
}
