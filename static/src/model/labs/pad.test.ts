import assert from "node:assert/strict";
import { test } from "node:test";
import { centred, emptyPad, isEmpty, type Pad, stroked, toggled } from "./pad.ts";

const EMPTY = emptyPad(28);

/** The extent of the ink and its centre of mass, in cells. */
function seen({ side, ink }: Pad) {
  const inked = [...ink.keys()].filter((i) => (ink[i] ?? 0) > 0.5);
  const columns = inked.map((i) => i % side);
  const rows = inked.map((i) => Math.floor(i / side));
  const mass = ink.reduce((sum, value) => sum + value, 0);
  const moment = (at: (i: number) => number) =>
    ink.reduce((sum, value, i) => sum + value * (at(i) + 0.5), 0) / mass;
  return {
    width: Math.max(...columns) - Math.min(...columns) + 1,
    height: Math.max(...rows) - Math.min(...rows) + 1,
    x: moment((i) => i % side),
    y: moment((i) => Math.floor(i / side)),
  };
}

test("a stroke leaves ink where it went, and no more than full", () => {
  const pad = stroked(stroked(EMPTY, { x: 5, y: 5 }, { x: 20, y: 5 }), { x: 5, y: 5 }, { x: 20, y: 5 });
  assert.equal(pad.ink[5 * 28 + 12], 1);
  assert.equal(pad.ink[15 * 28 + 12], 0);
  assert.ok(pad.ink.every((value) => value >= 0 && value <= 1));
  assert.ok(isEmpty(EMPTY) && !isEmpty(pad));
});

test("a cell is inked, and cleared again", () => {
  const inked = toggled(EMPTY, 30);
  assert.equal(inked.ink[30], 1);
  assert.deepEqual(toggled(inked, 30), EMPTY);
});

test("a small digit in a corner comes to the middle, in the size of MNIST's", () => {
  const pad = stroked(EMPTY, { x: 3, y: 3 }, { x: 3, y: 11 });
  const { height, x, y } = seen(centred(pad));
  assert.ok(Math.abs(height - 20) <= 1, `${height} cells high`);
  assert.ok(Math.abs(x - 14) < 0.2 && Math.abs(y - 14) < 0.2, `centre ${x}, ${y}`);
});

test("a large digit is made smaller, its proportions kept", () => {
  const across = stroked(EMPTY, { x: 1, y: 14 }, { x: 27, y: 14 });
  const { width, height } = seen(centred(across));
  assert.ok(Math.abs(width - 20) <= 1 && height <= 3, `${width} by ${height}`);
});

test("an empty pad stays empty", () => {
  assert.deepEqual(centred(EMPTY), EMPTY);
});
