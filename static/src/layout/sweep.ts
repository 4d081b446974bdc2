import { countCrossings, gain, positions } from "./crossings.ts";
import type { Neighbours, Side } from "./neighbours.ts";

type Columns = number[][];

const SWEEPS = 24;
const PATIENCE = 3; // sweeps without a better order

/** Sort each column by its neighbours' places, back and forth; the best order seen. `columns` is used up. */
export function sweep(columns: Columns, near: Neighbours, count: number, leftToRight: boolean): Columns {
  const position = positions(columns, count);
  const target = new Float64Array(count);
  let best = copy(columns);
  let fewest = countCrossings(columns, near, position);
  let stalled = 0;
  for (let it = 0; it < SWEEPS && fewest > 0 && stalled < PATIENCE; it++) {
    const rightwards = (it % 2 === 0) === leftToRight;
    const side = rightwards ? near.left : near.right;
    const measure = it % 4 < 2 ? median : mean;
    const flip = it % 8 >= 4 ? -1 : 1; // alternate how ties fall
    for (let k = 1; k < columns.length; k++) {
      const column = columns[rightwards ? k : columns.length - 1 - k]!;
      for (const v of column) target[v] = measure(side, position, v);
      sortAround(column, target, position, flip);
    }
    exchange(columns, near, position);
    const crossings = countCrossings(columns, near, position);
    if (crossings < fewest) {
      stalled = crossings < fewest * 0.995 ? 0 : stalled + 1;
      fewest = crossings;
      best = copy(columns);
    } else stalled++;
  }
  return best;
}

/** Sort the vertices that have neighbours (target not NaN) among the places that they hold; the others stay. */
function sortAround(column: number[], target: Float64Array, position: Int32Array, flip: number): void {
  const moving = column.filter((v) => !Number.isNaN(target[v]!));
  moving.sort((a, b) => target[a]! - target[b]! || flip * (position[a]! - position[b]!));
  let k = 0;
  for (let i = 0; i < column.length; i++) {
    if (!Number.isNaN(target[column[i]!]!)) column[i] = moving[k++]!;
    position[column[i]!] = i;
  }
}

function mean(side: Side, position: Int32Array, v: number): number {
  const from = side.first[v]!;
  const to = side.first[v + 1]!;
  let sum = 0;
  for (let i = from; i < to; i++) sum += position[side.far[i]!]! + side.port[i]! - side.own[i]!;
  return sum / (to - from);
}

/** Gansner's weighted median: between two middle places it leans to the side where the neighbours lie closer. */
function median(side: Side, position: Int32Array, v: number): number {
  const from = side.first[v]!;
  const n = side.first[v + 1]! - from;
  if (n < 3) return mean(side, position, v);
  const places = new Float64Array(n);
  for (let i = 0; i < n; i++) places[i] = position[side.far[from + i]!]! + side.port[from + i]!;
  places.sort();
  const m = n >> 1;
  if (n % 2 === 1) return places[m]!;
  const above = places[m - 1]! - places[0]!;
  const below = places[n - 1]! - places[m]!;
  if (above + below === 0) return (places[m - 1]! + places[m]!) / 2;
  return (places[m - 1]! * below + places[m]! * above) / (above + below);
}

/** Exchange neighbours wherever that removes crossings, until nothing helps (at most a few rounds). */
export function exchange(
  columns: Columns,
  near: Neighbours,
  position: Int32Array,
  may: (upper: number, lower: number) => boolean = () => true,
): void {
  for (let round = 0, better = true; better && round < 4; round++) {
    better = false;
    for (const column of columns) {
      for (let i = 1; i < column.length; i++) {
        const a = column[i - 1]!;
        const b = column[i]!;
        if (!may(a, b)) continue;
        if (gain(near.left, position, a, b) + gain(near.right, position, a, b) <= 0) continue;
        column[i - 1] = b;
        column[i] = a;
        position[b] = i - 1;
        position[a] = i;
        better = true;
      }
    }
  }
}

function copy(columns: Columns): Columns {
  return columns.map((column) => column.slice());
}
