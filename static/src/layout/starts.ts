import type { Layers } from "./layers.ts";

type Columns = number[][];

/** Orders to begin from, each with the direction of its first sweep. */
export function* starts(layers: Layers, shuffles: number): Generator<[Columns, boolean]> {
  const { left, right, segments } = layers;
  const backward = walk(layers, (v) => left[v]!.map((s) => segments[s]!.from), right);
  yield [backward.map((column) => column.slice()), true];
  const forward = walk(layers, (v) => right[v]!.map((s) => segments[s]!.to), left);
  yield [forward, true];
  yield [backward.map((column) => column.slice().reverse()), false];
  const random = mulberry(layers.count);
  for (let k = 0; k < shuffles; k++) {
    yield [backward.map((column) => shuffle(column.slice(), random)), k % 2 === 0];
  }
}

/** Depth first from the vertices without `ends`, so that an expression's parts stay together. */
function walk(layers: Layers, next: (v: number) => number[], ends: readonly number[][]): Columns {
  const columns: Columns = layers.columns.map(() => []);
  const seen = new Uint8Array(layers.count);
  for (let root = 0; root < layers.count; root++) {
    if (ends[root]!.length > 0) continue;
    const stack = [root];
    while (stack.length > 0) {
      const v = stack.pop()!;
      if (seen[v]) continue;
      seen[v] = 1;
      columns[layers.rank[v]!]!.push(v);
      for (const w of next(v).reverse()) if (!seen[w]) stack.push(w);
    }
  }
  return columns;
}

/** A small seeded generator (mulberry32): the same graph gives the same picture. */
function mulberry(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(list: number[], random: () => number): number[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
