import assert from "node:assert/strict";
import { test } from "node:test";
import { broadcastIndex, neighbour, placeOf, placeText, reducedIndex } from "./cell.ts";

test("the place of an element has one number an axis", () => {
  assert.deepEqual(placeOf([2, 3], 4), [1, 1]);
  assert.deepEqual(placeOf([2, 2, 2], 5), [1, 0, 1]);
  assert.equal(placeText([3], 2), "₃");
  assert.equal(placeText([], 0), "");
});

test("arrow keys stay on the grid", () => {
  const grid = { rows: 2, columns: 3 };
  assert.equal(neighbour(grid, 4, "ArrowLeft"), 3);
  assert.equal(neighbour(grid, 4, "ArrowUp"), 1);
  assert.equal(neighbour(grid, 4, "ArrowDown"), null);
  assert.equal(neighbour(grid, 3, "ArrowLeft"), null);
  assert.equal(neighbour(grid, 3, "End"), 5);
  assert.equal(neighbour(grid, 3, "x"), null);
});

test("a copied element is found again", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((i) => broadcastIndex([2], [2, 2], i)),
    [0, 1, 0, 1],
  );
  assert.deepEqual(
    [0, 1, 2, 3].map((i) => broadcastIndex([2, 1], [2, 2], i)),
    [0, 0, 1, 1],
  );
  assert.equal(broadcastIndex([], [2, 2], 3), 0);
});

test("an element goes into the result of its row, its column, or all", () => {
  const into = (axes: readonly number[] | null) =>
    [0, 1, 2, 3, 4, 5].map((i) => reducedIndex([2, 3], axes, i));
  assert.deepEqual(into([1]), [0, 0, 0, 1, 1, 1]);
  assert.deepEqual(into([-2]), [0, 1, 2, 0, 1, 2]);
  assert.deepEqual(into(null), [0, 0, 0, 0, 0, 0]);
});
