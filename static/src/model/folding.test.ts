import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../fixtures/traces.ts";
import { closedAtFirst, folded, foldingOf, layersOf } from "./folding.ts";
import { stopsOf } from "./stops.ts";
import { frameAt, timelineOf } from "./timeline.ts";

const trace = traceOf("opened");
const timeline = timelineOf(trace, stopsOf(trace, "nodes"));
const labels = (closed: readonly string[]) =>
  foldingOf(trace, closed).nodes.flatMap(({ kind, label }) => (kind === "operation" ? [label] : []));

test("an opened op and a statement of several operations can be closed", () => {
  assert.deepEqual(
    layersOf(trace).map(({ id, group, root }) => [id, group?.op ?? null, trace.node(root).label]),
    [
      ["affine1", "affine", "Z"],
      ["L", null, "L"],
    ],
  );
  assert.deepEqual(
    layersOf(traceOf("fork")).map(({ id }) => id),
    ["f"],
  );
});

test("nothing is closed unless it is asked for or the graph is large", () => {
  assert.deepEqual(closedAtFirst(trace), []);
  const { nodes, edges } = foldingOf(trace, []);
  assert.deepEqual(nodes, trace.nodes);
  assert.deepEqual(edges, trace.edges);
});

test("a closed layer is one card: the name, value and gradient of its last node, the wires of all", () => {
  const folding = foldingOf(trace, ["affine1"]);
  const card = folding.nodes.find(({ name }) => name === "Z");
  assert.ok(card?.expandable);
  assert.equal(card.symbol, "X·W + b");
  assert.deepEqual(
    card.inputs.map((id) => trace.node(id).label),
    ["X", "W", "b"],
  );
  assert.deepEqual(
    folding.edges.filter(({ target }) => target === card.id).map(({ slot }) => slot),
    [0, 1, 2],
  );
  assert.deepEqual(folding.groups, []);
  assert.equal(folding.cardOf("n3"), card.id);
});

test("what does not touch a closed layer is the same as before", () => {
  const { nodes, edges } = foldingOf(trace, ["affine1"]);
  for (const node of nodes) if (node.name !== "Z") assert.equal(node, trace.node(node.id));
  for (const edge of edges) if (edge.target !== "n4") assert.equal(edge, trace.edge(edge.id));
});

test("every wire of a folded graph joins two of its cards, and none is lost that carries a gradient between them", () => {
  for (const closed of [["affine1"], ["L"], ["affine1", "L"]]) {
    const { nodes, edges, cardOf } = foldingOf(trace, closed);
    const ids = new Set(nodes.map(({ id }) => id));
    for (const { source, target } of edges) assert.ok(ids.has(source) && ids.has(target));
    const crossing = trace.edges.filter(({ source, target }) => cardOf(source) !== cardOf(target));
    assert.equal(edges.length, crossing.length);
  }
  assert.deepEqual(labels(["affine1", "L"]), ["Z", "L"]);
});

test("while a step happens inside, its card is the current one", () => {
  const folding = foldingOf(trace, ["L"]);
  const own = layersOf(trace).find(({ id }) => id === "L");
  for (const [at, { step }] of timeline.stops.entries()) {
    const frame = folded(frameAt(timeline, at), folding);
    const current = frame.nodes.filter(({ status }) => status === "current").map(({ node }) => node.id);
    if (!("node" in step)) assert.deepEqual(current, []);
    else assert.deepEqual(current, [own?.members.has(step.node) ? own.root : step.node]);
  }
});

test("a card shows a value when its last node has one, and no local derivative of a node inside", () => {
  const folding = foldingOf(trace, ["L"]);
  const shown = timeline.stops.map((_, at) => folded(frameAt(timeline, at), folding));
  const values = shown.map(({ nodes }) => nodes.find(({ node }) => node.name === "L")?.value ?? null);
  const reached = timeline.stops.findIndex(({ step }) => step.kind === "forward" && step.node === "n9");
  assert.ok(values.slice(0, reached).every((value) => value === null));
  assert.ok(values.slice(reached).every((value) => value !== null));
  for (const { edges } of shown)
    for (const { edge, local } of edges) assert.ok(!local || trace.edge(edge.id) === edge);
});
