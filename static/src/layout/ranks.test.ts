import assert from "node:assert/strict";
import { test } from "node:test";
import type { FlatGraph } from "./flat.ts";
import { assignRanks } from "./ranks.ts";
import { flatten } from "./testing/flat.ts";
import { PROGRAMS, program, randomGraph } from "./testing/graphs.ts";

function length({ edges }: FlatGraph, ranks: ArrayLike<number>): number {
  return edges.reduce((sum, e) => sum + ranks[e.target]! - ranks[e.source]!, 0);
}

/** The least total length over all ways to put the vertices into columns, in depth-first search. */
function shortest(graph: FlatGraph): number {
  const n = graph.vertices.length;
  const ranks = new Int32Array(n);
  let least = Number.POSITIVE_INFINITY;
  const assign = (v: number): void => {
    if (v === n) {
      least = Math.min(least, length(graph, ranks));
      return;
    }
    for (let r = 0; r < n; r++) {
      ranks[v] = r;
      const fits = graph.edges.every(
        (e) => Math.max(e.source, e.target) > v || ranks[e.target]! > ranks[e.source]!,
      );
      if (fits) assign(v + 1);
    }
  };
  assign(0);
  return least;
}

test("every wire goes to a later column, and columns are numbered without gaps from 0", () => {
  for (const input of [...Object.values(PROGRAMS), randomGraph(60, 1), randomGraph(200, 2)]) {
    const graph = flatten(input);
    const ranks = assignRanks(graph);
    for (const e of graph.edges) assert.ok(ranks[e.target]! > ranks[e.source]!);
    assert.deepEqual(
      [...new Set(ranks)].sort((a, b) => a - b),
      [...Array(Math.max(...ranks) + 1).keys()],
    );
  }
});

test("the wires together are as short as can be", () => {
  for (let seed = 0; seed < 25; seed++) {
    const graph = flatten(randomGraph(5, seed));
    assert.equal(length(graph, assignRanks(graph)), shortest(graph), `seed ${seed}`);
  }
});

test("an input stands next to its consumer", () => {
  const graph = flatten(program(["h = x w", "k = h v", "L = k t"]));
  assert.deepEqual([...assignRanks(graph)], [0, 0, 1, 1, 2, 2, 3]);
});

test("terminals have the first and the last column to themselves", () => {
  const card = { width: 10, height: 10 };
  const wire = (source: number, target: number) => ({ source, target, sourcePort: 0, targetPort: 0 });
  const graph: FlatGraph = {
    vertices: [
      card,
      card,
      { ...card, terminal: "in" },
      { ...card, terminal: "in" },
      { ...card, terminal: "out" },
    ],
    edges: [wire(2, 0), wire(0, 1), wire(3, 1), wire(0, 4)],
  };
  assert.deepEqual([...assignRanks(graph)], [1, 2, 0, 0, 3]);
});

test("a card keeps its column while that costs nothing", () => {
  // The exponential may stand in any of three columns.
  const lines = ["a = x", "b = a", "c = b", "e = x", "L = c e"];
  const graph = flatten(program(lines));
  for (const column of [1, 2, 3]) {
    const seeded = {
      ...graph,
      vertices: graph.vertices.map((v, i) => (i === 4 ? { ...v, before: { column, x: 0, y: 0 } } : v)),
    };
    const withAnchor = {
      ...seeded,
      vertices: seeded.vertices.map((v, i) => (i === 0 ? { ...v, before: { column: 0, x: 0, y: 0 } } : v)),
    };
    assert.equal(assignRanks(withAnchor)[4], column);
  }
});
