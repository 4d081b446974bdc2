import assert from "node:assert/strict";
import { test } from "node:test";
import { FEWEST, rowsOf, sideOf } from "./netRows.ts";

test("few units are all drawn", () => {
  assert.deepEqual(rowsOf(3, 12, 0), [{ unit: 0 }, { unit: 1 }, { unit: 2 }]);
  assert.equal(rowsOf(12, 12, 5).length, 12);
});

test("of many, whichever is picked is drawn, in as many rows, and every other is in a gap", () => {
  for (const count of [FEWEST + 1, 10, 50, 784])
    for (let picked = 0; picked < count; picked++) {
      const rows = rowsOf(count, FEWEST, picked);
      assert.equal(rows.length, FEWEST);
      assert.ok(rows.some((row) => "unit" in row && row.unit === picked));
      const units = rows.flatMap((row) =>
        "unit" in row ? [row.unit] : Array.from({ length: row.to - row.from + 1 }, (_, i) => row.from + i),
      );
      assert.deepEqual(
        units,
        Array.from({ length: count }, (_, i) => i),
      );
    }
});

test("a square number of units from 7 × 7 on is a picture", () => {
  assert.deepEqual([784, 64, 49, 36, 50, 785].map(sideOf), [28, 8, 7, null, null, null]);
});
