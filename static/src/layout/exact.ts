import { pairCrossings } from "./crossings.ts";
import type { Neighbours } from "./neighbours.ts";

/**
 * Exact orders for small graphs. The cost is lexicographic: crossings first, then pairs that stand against the order of
 * the source text.
 */

const CROSSING = 10_000; // one crossing outweighs every disorder of a small graph
const BUDGET = 1_500_000; // elementary steps that the search over all columns may take
const WIDEST = 9; // vertices in a column that `polish` orders exactly

/**
 * The best order of all columns together, by dynamic programming over the permutations of neighbouring columns; null
 * when that would take too long.
 */
export function exactOrder(
  columns: readonly (readonly number[])[],
  near: Neighbours,
  keys: Float64Array,
): number[][] | null {
  let work = 0;
  for (let r = 0; r < columns.length; r++) {
    const n = columns[r]!.length;
    if (n > 7) return null;
    const before = r > 0 ? factorial(columns[r - 1]!.length) : 1;
    work += factorial(n) * before * (1 + (n * (n - 1)) / 2);
  }
  if (work > BUDGET) return null;

  const position = new Float64Array(keys.length);
  let previous: { order: number[]; cost: number; from: number }[] = [{ order: [], cost: 0, from: -1 }];
  const history: (typeof previous)[] = [];
  for (const column of columns) {
    const orders = permutations(column);
    const current = orders.map((order) => ({ order, cost: Number.POSITIVE_INFINITY, from: -1 }));
    const own = orders.map((order) => disorder(order, keys));
    previous.forEach((state, k) => {
      state.order.forEach((v, i) => {
        position[v] = i;
      });
      const pair = pairCosts(column, (u, v) => CROSSING * pairCrossings(near.left, position, u, v));
      const fixed = column.reduce((sum, v) => sum + CROSSING * portCrossings(near, position, v), state.cost);
      orders.forEach((order, j) => {
        let cost = fixed + own[j]!;
        for (let a = 0; a < order.length; a++) {
          for (let b = a + 1; b < order.length; b++) cost += pair.get(order[a]!)!.get(order[b]!)!;
        }
        if (cost < current[j]!.cost) current[j] = { order, cost, from: k };
      });
    });
    history.push(current);
    previous = current;
  }

  const best: number[][] = [];
  let index = previous.reduce((k, state, i) => (state.cost < previous[k]!.cost ? i : k), 0);
  for (let r = history.length - 1; r >= 0; r--) {
    const state = history[r]![index]!;
    best.unshift(state.order);
    index = state.from;
  }
  return best;
}

/** Order each column exactly while its neighbours stand still, until no column gets better. */
export function polish(columns: number[][], near: Neighbours, keys: Float64Array): void {
  const position = new Float64Array(keys.length);
  for (const column of columns) {
    column.forEach((v, i) => {
      position[v] = i;
    });
  }
  for (let better = true; better; ) {
    better = false;
    for (const column of columns) {
      if (column.length < 2 || column.length > WIDEST) continue;
      const cost = (u: number, v: number): number =>
        CROSSING * (pairCrossings(near.left, position, u, v) + pairCrossings(near.right, position, u, v)) +
        (keys[u]! > keys[v]! ? 1 : 0);
      const order = linearOrder(column, cost);
      if (!order) continue;
      better = true;
      order.forEach((v, i) => {
        column[i] = v;
        position[v] = i;
      });
    }
  }
}

/** The cheapest order where putting u above v costs `cost(u, v)`; null when the given one is as cheap. */
function linearOrder(items: readonly number[], cost: (u: number, v: number) => number): number[] | null {
  const n = items.length;
  const pair = items.map((u) => items.map((v) => (u === v ? 0 : cost(u, v))));
  let given = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) given += pair[i]![j]!;
  // cheapest[set]: the best order of a set of items as the upper part; last[set]: its lowest item.
  const cheapest = new Float64Array(1 << n).fill(Number.POSITIVE_INFINITY);
  const last = new Int8Array(1 << n);
  cheapest[0] = 0;
  for (let set = 0; set < 1 << n; set++) {
    for (let v = 0; v < n; v++) {
      if (set & (1 << v)) continue;
      let sum = cheapest[set]!;
      for (let u = 0; u < n; u++) if (set & (1 << u)) sum += pair[u]![v]!;
      if (sum < cheapest[set | (1 << v)]!) {
        cheapest[set | (1 << v)] = sum;
        last[set | (1 << v)] = v;
      }
    }
  }
  let set = (1 << n) - 1;
  if (cheapest[set]! >= given) return null;
  const order: number[] = [];
  while (set) {
    order.unshift(items[last[set]!]!);
    set ^= 1 << last[set]!;
  }
  return order;
}

function pairCosts(
  column: readonly number[],
  cost: (u: number, v: number) => number,
): Map<number, Map<number, number>> {
  return new Map(column.map((u) => [u, new Map(column.map((v) => [v, u === v ? 0 : cost(u, v)]))]));
}

/** Crossings among the wires that enter one vertex: operands that lie against the order of their ports. */
function portCrossings({ left }: Neighbours, position: ArrayLike<number>, v: number): number {
  let sum = 0;
  for (let i = left.first[v]!; i < left.first[v + 1]!; i++) {
    for (let j = i + 1; j < left.first[v + 1]!; j++) {
      if (left.own[i] === left.own[j]) continue;
      if (position[left.far[i]!]! + left.port[i]! > position[left.far[j]!]! + left.port[j]!) sum++;
    }
  }
  return sum;
}

/** Pairs of a column that stand against the order of the source text. */
export function disorder(order: readonly number[], keys: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    for (let j = i + 1; j < order.length; j++) if (keys[order[i]!]! > keys[order[j]!]!) sum++;
  }
  return sum;
}

function permutations(items: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const item of items) {
    all = all.flatMap((order) =>
      Array.from({ length: order.length + 1 }, (_, i) => [...order.slice(0, i), item, ...order.slice(i)]),
    );
  }
  return all;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
