import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import { layout } from "../layout/layout.ts";
import type { Box } from "../layout/types.ts";
import { foldingOf } from "../model/folding.ts";
import { stopsOf } from "../model/stops.ts";
import { frameAt, timelineOf } from "../model/timeline.ts";
import { translators } from "../text/i18n.ts";
import { anatomiesOf, graphShapes, layoutInput, layoutOptions } from "./graph.ts";
import { widthOf } from "./measure.ts";
import { CLOSE, NARROW, PAGE, PROJECTED } from "./metrics.ts";
import type { Shape } from "./shapes.ts";
import "../text/testing/words.ts";

const FIXTURES: readonly Fixture[] = ["fork", "square", "layer", "opened"];

function sceneOf(name: Fixture, language: "en" | "zh-CN" = "en", metrics = PAGE) {
  const words = translators[language];
  const trace = traceOf(name);
  const folding = foldingOf(trace, []);
  const anatomies = anatomiesOf(folding, words, () => metrics);
  const placed = layout(layoutInput(folding, anatomies), layoutOptions(folding, metrics));
  const timeline = timelineOf(trace, stopsOf(trace, "nodes"));
  const at = (cursor: number) =>
    graphShapes(frameAt(timeline, cursor), { folding, metrics, anatomies, layout: placed }, words);
  return { trace, placed, timeline, at };
}

function* all(shapes: readonly Shape[], dx = 0, dy = 0): Generator<{ shape: Shape; dx: number; dy: number }> {
  for (const shape of shapes) {
    const [, x = 0, y = 0] =
      /translate\(([-\d.e]+),([-\d.e]+)\)/.exec(String(shape.attributes.transform ?? ""))?.map(Number) ?? [];
    yield { shape, dx, dy };
    yield* all(shape.children ?? [], dx + x, dy + y);
  }
}

function boxOfText({ shape, dx, dy }: { shape: Shape; dx: number; dy: number }): Box {
  const size = Number(shape.attributes["font-size"] ?? PAGE.type.small);
  const width = widthOf(shape.text ?? "", size);
  const anchor = { start: 0, middle: 0.5, end: 1 }[String(shape.attributes["text-anchor"] ?? "start")] ?? 0;
  return {
    x: Number(shape.attributes.x) + dx - anchor * width,
    y: Number(shape.attributes.y) + dy - size * 0.4,
    width,
    height: size * 0.8,
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test("a picture is a pure function: the same cursor gives the same shapes", () => {
  for (const name of FIXTURES) {
    const [one, other] = [sceneOf(name), sceneOf(name)];
    for (let cursor = 0; cursor < one.timeline.stops.length; cursor += 0.5)
      assert.deepEqual(one.at(cursor), other.at(cursor));
  }
});

test("keys are unique among siblings", () => {
  for (const name of FIXTURES) {
    const { at, timeline } = sceneOf(name);
    for (const cursor of timeline.stops.keys())
      for (const { shape } of all(at(cursor))) {
        const keys = (shape.children ?? []).map(({ tag, key }) => `${tag} ${key}`);
        assert.equal(new Set(keys).size, keys.length, `${name} ${shape.key}`);
      }
  }
});

test("no two texts lie over each other, at any step, in any language, at any size", () => {
  const looks = (["en", "zh-CN"] as const).flatMap((language) =>
    [PAGE, CLOSE, NARROW, PROJECTED].map((metrics) => ({ language, metrics })),
  );
  for (const name of [...FIXTURES, "batch", "softmax", "entropy", "deep"] as const)
    for (const { language, metrics } of looks) {
      const { at, timeline } = sceneOf(name, language, metrics);
      for (const cursor of timeline.stops.keys()) {
        const texts = [...all(at(cursor))].filter(({ shape }) => shape.tag === "text" && shape.text !== "");
        const boxes = texts.map((entry) => ({ text: entry.shape.text, ...boxOfText(entry) }));
        for (const [i, a] of boxes.entries())
          for (const b of boxes.slice(i + 1))
            assert.ok(!overlap(a, b), `${name} ${cursor} ${metrics.port}: ${a.text} over ${b.text}`);
      }
    }
});

test("the texts of a card lie inside it", () => {
  for (const name of FIXTURES) {
    const { at, timeline, placed } = sceneOf(name);
    for (const cursor of timeline.stops.keys())
      for (const { shape } of all(at(cursor))) {
        const box = placed.nodes.get(String(shape.attributes["data-node"]));
        if (!box) continue;
        for (const entry of all([shape])) {
          if (entry.shape.tag !== "text" || entry.shape.key === "word") continue;
          const { x, y, width, height } = boxOfText(entry);
          const inside =
            x >= box.x && x + width <= box.x + box.width && y >= box.y && y + height <= box.y + box.height;
          assert.ok(inside, `${name} ${cursor}: ${entry.shape.text}`);
        }
      }
  }
});

test("an unknown gradient is a question mark, never a number", () => {
  const { at } = sceneOf("fork");
  const texts = [...all(at(0))].filter(({ shape }) => shape.key === "g").map(({ shape }) => shape.text);
  assert.deepEqual(texts, ["?", "?"]);
});

test("a constant stands apart: no gradient", () => {
  const { at, trace } = sceneOf("layer");
  assert.ok(trace.nodes.every(({ grad }) => grad !== null));
  const shapes = [...all(at(0))].filter(({ shape }) => shape.key === "none");
  assert.equal(shapes.length, 0);
});

test("cards and wires stay where they are while the numbers come and go", () => {
  const { at, timeline } = sceneOf("layer");
  const still = (cursor: number) =>
    [...all(at(cursor))]
      .filter(({ shape }) => ["card-box", "wire-line"].includes(String(shape.attributes.class)))
      .map(({ shape, dx, dy }) => [shape.attributes.d ?? shape.attributes.width, dx, dy]);
  for (const cursor of timeline.stops.keys()) assert.deepEqual(still(cursor), still(0));
});

test("the strongest gradient is drawn widest, on one scale for all steps", () => {
  const { at, timeline } = sceneOf("fork");
  const widths = (cursor: number) =>
    new Map(
      [...all(at(cursor))]
        .filter(({ shape }) => shape.attributes.class === "band-line")
        .map(({ shape }) => [shape.attributes.d, Number(shape.attributes["stroke-width"])]),
    );
  const last = widths(timeline.stops.length - 1);
  for (const cursor of timeline.stops.keys())
    for (const [wire, width] of widths(cursor)) assert.equal(width, last.get(wire));
  assert.equal(Math.max(...last.values()), 9);
});
