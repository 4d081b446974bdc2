import assert from "node:assert/strict";
import { test } from "node:test";
import { around, type Box, closer, fitting, following, pageLens, roomOf, zoomed } from "./camera.ts";

const VIEW = { width: 1000, height: 500 };
const LENS = pageLens(VIEW, 0.9);
const START = { free: false, x: 0, y: 0, k: 1 };

function seen(box: Box, camera: { x: number; y: number; k: number }): boolean {
  const left = box.x * camera.k + camera.x;
  const top = box.y * camera.k + camera.y;
  return (
    left >= 0 &&
    top >= 0 &&
    left + box.width * camera.k <= VIEW.width &&
    top + box.height * camera.k <= VIEW.height
  );
}

test("a graph that can be read whole is shown whole, in the middle", () => {
  const whole = { x: -50, y: 20, width: 900, height: 200 };
  const camera = following(LENS, whole, [], START);
  assert.ok(seen(whole, camera) && camera.k >= 0.9);
  const left = whole.x * camera.k + camera.x;
  assert.ok(Math.abs(left - (VIEW.width - left - whole.width * camera.k)) < 1e-9);
});

test("a small graph is not blown up without end", () => {
  assert.ok(following(LENS, { x: 0, y: 0, width: 10, height: 10 }, [], START).k < 1.5);
});

test("a graph too large to be read is shown where the step is, and moves only when it must", () => {
  const whole = { x: 0, y: 0, width: 5000, height: 300 };
  const here = { x: 2000, y: 50, width: 300, height: 200 };
  const camera = following(LENS, whole, [here], START);
  assert.equal(camera.k, 0.9);
  assert.ok(seen(here, camera));
  const near = { ...here, x: 1950 };
  assert.deepEqual(following(LENS, whole, [near], camera), camera);
});

test("a part larger than the window is centred, as far as its heart allows", () => {
  const whole = { x: 0, y: 0, width: 5000, height: 300 };
  const part = { x: 1000, y: 0, width: 2000, height: 100 };
  const camera = following(pageLens(VIEW, 1), whole, [part], START);
  assert.equal(camera.x, VIEW.width / 2 - 2000);
  const heart = { x: 2800, y: 0, width: 100, height: 100 };
  assert.ok(seen(heart, following(pageLens(VIEW, 1), whole, [part, heart], START)));
});

test("of several places the first that has room is in the window whole", () => {
  const whole = { x: 0, y: 0, width: 5000, height: 300 };
  const card = { x: 2000, y: 0, width: 150, height: 100 };
  const heart = { ...card, x: 1500, width: 650 };
  const all = { ...heart, width: 1000 };
  assert.ok(seen(all, following(LENS, whole, [all, heart, card], START)));
  const wide = { ...heart, width: 3000 };
  assert.ok(seen(heart, following(LENS, whole, [wide, heart, card], START)));
});

test("a graph too large to be read can be seen whole all the same", () => {
  const whole = { x: 0, y: 0, width: 5000, height: 300 };
  const camera = fitting(LENS, whole);
  assert.ok(camera.k < LENS.readable && seen(whole, camera));
});

test("a low window keeps room for its buttons beside the graph, a high one below it", () => {
  for (const [width, lowest] of [
    [480, 240],
    [1062, 420],
  ] as const) {
    const low = pageLens({ width, height: lowest - 1 }, 1).margin;
    const high = pageLens({ width, height: lowest }, 1).margin;
    assert.ok(low.x.far > high.x.far && low.y.far < high.y.far, `${width}`);
  }
});

test("zooming keeps the middle of the window where it is", () => {
  const camera = { free: false, x: 30, y: -20, k: 0.8 };
  const nearer = zoomed({ camera, viewport: VIEW }, 1.25);
  const middle = ({ x, k }: { x: number; k: number }) => (VIEW.width / 2 - x) / k;
  assert.ok(Math.abs(middle(nearer) - middle(camera)) < 1e-9);
  assert.ok(nearer.free);
});

test("closer, a box is in the middle of what is free", () => {
  const box = { x: 300, y: 40, width: 60, height: 20 };
  const camera = closer(LENS, START, box, 3);
  const { x, y } = LENS.margin;
  assert.equal(camera.k, 3);
  assert.equal(330 * 3 + camera.x, (VIEW.width + x.near - x.far) / 2);
  assert.equal(50 * 3 + camera.y, (VIEW.height + y.near - y.far) / 2);
});

test("the room of a window is what a readable graph may take", () => {
  const { width, height } = roomOf(LENS);
  const camera = following(LENS, { x: 0, y: 0, width: width - 1, height: height - 1 }, [], START);
  assert.ok(camera.k > LENS.readable);
});

test("the box around boxes", () => {
  const boxes = [
    { x: 0, y: 5, width: 10, height: 10 },
    { x: -5, y: 0, width: 2, height: 2 },
  ];
  assert.deepEqual(around(boxes), { x: -5, y: 0, width: 15, height: 15 });
  assert.equal(around([]), null);
});
