import assert from "node:assert/strict";
import { test } from "node:test";
import { countCrossings, positions } from "./crossings.ts";
import { polish } from "./exact.ts";
import { cutIntoLayers, type Layers } from "./layers.ts";
import { neighbours } from "./neighbours.ts";
import { orderColumns } from "./order.ts";
import { assignRanks } from "./ranks.ts";
import { flatten } from "./testing/flat.ts";
import { PROGRAMS, program, randomGraph } from "./testing/graphs.ts";
import type { LayoutInput } from "./types.ts";

const layersOf = (input: LayoutInput): Layers => {
  const graph = flatten(input);
  return cutIntoLayers(graph, assignRanks(graph));
};

const fresh = (layers: Layers) =>
  orderColumns(layers, new Float64Array(layers.count).fill(Number.NaN)).columns;

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const item of items) {
    for (const rest of permutations(items.filter((v) => v !== item))) yield [item, ...rest];
  }
}

type Cost = readonly [crossings: number, disorder: number];

/** Crossings, then pairs against the order of the source text; a dummy counts as coming right after its source. */
function cost(layers: Layers, columns: readonly (readonly number[])[]): Cost {
  const key = Array.from({ length: layers.count }, (_, v) => v);
  for (const [source, ...rest] of layers.chains) for (const v of rest.slice(0, -1)) key[v] = source! + 0.5;
  let disorder = 0;
  for (const column of columns) {
    column.forEach((u, i) => {
      for (const v of column.slice(i + 1)) if (key[u]! > key[v]!) disorder++;
    });
  }
  return [countCrossings(columns, neighbours(layers), positions(columns, layers.count)), disorder];
}

/** The least cost over all orders of all columns. */
function least(layers: Layers): Cost {
  let best: Cost = [Number.POSITIVE_INFINITY, 0];
  const search = (done: number[][]): void => {
    const column = layers.columns[done.length];
    if (column) for (const order of permutations(column)) search([...done, order]);
    else {
      const found = cost(layers, done);
      if (found[0] < best[0] || (found[0] === best[0] && found[1] < best[1])) best = found;
    }
  };
  search([]);
  return best;
}

test("every column keeps its vertices", () => {
  for (const input of [...Object.values(PROGRAMS), randomGraph(100, 3)]) {
    const layers = layersOf(input);
    const sorted = (columns: readonly (readonly number[])[]) =>
      columns.map((c) => [...c].sort((a, b) => a - b));
    assert.deepEqual(sorted(fresh(layers)), sorted(layers.columns));
  }
});

test("small graphs have the fewest crossings possible, and then the least disorder", () => {
  let compared = 0;
  for (let seed = 0; seed < 80; seed++) {
    const layers = layersOf(randomGraph(8, seed));
    const orders = layers.columns.reduce((n, c) => n * [1, 1, 2, 6, 24, 120, 720][c.length]!, 1);
    if (orders > 3000) continue;
    compared++;
    assert.deepEqual(cost(layers, fresh(layers)), least(layers), `seed ${seed}`);
  }
  assert.ok(compared > 40, `${compared} graphs`);
});

test("among the orders with fewest crossings the source text decides", () => {
  const names = (input: LayoutInput) => fresh(layersOf(input))[0]!.map((v) => input.nodes[v]!.id);
  assert.deepEqual(names(program(["s = x y", "L = s two"])), ["x", "y"]);
  assert.deepEqual(names(program(["z = x y", "L = z x"])), ["x", "y"]);
  assert.deepEqual(names(program(["a = x", "b = y", "c = z", "L = a b c"])), ["x", "y", "z"]);
  // The operands of b stand against the order of appearance: no crossing is worth more.
  assert.deepEqual(names(program(["a = x y", "b = w x", "L = b a"])), ["w", "x", "y"]);
});

test("polished, no column alone can be ordered better", () => {
  for (let seed = 0; seed < 20; seed++) {
    const layers = layersOf(randomGraph(24, seed));
    const columns = layers.columns.map((column) => [...column].reverse());
    const keys = Float64Array.from({ length: layers.count }, (_, v) => v);
    for (const [source, ...rest] of layers.chains) for (const v of rest.slice(0, -1)) keys[v] = source! + 0.5;
    polish(columns, neighbours(layers), keys);
    const [crossings, disorder] = cost(layers, columns);
    columns.forEach((column, r) => {
      if (column.length > 5) return;
      for (const order of permutations(column)) {
        const [c, d] = cost(
          layers,
          columns.map((own, k) => (k === r ? order : own)),
        );
        assert.ok(c > crossings || (c === crossings && d >= disorder), `seed ${seed}, column ${r}`);
      }
    });
  }
});

test("a few crossings on screen are left alone, many are not", () => {
  const pairs = layersOf(program(["a = x", "b = y"]));
  const crossed = Float64Array.from([0, 100, 100, 0]); // x above y, but a below b
  assert.deepEqual(orderColumns(pairs, crossed), {
    columns: [
      [0, 2],
      [3, 1],
    ],
    seeded: true,
  });
  const sum = layersOf(program(["a = x", "b = y", "c = z", "L = a b c"]));
  const upsideDown = Float64Array.from({ length: sum.count }, (_, v) => -100 * Math.floor(v / 2));
  assert.deepEqual(orderColumns(sum, upsideDown), { columns: fresh(sum), seeded: false });
});

test("the order on screen is kept and new vertices come between their neighbours", () => {
  const layers = layersOf(program(["a = x", "b = y", "c = z", "n = y"]));
  const before = new Float64Array(layers.count).fill(Number.NaN);
  // On screen z is above y and y above x, though the program says otherwise.
  ["x", "a", "y", "b", "z", "c"].forEach((_, v) => {
    before[v] = -100 * Math.floor(v / 2);
  });
  const { columns, seeded } = orderColumns(layers, before);
  assert.ok(seeded);
  assert.deepEqual(columns[0], [4, 2, 0]); // z y x
  assert.equal(columns[1]![0], 5); // c
  assert.equal(columns[1]![3], 1); // a; b and the new n stand between
});
