import assert from "node:assert/strict";
import { test } from "node:test";
import { nextNode } from "./roving.ts";

const boxes = new Map(
  Object.entries({ a: [0, 0], b: [0, 100], c: [200, 0], d: [400, 60] }).map(([id, [x = 0, y = 0]]) => [
    id,
    { x, y, width: 100, height: 60 },
  ]),
);

test("an arrow key goes to the nearest card on its side", () => {
  assert.equal(nextNode(boxes, "a", "right"), "c");
  assert.equal(nextNode(boxes, "c", "right"), "d");
  assert.equal(nextNode(boxes, "a", "down"), "b");
  assert.equal(nextNode(boxes, "b", "up"), "a");
  assert.equal(nextNode(boxes, "d", "left"), "c");
});

test("at the rim there is nowhere to go", () => {
  assert.equal(nextNode(boxes, "d", "right"), null);
  assert.equal(nextNode(boxes, "gone", "right"), null);
});
