import assert from "node:assert/strict";
import { test } from "node:test";
import { columnEdges } from "./columns.ts";
import { assignHeights } from "./coordinates.ts";
import { countCrossings, pairCrossings, positions } from "./crossings.ts";
import { polyline } from "./curve.ts";
import { cutIntoLayers, type Layers } from "./layers.ts";
import { neighbours } from "./neighbours.ts";
import { orderColumns } from "./order.ts";
import { assignRanks } from "./ranks.ts";
import { anchors } from "./route.ts";
import { drawnCrossings } from "./testing/crossings.ts";
import { flatten } from "./testing/flat.ts";
import { randomGraph } from "./testing/graphs.ts";
import { DEFAULT_SPACING } from "./types.ts";

function naive(layers: Layers, position: Int32Array): number {
  const { segments, rank } = layers;
  const place = (v: number, port: number): number => 1000 * position[v]! + port;
  let sum = 0;
  segments.forEach((a, i) => {
    for (const b of segments.slice(i + 1)) {
      if (rank[a.from] !== rank[b.from]) continue;
      const left = Math.sign(place(a.from, a.fromPort) - place(b.from, b.fromPort));
      const right = Math.sign(place(a.to, a.toPort) - place(b.to, b.toPort));
      if (left * right < 0) sum++;
    }
  });
  return sum;
}

function layersOf(count: number, seed: number): Layers {
  const graph = flatten(randomGraph(count, seed));
  return cutIntoLayers(graph, assignRanks(graph));
}

test("the count equals the count of all pairs", () => {
  for (let seed = 0; seed < 25; seed++) {
    const layers = layersOf(5 + 2 * seed, seed);
    const position = positions(layers.columns, layers.count);
    const near = neighbours(layers);
    assert.equal(countCrossings(layers.columns, near, position), naive(layers, position), `seed ${seed}`);
  }
});

test("an exchange of neighbours changes the count by the difference of the pair", () => {
  for (let seed = 0; seed < 25; seed++) {
    const layers = layersOf(30, seed);
    const near = neighbours(layers);
    const position = positions(layers.columns, layers.count);
    const r = layers.columns.findIndex((c) => c.length > 1);
    if (r < 0) continue;
    const [a, b] = layers.columns[r]! as [number, number];
    const both = (u: number, v: number): number =>
      pairCrossings(near.left, position, u, v) + pairCrossings(near.right, position, u, v);
    const change = both(b, a) - both(a, b);
    const swapped = layers.columns.map((c, k) => (k === r ? [b, a, ...c.slice(2)] : c));
    const before = countCrossings(layers.columns, near, position);
    assert.equal(countCrossings(swapped, near, positions(swapped, layers.count)), before + change);
  }
});

test("the drawn wires cross exactly as often as was counted", () => {
  for (let seed = 0; seed < 12; seed++) {
    const graph = flatten(randomGraph(10 + 4 * seed, seed));
    const cut = cutIntoLayers(graph, assignRanks(graph));
    const { columns } = orderColumns(cut, new Float64Array(cut.count).fill(Number.NaN));
    const layers = { ...cut, columns };
    const y = assignHeights(layers, DEFAULT_SPACING, null);
    const edges = columnEdges(graph, layers, y, DEFAULT_SPACING);
    const x = Float64Array.from(cut.rank, (r) => (edges.left[r]! + edges.right[r]!) / 2);
    const wires = graph.edges.map((e, i) => ({
      source: String(e.source),
      line: polyline(anchors(graph, layers, i, y, x, edges), 3),
    }));
    const counted = countCrossings(columns, neighbours(cut), positions(columns, cut.count));
    assert.equal(drawnCrossings(wires), counted, `seed ${seed}`);
  }
});
