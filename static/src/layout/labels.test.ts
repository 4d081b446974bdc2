import assert from "node:assert/strict";
import { test } from "node:test";
import { overlap } from "./grid.ts";
import { layout } from "./layout.ts";
import { PROGRAMS, program, randomGraph } from "./testing/graphs.ts";
import type { Box, EdgeRoute, Point } from "./types.ts";

const box = ({ x, y }: Point): Box => ({ x: x - 26, y: y - 9, width: 52, height: 18 });

/** Every label once: a value has one, however many wires carry it. */
function labels(edges: ReadonlyMap<string, EdgeRoute>): Box[] {
  const values = new Map([...edges.values()].map((e) => [e.source, e.labelValue]));
  return [...values.values(), ...[...edges.values()].map((e) => e.labelGrad)].map(box);
}

function overlaps(boxes: readonly Box[]): number {
  return boxes.reduce((sum, a, i) => sum + boxes.slice(i + 1).filter((b) => overlap(a, b)).length, 0);
}

test("the value stands above the wire at its source, the gradient below it at the consumer", () => {
  const edge = layout(program(["y = x"])).edges.get("y.0")!;
  assert.ok(edge.labelValue.y + 9 < edge.start.y);
  assert.ok(edge.labelGrad.y - 9 > edge.end.y);
  assert.ok(edge.labelValue.x < edge.labelGrad.x);
});

test("the wires of one source share their value's label", () => {
  const { edges } = layout(PROGRAMS["x*x"]!);
  assert.deepEqual(edges.get("L.0")!.labelValue, edges.get("L.1")!.labelValue);
  assert.notDeepEqual(edges.get("L.0")!.labelGrad, edges.get("L.1")!.labelGrad);
});

test("labels keep clear of each other", () => {
  const free = [
    "x*y + x",
    "(x + y) ** 2",
    "x*x",
    "apples",
    "colah",
    "wikipedia",
    "sigmoid",
    "two layers",
    "nested",
  ];
  for (const name of free) assert.equal(overlaps(labels(layout(PROGRAMS[name]!).edges)), 0, name);
  let all = 0;
  let hidden = 0;
  for (let count = 4; count < 50; count++) {
    const boxes = labels(layout(randomGraph(count, count)).edges);
    all += boxes.length;
    hidden += overlaps(boxes);
  }
  assert.ok(hidden <= 0.02 * all, `${hidden} overlaps among ${all} labels`);
});

test("labels go out of the way of cards, even where flat cards stand close", () => {
  let all = 0;
  let covered = 0;
  for (let count = 6; count < 60; count += 2) {
    const { nodes, edges } = randomGraph(count, count);
    const flat = nodes.map((n, i) => ({ ...n, width: 60 + ((i * 37) % 180), height: 24 }));
    const drawn = layout({ nodes: flat, edges }, { nodeGap: 8, wireGap: 8 });
    for (const label of labels(drawn.edges)) {
      all++;
      if ([...drawn.nodes.values()].some((card) => overlap(card, label))) covered++;
    }
  }
  assert.ok(covered <= 0.05 * all, `${covered} of ${all} labels cover a card`);
});
