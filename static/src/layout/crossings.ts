import type { Neighbours, Side } from "./neighbours.ts";

/**
 * How many pairs of wires cross between neighbouring columns, ports included, in O(E log V): go through the wires by
 * their left ends and count inversions of the right ends in an accumulator tree.
 * Barth, Jünger, Mutzel: "Simple and Efficient Bilayer Cross Counting", Graph Drawing 2002. Wires that share a port
 * do not cross there.
 */
export function countCrossings(
  columns: readonly (readonly number[])[],
  near: Neighbours,
  position: Int32Array,
): number {
  const fan = near.widest;
  const run = new Int32Array(near.busiest);
  let crossings = 0;
  for (let r = 1; r < columns.length; r++) {
    const size = columns[r]!.length * fan;
    const tree = new Int32Array(size + 1);
    let placed = 0;
    for (const v of columns[r - 1]!) {
      const end = near.right.first[v + 1]!;
      for (let i = near.right.first[v]!; i < end; ) {
        // The wires of one port, sorted by their right ends.
        const port = near.right.own[i]!;
        let length = 0;
        for (; i < end && near.right.own[i] === port; i++) {
          const key = position[near.right.far[i]!]! * fan + near.right.farIndex[i]!;
          let k = length++;
          for (; k > 0 && run[k - 1]! > key; k--) run[k] = run[k - 1]!;
          run[k] = key;
        }
        for (let j = 0; j < length; j++) {
          let notBelow = 0;
          for (let k = run[j]! + 1; k > 0; k -= k & -k) notBelow += tree[k]!;
          crossings += placed++ - notBelow;
          for (let k = run[j]! + 1; k <= size; k += k & -k) tree[k]!++;
        }
      }
    }
  }
  return crossings;
}

/** The place of every vertex in its column. */
export function positions(columns: readonly (readonly number[])[], count: number): Int32Array {
  const position = new Int32Array(count);
  for (const column of columns) for (let i = 0; i < column.length; i++) position[column[i]!] = i;
  return position;
}

/** Crossings that the wires of `upper` and `lower` make with each other when `upper` lies above. */
export function pairCrossings(side: Side, position: ArrayLike<number>, upper: number, lower: number): number {
  let sum = 0;
  for (let i = side.first[upper]!; i < side.first[upper + 1]!; i++) {
    const a = position[side.far[i]!]! + side.port[i]!;
    for (let j = side.first[lower]!; j < side.first[lower + 1]!; j++) {
      if (a > position[side.far[j]!]! + side.port[j]!) sum++;
    }
  }
  return sum;
}

/** Crossings saved by putting `lower` above `upper`. */
export function gain(side: Side, position: Int32Array, upper: number, lower: number): number {
  let sum = 0;
  for (let i = side.first[upper]!; i < side.first[upper + 1]!; i++) {
    const a = position[side.far[i]!]! + side.port[i]!;
    for (let j = side.first[lower]!; j < side.first[lower + 1]!; j++) {
      const b = position[side.far[j]!]! + side.port[j]!;
      if (a > b) sum++;
      else if (a < b) sum--;
    }
  }
  return sum;
}
