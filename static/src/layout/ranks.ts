import type { FlatGraph } from "./flat.ts";
import { Draft } from "./program.ts";
import { networkSimplex } from "./simplex.ts";

/** A column more for one wire weighs as much as moving this many cards of the previous layout by a column. */
const STAY = 4;

/**
 * The column of every vertex, from 0: every wire goes to a later column and the wires together are as short as can be.
 * Terminals share the first and the last column. Vertices of the previous layout leave their columns only for a gain.
 * Throws a RangeError when the wires make a cycle.
 */
export function assignRanks(graph: FlatGraph): Int32Array {
  const { vertices, edges } = graph;
  const n = vertices.length;
  // All terminals of one side are one vertex of the program: n and n + 1. The previous columns are counted from n + 2.
  const place = (v: number): number => {
    const side = vertices[v]!.terminal;
    return side === "in" ? n : side === "out" ? n + 1 : v;
  };
  const origin = n + 2;
  const wishes = new Draft(n + 3);
  for (const e of edges) wishes.add(place(e.source), place(e.target), 1, STAY);
  const sides = new Set(vertices.map((v) => v.terminal));
  vertices.forEach(({ terminal, before }, v) => {
    if (terminal) return;
    if (sides.has("in")) wishes.add(n, v, 1, 0);
    if (sides.has("out")) wishes.add(v, n + 1, 1, 0);
    if (!before) return;
    const between = wishes.count++;
    wishes.add(between, v, before.column, 1);
    wishes.add(between, origin, 0, 1);
  });
  const at = networkSimplex(wishes);
  const ranks = Int32Array.from(vertices, (_, v) => at[place(v)]!);
  balance(ranks, graph);
  return squeeze(ranks);
}

/** A new vertex that costs the same anywhere between its neighbours goes to the emptiest column there (Gansner, 2.4). */
function balance(ranks: Int32Array, { vertices, edges }: FlatGraph): void {
  const crowd = new Map<number, number>();
  for (const r of ranks) crowd.set(r, (crowd.get(r) ?? 0) + 1);
  const surplus = new Int32Array(ranks.length);
  const incident: number[][] = Array.from(vertices, () => []);
  edges.forEach((e, i) => {
    surplus[e.source]!++;
    surplus[e.target]!--;
    incident[e.source]!.push(i);
    incident[e.target]!.push(i);
  });
  vertices.forEach(({ terminal, before }, v) => {
    if (surplus[v] !== 0 || incident[v]!.length === 0 || terminal || before) return;
    let from = Number.NEGATIVE_INFINITY;
    let to = Number.POSITIVE_INFINITY;
    for (const i of incident[v]!) {
      const e = edges[i]!;
      if (e.target === v) from = Math.max(from, ranks[e.source]! + 1);
      else to = Math.min(to, ranks[e.target]! - 1);
    }
    let best = ranks[v]!;
    for (let r = from; r <= to; r++) if ((crowd.get(r) ?? 0) < (crowd.get(best) ?? 0) - 1) best = r;
    crowd.set(ranks[v]!, crowd.get(ranks[v]!)! - 1);
    crowd.set(best, (crowd.get(best) ?? 0) + 1);
    ranks[v] = best;
  });
}

/** Number the columns in use 0, 1, 2 … */
function squeeze(ranks: Int32Array): Int32Array {
  const used = [...new Set(ranks)].sort((a, b) => a - b);
  const index = new Map(used.map((r, i) => [r, i]));
  return ranks.map((r) => index.get(r)!);
}
