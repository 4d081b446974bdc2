import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bars, barsShapes } from "./bars.ts";
import { widthOf } from "./measure.ts";
import type { Shape } from "./shapes.ts";

const SIZE = { width: 640, height: 300 };
const VALUES = Array.from({ length: 21 }, (_, k) => 0.25 ** (20 - k));
const BARS: Bars = {
  values: VALUES,
  count: 21,
  name: String,
  span: [1e-13, 2.5],
  bound: VALUES,
  strip: VALUES.slice(1).map(() => 0.9),
  tone: 1,
  stripTitle: "share",
};

const all = (shapes: readonly Shape[]): Shape[] =>
  shapes.flatMap((shape) => [shape, ...all(shape.children ?? [])]);
const part = (bars: Bars, key: string) => {
  const found = barsShapes(bars, SIZE).find((shape) => shape.key === key);
  return found?.children ?? [];
};

test("every shape lies in the picture", () => {
  for (const { attributes } of all(barsShapes(BARS, SIZE))) {
    const [x, y] = [Number(attributes.x ?? 0), Number(attributes.y ?? 0)];
    const [width, height] = [Number(attributes.width ?? 0), Number(attributes.height ?? 0)];
    assert.ok(x >= 0 && y >= 0 && x + width <= SIZE.width && y + height <= SIZE.height);
  }
});

test("a factor has the same height anywhere, and bars hang from 1 or rise above it", () => {
  const bars = part(
    { ...BARS, values: [0.01, 0.1, 1, 10], count: 4, span: [0.001, 100], bound: null, strip: null },
    "bars",
  );
  const box = (i: number) => {
    const { y, height } = bars[i]?.attributes ?? {};
    return { top: Number(y), low: Number(y) + Number(height) };
  };
  const one = box(1).top;
  assert.ok(Math.abs(box(0).top - one) < 1e-9 && box(3).top < one && Math.abs(box(3).low - one) <= 2);
  const decade = box(1).low - one;
  assert.ok(Math.abs(box(0).low - one - 2 * decade) <= 2);
});

test("at most twelve numbers are printed, the first and the last among them, and none hides another", () => {
  const numbers = part(BARS, "numbers");
  assert.ok(numbers.length <= 12 && numbers.length > 3);
  const keys = numbers.map(({ key }) => key);
  assert.ok(keys.includes("v0") && keys.includes("v20"));
  for (const [i, a] of numbers.entries())
    for (const b of numbers.slice(i + 1)) {
      const apart = (widthOf(a.text ?? "", 16) + widthOf(b.text ?? "", 16)) / 2;
      const [dx, dy] = (["x", "y"] as const).map((axis) =>
        Math.abs(Number(a.attributes[axis]) - Number(b.attributes[axis])),
      );
      assert.ok((dx ?? 0) >= apart || (dy ?? 0) >= 16, `${a.text} and ${b.text}`);
    }
});

test("a number wider than its bar moves from a longer one beside it", () => {
  const values = [1e-4, 2e-3, 1];
  const bars = { ...BARS, values, count: 3, span: [1e-5, 2.5], bound: null, strip: null } as const;
  const shapes = barsShapes(bars, { width: 130, height: 300 });
  const find = (key: string) => all(shapes).find((shape) => shape.key === key);
  const [long, number] = [find("b0")?.attributes, find("v1")];
  const right = Number(long?.x) + Number(long?.width);
  assert.ok(Number(number?.attributes.x) - widthOf(number?.text ?? "", 16) / 2 >= right);
});

test("what is not to be seen yet has its place, and no number", () => {
  const shapes = all(barsShapes({ ...BARS, values: null, bound: null, strip: null }, SIZE));
  assert.equal(shapes.filter(({ text }) => text === "?").length, 21);
  assert.ok(!shapes.some(({ key }) => key === "bars" || key === "numbers" || key === "strip"));
});

test("0 and what is not finite are drawn to the end of the axis", () => {
  const values = [0, Number.POSITIVE_INFINITY, 1];
  for (const { attributes } of part({ ...BARS, values, count: 3, bound: null, strip: null }, "bars"))
    assert.ok(Number.isFinite(Number(attributes.y)) && Number(attributes.height) >= 2);
});

test("1 is always among the ticks", () => {
  for (const span of [
    [1e-106, 2.5],
    [0.1, 2.5],
    [1e-7, 250],
  ] as const) {
    const ticks = part({ ...BARS, span }, "grid").filter(({ tag }) => tag === "text");
    assert.ok(ticks.some(({ text }) => text === "1"));
    assert.ok(ticks.length <= 8);
  }
});
