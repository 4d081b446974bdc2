import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import { isNet, netOf } from "../model/net.ts";
import { stopsOf } from "../model/stops.ts";
import { frameAt, timelineOf } from "../model/timeline.ts";
import { translators } from "../text/i18n.ts";
import { type NetSaying, netShapes } from "./net.ts";
import { labelPlaces } from "./netLabels.ts";
import { netStage } from "./netStage.ts";
import type { Shape } from "./shapes.ts";
import "../text/testing/words.ts";

const SAY: NetSaying = {
  name: (ref) => ref,
  unit: (column, unit) => `${column.key} ${unit}`,
  weight: (node, index) => `${node.key} ${index}`,
  pixel: (name, unit) => `${name} ${unit}`,
  picture: (name) => name,
};

const WIDE = { width: 1400, height: 700 };

function draw(name: Fixture, step: number, { sample = 0, room = WIDE, units = {} } = {}): Shape[] {
  const trace = traceOf(name);
  const net = netOf(trace);
  assert.ok(isNet(net));
  const frame = frameAt(timelineOf(trace, stopsOf(trace, "nodes")), step);
  const stage = netStage(net, units, translators.en, room.width, room.height);
  return netShapes(frame, stage, sample, translators.en, SAY);
}

function* all(shapes: readonly Shape[]): Generator<Shape> {
  for (const shape of shapes) {
    yield shape;
    yield* all(shape.children ?? []);
  }
}

const found = (shapes: readonly Shape[], ...names: string[]) =>
  [...all(shapes)].filter(({ attributes }) =>
    names.every((name) =>
      String(attributes.class ?? "")
        .split(" ")
        .includes(name),
    ),
  );

const texts = (shapes: readonly Shape[]) => [...all(shapes)].flatMap(({ text }) => text ?? []);

const LAST = { batch: 14, deep: 21 };

test("nothing is seen before its step: at first the data, and the weights as lines", () => {
  const first = draw("batch", 0);
  assert.equal(found(first, "unit", "todo").length, 3 + 3 + 3 + 3 + 1);
  // Three by three and three biases, twice.
  assert.equal(found(first, "weight").length, 24);
  assert.equal(found(first, "weight", "value").length, 24);
  assert.equal(found(first, "pass").length, 0);
});

test("on the way back a weight is drawn by its gradient once that is known, and by a question mark before", () => {
  const seeded = draw("batch", 6);
  assert.equal(found(seeded, "weight", "unknown").length, 24);
  const last = draw("batch", LAST.batch);
  assert.equal(found(last, "weight", "unknown").length, 0);
  for (const line of found(last, "weight")) assert.match(String(line.attributes["data-ref"]), /\.grad$/);
  const inks = found(last, "weight").map(({ attributes }) => String(attributes.class).split(" ")[1]);
  assert.ok(inks.includes("positive") && inks.includes("negative"));
});

test("widths are those of one scale: the strongest gradient is the widest line, at every step", () => {
  const widthsAt = (step: number) =>
    new Map(
      found(draw("batch", step), "weight").map(({ key, attributes, children }) => [
        `${key} ${attributes["data-ref"]}`,
        Number(children?.find((child) => child.key === "line")?.attributes["stroke-width"]),
      ]),
    );
  const [earlier, last] = [widthsAt(LAST.batch - 3), widthsAt(LAST.batch)];
  const both = [...earlier].filter(([key]) => key.includes(".grad") && last.has(key));
  assert.equal(both.length, 12);
  for (const [key, width] of both) assert.equal(last.get(key), width);
});

test("a sample is a row of every tensor", () => {
  const unitsOf = (sample: number) =>
    found(draw("batch", 4, { sample }), "unit").map(({ attributes }) => attributes["data-index"]);
  assert.deepEqual(unitsOf(0).slice(0, 3), [0, 1, 2]);
  assert.deepEqual(unitsOf(2).slice(0, 3), [6, 7, 8]);
  assert.notDeepEqual(texts(draw("batch", 4, { sample: 0 })), texts(draw("batch", 4, { sample: 2 })));
});

test("units that a mask holds back are marked, and the class of the sample", () => {
  const shapes = draw("batch", 4);
  const mask = found(shapes, "unit", "blocked").map(({ key }) => key);
  const zero = found(shapes, "unit")
    .filter(({ key, children }) => key.startsWith("A1") && children?.some(({ text }) => text === "0"))
    .map(({ key }) => key);
  assert.ok(mask.length > 0);
  assert.deepEqual(mask, zero);
  assert.equal(found(shapes, "target").length, 1);
});

test("places depend on the room and the net, not on the step or the sample", () => {
  const placesAt = (step: number, sample: number) =>
    found(draw("deep", step, { sample }), "unit").map(({ key, attributes }) => [key, attributes.transform]);
  assert.deepEqual(placesAt(0, 0), placesAt(LAST.deep, 1));
});

test("a low window shows one number a unit: the value, then the gradient in its place", () => {
  const low = { width: 1400, height: 260 };
  const refOf = (step: number) =>
    found(draw("batch", step, { room: low }), "unit").find(({ key }) => key === "Z1 0")?.attributes[
      "data-ref"
    ];
  assert.equal(refOf(4), "n3.value");
  assert.equal(refOf(LAST.batch), "n3.grad");
});

test("numbers on lines do not touch each other, or none are drawn", () => {
  const line = (from: number, to: number, gap: number) => ({
    start: { x: 0, y: from },
    end: { x: gap, y: to },
    width: 60,
  });
  const lines = [line(0, 0, 300), line(0, 80, 300), line(80, 0, 300), line(80, 80, 300)];
  const places = labelPlaces(lines);
  assert.ok(places);
  const at = lines.map(({ start, end }, i) => {
    const t = places[i] ?? 0;
    return { x: end.x * t, y: start.y + (end.y - start.y) * t };
  });
  for (const [i, a] of at.entries())
    for (const b of at.slice(i + 1)) assert.ok(Math.abs(a.x - b.x) >= 60 || Math.abs(a.y - b.y) >= 20);
  assert.equal(labelPlaces(lines.map((one) => ({ ...one, end: { ...one.end, x: 70 } }))), null);
});
