import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blockOf,
  type Cells,
  cellsOf,
  laidOver,
  textOf,
  withCell,
  withColumn,
  withoutColumn,
  withoutRow,
  withRow,
} from "./cells.ts";

const SQUARE: Cells = {
  rows: [
    ["1", "2"],
    ["3", "4"],
  ],
  vector: false,
};
const ROW: Cells = { rows: [["1", "2"]], vector: true };

test("text becomes cells and cells become the same value's text", () => {
  assert.deepEqual(cellsOf("[[1, 2], [3, 4]]"), SQUARE);
  assert.deepEqual(cellsOf("[1 2]"), ROW);
  assert.deepEqual(cellsOf("[[-0.5, NaN]]"), { rows: [["−0.5", "NaN"]], vector: false });
  assert.equal(textOf(SQUARE), "[[1, 2],\n [3, 4]]");
  assert.equal(textOf(ROW), "[1, 2]");
});

test("numbers, deeper lists, large matrices and what cannot be read have no cells", () => {
  const large = `[${Array.from({ length: 200 }, () => "1").join(", ")}]`;
  for (const text of ["2", "", "[1, ", "[[[1]]]", large]) assert.equal(cellsOf(text), null, text);
});

test("blocks are read from spreadsheets, CSV, NumPy and PyTorch", () => {
  for (const text of [
    "1\t2\n3\t4",
    "1\t2\r\n3\t4\r\n",
    "1,2\n3,4",
    "1 2\n3 4",
    "[[1 2]\n [3 4]]",
    "[[1. 2.]\n [3. 4.]]",
    "array([[1., 2.],\n       [3., 4.]])",
    "np.array([[1, 2], [3, 4]], dtype=float32)",
    "tensor([[1., 2.],\n        [3., 4.]])",
  ])
    assert.deepEqual(blockOf(text)?.rows, SQUARE.rows, text);
  assert.deepEqual(blockOf("7"), { rows: [["7"]], vector: true });
  assert.equal(blockOf("seven"), null);
});

test("a block is laid over the cells from a place on, and they grow for it", () => {
  assert.deepEqual(laidOver(SQUARE, 1, 1, SQUARE).rows, [
    ["1", "2", "0"],
    ["3", "1", "2"],
    ["0", "3", "4"],
  ]);
  assert.deepEqual(laidOver(ROW, 0, 1, { rows: [["8", "9"]], vector: true }), {
    rows: [["1", "8", "9"]],
    vector: true,
  });
  assert.equal(laidOver(ROW, 0, 0, SQUARE).vector, false);
});

test("rows and columns come after the place and go from it; the last one stays", () => {
  assert.deepEqual(withRow(SQUARE, 0).rows, [
    ["1", "2"],
    ["0", "0"],
    ["3", "4"],
  ]);
  assert.deepEqual(withColumn(SQUARE, 1).rows, [
    ["1", "2", "0"],
    ["3", "4", "0"],
  ]);
  assert.deepEqual(withoutRow(SQUARE, 0).rows, [["3", "4"]]);
  assert.deepEqual(withoutColumn(SQUARE, 0).rows, [["2"], ["4"]]);
  assert.equal(withoutRow(ROW, 0), ROW);
  assert.equal(withRow(ROW, 0).vector, false);
  assert.deepEqual(withCell(SQUARE, 1, 0, "9").rows, [
    ["1", "2"],
    ["9", "4"],
  ]);
});
