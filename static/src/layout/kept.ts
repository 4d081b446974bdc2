import { positions } from "./crossings.ts";
import type { Layers } from "./layers.ts";
import type { Neighbours, Side } from "./neighbours.ts";
import { exchange } from "./sweep.ts";

/** The previous order with the new vertices between their neighbours, moved on only where that saves crossings. */
export function keptOrder(layers: Layers, near: Neighbours, before: Float64Array): number[][] {
  const wish = before.slice();
  const guess = (side: Side, column: readonly number[]): void => {
    for (const v of column) {
      if (!Number.isNaN(wish[v]!)) continue;
      let sum = 0;
      let known = 0;
      for (let i = side.first[v]!; i < side.first[v + 1]!; i++) {
        const y = wish[side.far[i]!]!;
        if (Number.isNaN(y)) continue;
        sum += y + side.port[i]! - side.own[i]!;
        known++;
      }
      if (known > 0) wish[v] = sum / known;
    }
  };
  for (const column of layers.columns) guess(near.left, column);
  for (const column of layers.columns.toReversed()) guess(near.right, column);
  for (const column of layers.columns) guess(near.left, column);
  const columns = layers.columns.map((column) =>
    column.slice().sort((a, b) => (wish[a]! || 0) - (wish[b]! || 0) || a - b),
  );
  exchange(
    columns,
    near,
    positions(columns, layers.count),
    (a, b) => Number.isNaN(before[a]!) || Number.isNaN(before[b]!),
  );
  return columns;
}
