import assert from "node:assert/strict";
import { test } from "node:test";
import { widthOf } from "./measure.ts";
import { csvOf, fit, type Plot, plotShapes, readingAt, stopsOf } from "./plot.ts";
import type { Shape } from "./shapes.ts";

const SIZE = { width: 600, height: 300 };
const PLOT: Plot = {
  x: { label: "step" },
  y: { label: "loss" },
  series: [
    { id: "a", label: 'raw "a"', tone: 1, points: [1, 2, 3].map((x) => ({ x, y: 4 - x })) },
    { id: "b", label: "b", tone: 2, dotted: true, points: [{ x: 2, y: 10 }] },
  ],
};
const GROWING: Plot = {
  x: { label: "depth" },
  y: { label: "size", log: true },
  series: [{ id: "g", label: "g", tone: 1, points: [1, 2, 3].map((x) => ({ x, y: 10 ** -x })) }],
};

function all(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => [shape, ...all(shape.children ?? [])]);
}

test("every mark lies between the axes, and every number beside them in the picture", () => {
  for (const plot of [PLOT, GROWING]) {
    const fitted = fit(plot, SIZE);
    for (const { tag, attributes } of all(plotShapes(fitted, 2))) {
      const [x, y] = [Number(attributes.cx ?? attributes.x ?? 0), Number(attributes.cy ?? attributes.y ?? 0)];
      assert.ok(x >= 0 && x <= SIZE.width && y >= 0 && y <= SIZE.height);
      if (tag === "circle")
        assert.ok(x >= fitted.left && x <= fitted.right && y >= fitted.top && y <= fitted.bottom);
    }
  }
});

test("a log axis is labelled with powers of ten and leaves equal ratios equal room", () => {
  const { y } = fit(GROWING, SIZE);
  assert.ok(Math.abs(y(0.1) - y(0.01) - (y(0.01) - y(0.001))) < 1e-9);
  const labels = all(plotShapes(fit(GROWING, SIZE))).flatMap(({ tag, key, text }) =>
    tag === "text" && key.startsWith("ty") ? [text] : [],
  );
  assert.deepEqual(labels, ["0.001", "0.01", "0.1"]);
});

test("what is not finite, and on a log axis what is not positive, interrupts the curve", () => {
  const ys = [1, Number.NaN, 2, 0, 3];
  const series = [{ id: "a", label: "a", tone: 1, points: ys.map((y, x) => ({ x, y })) }] as const;
  const pieces = (plot: Plot) => {
    const line = all(plotShapes(fit(plot, SIZE))).find(({ key, tag }) => key === "line" && tag === "path");
    return String(line?.attributes.d).split("M").length - 1;
  };
  assert.equal(pieces({ x: { label: "" }, y: { label: "" }, series }), 2);
  assert.equal(pieces({ x: { label: "" }, y: { label: "", log: true }, series }), 3);
});

test("what is above the cap is told and not drawn", () => {
  const points = [1, 2, 900].map((y, x) => ({ x, y }));
  const plot: Plot = {
    x: { label: "" },
    y: { label: "", cap: 10 },
    series: [{ id: "a", label: "a", tone: 1, points }],
  };
  const { y } = fit(plot, SIZE);
  assert.equal(y.domain()[1], 2);
  assert.equal(readingAt(plot, 2)[0]?.point?.y, 900);
});

test("a plot without a point, and one with a single value, have scales", () => {
  for (const points of [[], [{ x: 5, y: 0 }]]) {
    const { x, y } = fit({ ...PLOT, series: [{ id: "a", label: "a", tone: 1, points }] }, SIZE);
    assert.ok(Number.isFinite(x(5)) && Number.isFinite(y(0)));
  }
});

test("the reading is each curve's last point no later than the cursor", () => {
  const read = (at: number) => readingAt(PLOT, at).map(({ point }) => point?.y);
  assert.deepEqual(read(1), [3, undefined]);
  assert.deepEqual(read(2.5), [2, 10]);
  assert.deepEqual(stopsOf(PLOT), [1, 2, 3]);
});

test("a long curve keeps its extremes when it is thinned", () => {
  const points = Array.from({ length: 50_000 }, (_, x) => ({ x, y: x === 31_234 ? 99 : Math.sin(x) }));
  const plot: Plot = { ...PLOT, series: [{ id: "a", label: "a", tone: 1, points }] };
  const fitted = fit(plot, SIZE);
  const line = all(plotShapes(fitted)).find(({ key, tag }) => key === "line" && tag === "path");
  const heights = Array.from(String(line?.attributes.d).matchAll(/,([\d.]+)/g), ([, y]) => Number(y));
  assert.ok(heights.length < 2 * SIZE.width);
  assert.ok(Math.abs(Math.min(...heights) - fitted.y(99)) < 0.1);
});

test("the table has a row for each x and a column for each curve", () => {
  assert.equal(csvOf(PLOT), '"step","raw ""a""","b"\r\n1,3,\r\n2,2,10\r\n3,1,\r\n');
});

test("what is named has its name inside the picture, and a line or a ring where it stands", () => {
  const marks = [
    { id: "left", label: "a long name at the left edge", x: 1 },
    { id: "low", label: "a long name at the right edge", x: 3, y: 0.001, below: true },
  ];
  const fitted = fit({ ...GROWING, marks }, SIZE);
  const shapes = all(plotShapes(fitted));
  const labels = shapes.filter(({ key }) => key === "label");
  assert.deepEqual(
    labels.map(({ text }) => text),
    marks.map(({ label }) => label),
  );
  for (const { attributes, text = "" } of labels) {
    const half = widthOf(text, 16) / 2;
    assert.ok(Number(attributes.x) - half >= fitted.left && Number(attributes.x) + half <= fitted.right);
    assert.ok(Number(attributes.y) > 0 && Number(attributes.y) < fitted.bottom);
  }
  const ring = shapes.find(({ key }) => key === "ring");
  assert.equal(ring?.attributes.cy, fitted.y(0.001));
});
