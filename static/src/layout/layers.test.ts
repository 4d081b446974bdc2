import assert from "node:assert/strict";
import { test } from "node:test";
import { cutIntoLayers } from "./layers.ts";
import { layout } from "./layout.ts";
import { assignRanks } from "./ranks.ts";
import { flatten } from "./testing/flat.ts";
import { program, randomGraph } from "./testing/graphs.ts";

test("segments join neighbouring columns and chains lead from source to target", () => {
  const graph = flatten(randomGraph(80, 2));
  const layers = cutIntoLayers(graph, assignRanks(graph));
  for (const { from, to } of layers.segments) assert.equal(layers.rank[to]! - layers.rank[from]!, 1);
  layers.chains.forEach((chain, e) => {
    assert.equal(chain[0], graph.edges[e]!.source);
    assert.equal(chain[chain.length - 1], graph.edges[e]!.target);
    for (const v of chain.slice(1, -1)) assert.ok(v >= layers.real);
  });
});

const recurrent = (steps: number) =>
  program(["s0 = x w", ...Array.from({ length: steps }, (_, i) => `s${i + 1} = s${i} w`)]);

test("a value used in many columns runs as one trunk", () => {
  const graph = flatten(recurrent(100));
  const layers = cutIntoLayers(graph, assignRanks(graph));
  assert.ok(layers.count < 3 * layers.real, `${layers.count} vertices`);
  assert.ok(layout(recurrent(40)).height < 250);
});

test("a value used in a few columns has a wire for each use", () => {
  const graph = flatten(recurrent(3));
  const layers = cutIntoLayers(graph, assignRanks(graph));
  assert.equal(layers.count - layers.real, 1 + 2 + 3);
});
