import assert from "node:assert/strict";
import { test } from "node:test";
import type { CellReport, CheckedCells } from "../../wire/labs.ts";
import { DEFAULTS } from "../state.ts";
import {
  BANDS,
  blockAround,
  CHECK_FIELDS,
  CURVE_STEPS,
  cellsOf,
  checkAddress,
  checkRequestOf,
  chosen,
  comparisons,
  curveRequestOf,
  failing,
  pickedIn,
  sizesOf,
  verdictOf,
  worstError,
} from "./check.ts";
import { initialOf, readSettings } from "./settings.ts";

const settings = initialOf(CHECK_FIELDS);

function checked(more: Partial<CheckedCells>): CheckedCells {
  return {
    max_relative_error: 1e-9,
    mean_absolute_difference: 1e-12,
    worst_index: [1, 0],
    analytic: 3,
    numeric: 3,
    verdict: "very good",
    kinks: 0,
    cells: {
      analytic: [
        [1, 2],
        [3, 4],
      ],
      numeric: [
        [1, 2],
        [3, 4],
      ],
      errors: [
        [0, null],
        [1e-9, 0],
      ],
      kinks: [
        [false, true],
        [false, false],
      ],
    },
    ratio: null,
    ...more,
  };
}

const report: CellReport = {
  passed: false,
  h: 1e-5,
  evaluations: 16,
  parameters: {
    W: checked({}),
    b: checked({ max_relative_error: "NaN", verdict: "bug", worst_index: [0, 1] }),
  },
};

test("the first program has 24 gradients to compare", () => {
  const sizes = sizesOf(settings.program, {
    ...Object.fromEntries(["W1", "W2"].map((name) => [name, { shape: [3, 3], data: new Float64Array(9) }])),
    ...Object.fromEntries(["b1", "b2"].map((name) => [name, { shape: [3], data: new Float64Array(3) }])),
    X: { shape: [4, 3], data: new Float64Array(12) },
    Z1: { shape: [4, 3], data: new Float64Array(12) },
  });
  assert.deepEqual(Object.keys(sizes), ["X", "W1", "b1", "W2", "b2"]);
  assert.equal(comparisons(sizes, settings), 24);
  assert.equal(comparisons(sizes, { ...settings, parameters: null }), 36);
});

test("names that the program does not read are not asked for", () => {
  assert.deepEqual(checkRequestOf(settings)?.names, ["W1", "b1", "W2", "b2"]);
  const other = { ...settings, program: "L = X ** 2" };
  assert.equal(chosen(other), null);
  assert.equal("names" in (checkRequestOf(other) ?? {}), false);
});

test("a value that cannot be read asks for nothing", () => {
  assert.equal(checkRequestOf({ ...settings, inputs: { ...settings.inputs, X: "[[1" } }), null);
});

test("the worst element is looked at, unless another is chosen that there is", () => {
  assert.deepEqual(pickedIn(report, settings), { name: "b", index: 1 });
  assert.deepEqual(pickedIn(report, { ...settings, name: "W" }), { name: "W", index: 2 });
  assert.deepEqual(pickedIn(report, { ...settings, name: "W", at: 3 }), { name: "W", index: 3 });
  assert.deepEqual(pickedIn(report, { ...settings, name: "W", at: 4 }), { name: "W", index: 2 });
  assert.deepEqual(pickedIn(report, { ...settings, name: "gone", at: 3 }), { name: "b", index: 1 });
  assert.equal(pickedIn({ ...report, parameters: {} }, settings), null);
});

test("elements come in row order, with NaN where nothing was judged", () => {
  const { shape, errors, kinks, analytic } = cellsOf(checked({}));
  assert.deepEqual(shape, [2, 2]);
  assert.deepEqual([...Array.from(analytic)], [1, 2, 3, 4]);
  assert.deepEqual([...Array.from(errors)], [0, Number.NaN, 1e-9, 0]);
  assert.deepEqual(kinks, [false, true, false, false]);
  const single = { analytic: 1, numeric: 1, errors: 0, kinks: false };
  assert.deepEqual(cellsOf(checked({ cells: single })).shape, []);
});

test("what is not finite fails, and is the worst", () => {
  assert.deepEqual(failing(report), ["b"]);
  assert.ok(Number.isNaN(worstError(report)));
  assert.equal(verdictOf(Number.NaN), "bug");
});

test("the bands are the chapter's", () => {
  assert.deepEqual([9e-8, 1e-7, 1e-5, 1e-3].map(verdictOf), BANDS);
});

test("the curve goes from 10⁻¹ to 10⁻¹⁴ in falling steps with short names", () => {
  assert.equal(CURVE_STEPS[0], 0.1);
  assert.equal(CURVE_STEPS.at(-1), 1e-14);
  assert.ok(CURVE_STEPS.every((h, i) => i === 0 || h < (CURVE_STEPS[i - 1] ?? 0)));
  const request = checkRequestOf(settings);
  assert.ok(request);
  const asked = curveRequestOf(request, { name: "W1", index: 5 }, [3, 3]);
  assert.deepEqual(asked.index, [1, 2]);
  assert.ok(!("h" in asked) && !("names" in asked));
  assert.ok(!("index" in curveRequestOf(request, { name: "x", index: 0 }, [])));
});

test("a block of a large parameter holds the element, and no more than there is", () => {
  const size = { rows: 10, columns: 7 };
  const most = { rows: 4, columns: 5 };
  for (let index = 0; index < 70; index++) {
    const { rows, columns } = blockAround(size, index, most);
    assert.ok(rows.includes(Math.floor(index / 7)) && columns.includes(index % 7));
    assert.ok(rows.length <= 4 && columns.length <= 5);
    assert.ok((rows.at(-1) ?? 0) < 10 && (columns.at(-1) ?? 0) < 7);
  }
});

test("the workbench's program arrives as it is there", () => {
  const state = { ...DEFAULTS, program: "L = x * y", inputs: { x: "3", y: "4", gone: "5" }, parameters: [] };
  const address = new URL(checkAddress(state), "http://here");
  const found = readSettings(CHECK_FIELDS, address.hash);
  assert.equal(found.program, "L = x * y");
  assert.deepEqual(found.inputs, { x: "3", y: "4" });
  assert.deepEqual(found.parameters, []);
  assert.equal(found.run, "on");
});
