import assert from "node:assert/strict";
import { test } from "node:test";
import { type Block, netLayout, rowMiddle } from "./net.ts";

const PITCH = { least: 40, most: 80 };
const HEAD = 50;

function block(key: string, rows: number, gap: Block["gap"]): Block {
  return { key, width: 90, rows, height: 0, pitch: PITCH, foot: 30, gap };
}

const BLOCKS = [
  block("X", 2, { least: 0, most: 0 }),
  block("Z", 5, { least: 100, most: 300 }),
  block("A", 5, { least: 40, most: 60 }),
];

test("columns stand side by side around one axis, with room above and below", () => {
  const layout = netLayout(BLOCKS, HEAD, { width: 600, height: 400 });
  const boxes = [...layout.blocks.values()];
  for (const [i, box] of boxes.entries()) {
    assert.equal(box.y, -box.height / 2);
    assert.ok(box.y - layout.y >= HEAD);
    assert.ok(box.y + box.height + 30 <= layout.y + layout.height);
    const before = boxes[i - 1];
    if (before) assert.ok(box.x - before.x - before.width >= (BLOCKS[i]?.gap.least ?? 0));
  }
});

test("they fill the room there is, within bounds, and no less than what can be read", () => {
  const widths = [200, 600, 5000].map((width) => netLayout(BLOCKS, HEAD, { width, height: 400 }).width);
  assert.deepEqual(widths, [410, 600, 630]);
  const pitches = [100, 380, 5000].map((height) =>
    netLayout(BLOCKS, HEAD, { width: 600, height }).pitches.get("Z"),
  );
  assert.deepEqual(pitches, [40, 60, 80]);
});

test("rows follow each other at the pitch, the first half a pitch below the top", () => {
  const box = { x: 0, y: -100, width: 90, height: 200 };
  assert.deepEqual(
    [0, 1, 4].map((row) => rowMiddle(box, 40, row)),
    [-80, -40, 80],
  );
});
