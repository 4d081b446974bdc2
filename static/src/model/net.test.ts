import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, traceOf } from "../fixtures/traces.ts";
import { elementAt } from "../wire/numbers.ts";
import { elementOf } from "./cell.ts";
import { isNet, type Net, netOf, targetAt, unitIndex, weightIndex } from "./net.ts";

function read(name: Fixture): Net {
  const reading = netOf(traceOf(name));
  assert.ok(isNet(reading), name);
  return reading;
}

test("the chapter's net: data, sums, activations, scores, probabilities, loss", () => {
  const { columns, samples } = read("batch");
  assert.deepEqual(
    columns.map(({ key, units, shared, kept }) => [key, units, shared, kept]),
    [
      ["X", 3, false, false],
      ["Z1", 3, false, false],
      ["A1", 3, false, false],
      ["Z2", 3, false, false],
      ["L kept", 3, false, true],
      ["L", 1, true, false],
    ],
  );
  assert.equal(samples, 4);
  assert.deepEqual(
    columns.map(({ link }) => [link?.weights?.node.key, link?.bias?.node.key]),
    [
      [undefined, undefined],
      ["W1", "b1"],
      [undefined, undefined],
      ["W2", "b2"],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

test("three layers written by hand: each product takes the bias that is added to it", () => {
  const { columns, samples } = read("deep");
  assert.equal(samples, 2);
  assert.deepEqual(
    columns.map(({ nodes, units }) => [nodes.map(({ key }) => key).join("+"), units]),
    [
      ["X", 2],
      ["H.0.0+H.0", 3],
      ["H", 3],
      ["G.0.0+G.0", 2],
      ["G", 2],
      ["Y.0+Y", 1],
      ["L", 1],
    ],
  );
  assert.deepEqual(
    columns.flatMap(({ link }) => (link?.weights ? [link.weights.node.key, link.bias?.node.key] : [])),
    ["U", "c", "V", "d", "W", "e"],
  );
});

test("columns that act unit by unit have one run, so that one pick goes through them", () => {
  assert.deepEqual(
    read("batch").columns.map(({ run }) => run),
    ["X", "Z1", "Z1", "Z2", "Z2", "L"],
  );
});

test("a unit is an element of its row, a weight of its matrix", () => {
  const net = read("batch");
  const [, z1] = net.columns;
  const weights = z1?.link?.weights;
  assert.ok(z1 && weights);
  assert.equal(elementOf(z1.node.value, unitIndex(net, z1, 2, 1)), elementAt(z1.node.value, [2, 1]));
  const { value } = weights.node;
  assert.equal(elementOf(value, weightIndex(net, weights, 2, 0)), elementAt(value, [2, 0]));
});

test("a class number names the unit that it stands for; other targets stand beside theirs", () => {
  const net = read("batch");
  const kept = net.columns.find((column) => column.kept);
  const labels = net.trace.values.t;
  assert.ok(kept && labels);
  for (let sample = 0; sample < net.samples; sample++) {
    const named: number[] = [0, 1, 2].filter((unit) => targetAt(net, kept, sample, unit) === 1);
    assert.deepEqual(named, [elementAt(labels, [sample])]);
  }
  const deep = read("deep");
  const scores = deep.columns.find(({ target }) => target !== null);
  assert.ok(scores);
  assert.deepEqual(
    [0, 1].map((sample) => targetAt(deep, scores, sample, 0)),
    [1, 0],
  );
});

test("what is no chain of layers is refused, with the place where it shows", () => {
  assert.deepEqual(netOf(traceOf("opened")), { reason: "join", name: "L" });
  assert.deepEqual(netOf(traceOf("square")), { reason: "product", name: "y" });
});
