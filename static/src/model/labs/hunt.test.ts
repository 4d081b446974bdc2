import assert from "node:assert/strict";
import { test } from "node:test";
import type { MistakePointed, MistakeReport } from "../../wire/mistakes.ts";
import { type Hunt, isSolved, keepSolved, NEW_HUNT, reached, readSolved } from "./hunt.ts";

const REPORT = {
  passed: false,
  h: 1e-5,
  evaluations: 2,
  parameters: {},
  solved: false,
} as unknown as MistakeReport;
const FOUND: MistakePointed = { right: true, sentence: "", choices: [] };

function huntWith(patch: Partial<Hunt>): Hunt {
  return { mistakes: [], ...NEW_HUNT, ...patch };
}

test("each part of the hunt is offered after the one before", () => {
  assert.equal(reached(huntWith({})), "check");
  assert.equal(reached(huntWith({ report: REPORT })), "point");
  assert.equal(reached(huntWith({ report: REPORT, remark: { ...FOUND, right: false } })), "point");
  assert.equal(reached(huntWith({ report: REPORT, remark: FOUND })), "fix");
});

test("only a check that passes after a fix solves it", () => {
  assert.ok(!isSolved(huntWith({ report: REPORT })));
  assert.ok(!isSolved(huntWith({ mended: REPORT })));
  assert.ok(isSolved(huntWith({ mended: { ...REPORT, solved: true } })));
});

test("what was mended is remembered, and a damaged memory is none", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  keepSolved(storage, new Set(["B2", "B9"]));
  assert.deepEqual([...readSolved(storage)], ["B2", "B9"]);
  for (const key of kept.keys()) kept.set(key, "{");
  assert.equal(readSolved(storage).size, 0);
  assert.equal(readSolved(null).size, 0);
});
