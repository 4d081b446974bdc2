import assert from "node:assert/strict";
import { test } from "node:test";
import { SNAPSHOT, STORY } from "../../fixtures/runs/training.ts";
import type { Reply } from "../../wire/call.ts";
import type { Heard } from "../../wire/events.ts";
import type { Runs, TrainingSnapshot } from "../../wire/runs.ts";
import { calmed } from "./calm.ts";
import { keptFresh } from "./fresh.ts";
import { makeTrainer } from "./trainer.ts";

const { request: REQUEST } = SNAPSHOT;
const NO_RUN = { type: "", title: "", status: 404, detail: "", code: "run_unknown", errors: [] };
const OPTIONS = { language: "en" };

const answered = async <T>(value: T): Promise<Reply<T>> => ({ kind: "answer", value });

/** A trainer of runs called r1, r2, …, all of which tell `story`; what was asked, and the ids it named. */
function trainerOf(story: readonly Heard[], begun: Partial<TrainingSnapshot> = {}) {
  const asked: string[] = [];
  const named: string[] = [];
  let count = 0;
  const noted =
    <T>(name: string, value: T) =>
    (id: string) => {
      asked.push(`${name} ${id}`);
      return answered(value);
    };
  const runs = {
    begin: ({ paused, seed }) => {
      asked.push(`begin ${paused ? "waiting" : "going"} ${seed}`);
      return answered({ ...SNAPSHOT, ...begun, id: `r${++count}` });
    },
    pause: noted("pause", SNAPSHOT),
    resume: noted("resume", SNAPSHOT),
    step: noted("step", SNAPSHOT),
    setPace: noted("pace", SNAPSHOT),
    end: noted("end", null),
    find: noted("find", SNAPSHOT),
  } as Partial<Runs> as Runs;
  async function* listen(_: string, signal: AbortSignal): AsyncGenerator<Heard> {
    for (const one of story) if (!signal.aborted) yield one;
  }
  const trainer = makeTrainer(runs, listen, OPTIONS, (id) => named.push(id));
  return { trainer, runs, asked, named, get: trainer.store.get };
}

const events: readonly Heard[] = STORY.map(({ name, data }) => ({ kind: "event", name, data }));
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a run is begun, named, and listened to until it is done", async () => {
  const { trainer, named, get } = trainerOf([{ kind: "open" }, ...events]);
  await trainer.start(REQUEST);
  await settled();
  assert.deepEqual(named, ["r1"]);
  assert.equal(get().run?.state, "done");
  assert.equal(get().connection, "idle");
});

test("a new run ends the one before, once it is there itself", async () => {
  const { trainer, asked } = trainerOf([{ kind: "open" }]);
  await trainer.start(REQUEST);
  await trainer.reset();
  assert.deepEqual(asked, ["begin going 0", "begin waiting 0", "end r1"]);
});

test("where there is no room for a new run, the one before makes some", async () => {
  const { trainer, runs, asked } = trainerOf([{ kind: "open" }]);
  await trainer.start(REQUEST);
  const works = runs.begin;
  runs.begin = async () => {
    runs.begin = works;
    return { kind: "busy", seconds: 3 };
  };
  await trainer.reset();
  assert.deepEqual(asked, ["begin going 0", "end r1", "begin waiting 0"]);
});

test("a run that is over is asked after; one that is gone is said to be", async () => {
  const { trainer, runs, asked, get } = trainerOf([{ kind: "open" }, ...events]);
  await trainer.start(REQUEST);
  await settled();
  await trainer.touch();
  assert.equal(asked.at(-1), "find r1");
  runs.find = async () => ({ kind: "problem", problem: NO_RUN });
  await trainer.touch();
  assert.equal(get().connection, "gone");
});

test("a step without a run begins one that waits", async () => {
  const { trainer, asked } = trainerOf([{ kind: "open" }]);
  await trainer.step(REQUEST);
  await trainer.step(REQUEST);
  assert.deepEqual(asked, ["begin waiting 0", "step r1", "step r1"]);
});

test("a run that was stopped stays on the page, and its name is forgotten", async () => {
  const { trainer, named, get } = trainerOf([{ kind: "open" }, ...events.slice(0, 2)]);
  await trainer.start(REQUEST);
  await settled();
  await trainer.stop();
  assert.equal(get().run?.state, "stopped");
  assert.ok((get().run?.loss.length ?? 0) > 0);
  assert.deepEqual(named, ["r1", ""]);
});

test("what the service refuses stands in the store until the next command", async () => {
  const { trainer, runs, get } = trainerOf([]);
  const works = runs.begin;
  runs.begin = async () => ({ kind: "busy", seconds: 3 });
  await trainer.start(REQUEST);
  assert.deepEqual(get().trouble, { kind: "busy", seconds: 3 });
  assert.equal(get().run, null);
  runs.begin = works;
  await trainer.start(REQUEST);
  assert.equal(get().trouble, null);
});

test("a run that is gone, and one that nobody tells of, are told apart", async () => {
  const gone = trainerOf([{ kind: "problem", problem: NO_RUN }]);
  gone.trainer.follow("old");
  await settled();
  assert.equal(gone.get().connection, "gone");
  assert.equal(gone.get().reason, NO_RUN);
  const lost = trainerOf([{ kind: "waiting", seconds: 1 }, { kind: "lost" }]);
  lost.trainer.follow("old");
  await settled();
  assert.equal(lost.get().connection, "lost");
});

test("a calm store changes four times a second, and at once for what is urgent", async () => {
  const { trainer, get } = trainerOf([{ kind: "open" }, ...events.slice(0, 2)]);
  const timers: (() => void)[] = [];
  const calm = calmed(
    trainer.store,
    (now, shown) => now.run?.state !== shown.run?.state,
    (_, callback) => timers.push(callback),
  );
  await trainer.start(REQUEST);
  await settled();
  assert.equal(calm.get().run?.step, 0);
  assert.equal(timers.length, 1);
  timers[0]?.();
  assert.deepEqual(calm.get(), get());
});

test("an answer is asked for once for each key, the last one after a rest", async () => {
  const asked: (string | null)[] = [];
  const rests: (() => void)[] = [];
  let key: string | null = "a";
  const check = keptFresh({
    key: () => key,
    ask: () => answered(asked.push(key)),
    show: () => {},
    missed: () => {},
    rest: () => 1000,
    after: (_, callback) => rests.push(callback),
  });
  check();
  await settled();
  check();
  for (key of ["b", "c"]) check();
  assert.deepEqual(asked, ["a"]);
  rests.pop()?.();
  await settled();
  key = null;
  rests.pop()?.();
  assert.deepEqual(asked, ["a", "c"]);
});

test("what nobody answered is asked for again", async () => {
  const rests: (() => void)[] = [];
  const shown: number[] = [];
  let replies: Reply<number>[] = [{ kind: "offline" }, { kind: "answer", value: 1 }];
  const check = keptFresh({
    key: () => "a",
    ask: async () => {
      const [reply, ...later] = replies;
      replies = later;
      return reply ?? { kind: "offline" };
    },
    show: (value) => shown.push(value),
    missed: () => {},
    rest: () => 0,
    after: (_, callback) => rests.push(callback),
  });
  check();
  await settled();
  rests.pop()?.();
  await settled();
  rests.pop()?.();
  await settled();
  assert.deepEqual([shown, replies], [[1], []]);
});
