import assert from "node:assert/strict";
import { test } from "node:test";
import { readValue } from "../text/values.ts";
import { fromNested } from "../wire/numbers.ts";
import { isLarge, textOf } from "./handed.ts";

test("a value handed over is read back to the last digit, rows on lines of their own", () => {
  const value = { shape: [2, 3], data: Float64Array.of(0.1, -1 / 3, 1e-9, 1e21, 0, 5e-324) };
  const text = textOf(value);
  assert.equal(text.split("\n").length, 2);
  const reading = readValue(text);
  assert.ok(reading.ok);
  assert.deepEqual(fromNested(reading.value), value);
  assert.equal(textOf(2.5), "2.5");
});

test("what an address can carry is not large", () => {
  const row = `[${Array.from({ length: 50 }, () => "0.0123456789").join(", ")}]`;
  assert.equal(isLarge({ W: row, x: "1" }), false);
  assert.equal(isLarge({ W: `[${Array.from({ length: 784 }, () => row).join(",\n ")}]` }), true);
});
