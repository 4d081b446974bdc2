import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE } from "./metrics.ts";
import { meets, READABLE, type Sight, sightOf, viewOf, WHOLE } from "./sight.ts";

const viewport = { width: 1200, height: 800 };
const at = (x: number, y: number, k: number, before?: Sight) =>
  sightOf({ x, y, k }, viewport, PAGE, 500, null, before);

test("numbers are readable or not drawn", () => {
  for (let k = 0.1; k < 4; k += 0.01) {
    const { detail } = at(0, 0, k);
    assert.equal(detail === "numbers", PAGE.type.small * k >= READABLE - 0.02, `${k}`);
  }
  assert.equal(at(0, 0, 0.6).detail, "names");
  assert.equal(at(0, 0, 0.2).detail, "blocks");
});

test("all that the camera sees lies in the window, wherever it is", () => {
  for (const k of [0.1, 0.5, 1, 3.7])
    for (const [x, y] of [
      [0, 0],
      [-913, 77],
      [12345, -4321],
    ] as const) {
      const view = viewOf({ x, y, k }, viewport);
      const { window } = at(x, y, k);
      assert.ok(window);
      assert.ok(window.x <= view.x && window.y <= view.y);
      assert.ok(window.x + window.width >= view.x + view.width);
      assert.ok(window.y + window.height >= view.y + view.height);
      assert.ok(window.width * window.height < 13 * view.width * view.height);
    }
});

test("the window stays the same while the camera moves a little", () => {
  let changes = 0;
  let before = at(-5000, -5000, 1);
  for (let x = -5000; x < -4000; x += 4) {
    const now = at(x, -5000, 1, before);
    if (now !== before) changes += 1;
    before = now;
  }
  assert.ok(changes > 0 && changes <= 4);
});

test("a graph of few cards is drawn whole", () => {
  assert.deepEqual(sightOf({ x: -9999, y: 0, k: 1 }, viewport, PAGE, 40, null), WHOLE);
  assert.ok(meets({ x: 1e9, y: 0, width: 1, height: 1 }, null));
});
