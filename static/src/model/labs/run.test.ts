import assert from "node:assert/strict";
import { test } from "node:test";
import { SNAPSHOT, STORY } from "../../fixtures/runs/training.ts";
import type { Progress } from "../../wire/runs.ts";
import { heard, isAlive, type Run, runOf, shareDone } from "./run.ts";

const told = STORY.reduce<Run | null>(heard, runOf(SNAPSHOT)) as Run;

test("the events of a run, laid over its first snapshot, make its last", () => {
  assert.equal(told.state, "done");
  assert.equal(told.step, SNAPSHOT.steps);
  assert.equal(told.loss.length, SNAPSHOT.steps);
  assert.equal(told.smoothed.length, SNAPSHOT.steps);
  assert.deepEqual(
    told.accuracies.map(({ epoch }) => epoch),
    [1, 2],
  );
  assert.equal(shareDone(told), 1);
});

test("an event that is told twice changes nothing", () => {
  const twice = STORY.flatMap((event) => [event, event]).reduce<Run | null>(heard, runOf(SNAPSHOT));
  assert.deepEqual(twice, told);
});

test("a snapshot in the middle takes the place of what was known", () => {
  const late = heard(told, { name: "snapshot", data: SNAPSHOT });
  assert.deepEqual(late, runOf(SNAPSHOT));
  assert.equal(heard(null, STORY[0] as (typeof STORY)[number]), null);
});

test("losses that were not told are gaps, and those beyond numbers are read", () => {
  const progress = STORY.find(({ name }) => name === "progress")?.data as Progress;
  const run = heard(runOf(SNAPSHOT), {
    name: "progress",
    data: { ...progress, from: 3, step: 4, loss: ["NaN", "Infinity"], smoothed: [1, 1], measures: [] },
  });
  assert.deepEqual(run?.loss, [Number.NaN, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY]);
  assert.equal(run?.step, 4);
});

test("a run that has failed keeps its reason", () => {
  const { problem } = heard(told, {
    name: "end",
    data: { ...SNAPSHOT, state: "failed", problem: { ...PROBLEM } },
  }) as Run;
  assert.equal(problem?.code, "run_died");
});

test("only what runs or pauses is alive", () => {
  assert.deepEqual((["running", "paused", "done", "stopped", "failed"] as const).map(isAlive), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

const PROBLEM = { type: "urn:x", title: "T", status: 500, detail: "D", code: "run_died", errors: [] };
