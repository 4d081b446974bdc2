import assert from "node:assert/strict";
import { test } from "node:test";
import { choice } from "../fields.ts";
import { COMMON, group, initialOf, number, readSettings, within, writeSettings } from "./settings.ts";

const FIELDS = {
  ...COMMON,
  depth: number("depth", 10, { min: 1, max: 20, whole: true }),
  weight: number("w", 1, { min: 0.1, max: 8 }),
  activation: choice("f", ["a", "b"], "a"),
};

test("the address holds what differs from the defaults, and gives it back", () => {
  const settings = { ...initialOf(FIELDS), depth: 5, weight: 1.5 };
  assert.equal(writeSettings(FIELDS, settings), "depth=5&w=1.5");
  assert.deepEqual(readSettings(FIELDS, "#depth=5&w=1.5"), settings);
  assert.equal(writeSettings(FIELDS, initialOf(FIELDS)), "");
});

test("what an address says wrongly is the default", () => {
  for (const hash of ["#depth=0", "#depth=2.5", "#depth=", "#depth=many", "#depth=21", "#f=c", "#w=Infinity"])
    assert.deepEqual(readSettings(FIELDS, hash), initialOf(FIELDS), hash);
});

test("bounds are inclusive", () => {
  assert.ok(within(0.1, { min: 0.1, max: 8 }));
  assert.ok(!within(Number.NaN, { min: 0.1, max: 8 }));
});

test("a group writes what differs, under its prefix, and reads it again", () => {
  const lane = { depth: FIELDS.depth, weight: FIELDS.weight };
  const fields = { a: group("a", lane), b: group("b", lane) };
  const settings = { a: { depth: 10, weight: 1 }, b: { depth: 5, weight: 1.5 } };
  assert.equal(writeSettings(fields, settings), "b.depth=5&b.w=1.5");
  assert.deepEqual(readSettings(fields, "#b.depth=5&b.w=1.5"), settings);
  assert.deepEqual(readSettings(fields, "#b.depth=99"), initialOf(fields));
});
