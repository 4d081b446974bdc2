import { countCrossings, positions } from "./crossings.ts";
import { disorder, exactOrder, polish } from "./exact.ts";
import { keptOrder } from "./kept.ts";
import type { Layers } from "./layers.ts";
import { type Neighbours, neighbours } from "./neighbours.ts";
import { starts } from "./starts.ts";
import { sweep } from "./sweep.ts";

/**
 * The order of every column: few crossings first, the order of the source text second.
 *
 * Sugiyama's scheme as in Gansner et al. 1993, section 3: sweep left and right, sort each column by the median or the
 * mean of its neighbours' places, exchange neighbours where that removes a crossing, keep the best order seen; from
 * several starts. Small graphs are ordered exactly (`exact.ts`).
 */

const EXACT_UP_TO = 30; // vertices of the graph itself
/** The previous order is kept until it has this many times the crossings of a fresh one, and two more. */
const TOLERANCE = 1.5;

type Columns = readonly (readonly number[])[];

export interface Ordering {
  readonly columns: Columns;
  /** Whether the order of the previous layout was kept. */
  readonly seeded: boolean;
}

/** `before` holds the previous height of every vertex, NaN for new ones. */
export function orderColumns(layers: Layers, before: Float64Array): Ordering {
  const near = neighbours(layers);
  const fresh = freshOrder(layers, near);
  if (before.every(Number.isNaN)) return { columns: fresh, seeded: false };
  const kept = keptOrder(layers, near, before);
  const count = (columns: Columns): number => countCrossings(columns, near, positions(columns, layers.count));
  const limit = TOLERANCE * count(fresh) + 2;
  return count(kept) <= limit ? { columns: kept, seeded: true } : { columns: fresh, seeded: false };
}

/** How many random starts a graph of this size can afford. */
function shuffles(count: number): number {
  return Math.min(12, Math.floor(1500 / (count + 1)));
}

function freshOrder(layers: Layers, near: Neighbours): Columns {
  const small = layers.real <= EXACT_UP_TO;
  const keys = small ? sourceKeys(layers) : new Float64Array();
  const exact = small ? exactOrder(layers.columns, near, keys) : null;
  if (exact) return exact;

  let best: Columns = layers.columns;
  let fewest = Number.POSITIVE_INFINITY;
  let calmest = Number.POSITIVE_INFINITY;
  for (const [start, rightwards] of starts(layers, shuffles(layers.count))) {
    const found = sweep(start, near, layers.count, rightwards);
    if (small) polish(found, near, keys);
    const crossings = countCrossings(found, near, positions(found, layers.count));
    const unrest = small ? found.reduce((sum, column) => sum + disorder(column, keys), 0) : 0;
    if (crossings < fewest || (crossings === fewest && unrest < calmest)) {
      best = found;
      fewest = crossings;
      calmest = unrest;
    }
    if (fewest === 0 && !small) break;
  }
  return best;
}

/** Where each vertex stands in the source text; a dummy stands with the source of its wire. */
function sourceKeys(layers: Layers): Float64Array {
  const keys = Float64Array.from({ length: layers.count }, (_, v) => v);
  for (const chain of layers.chains) {
    for (let k = 1; k < chain.length - 1; k++) keys[chain[k]!] = chain[0]! + 0.5;
  }
  return keys;
}
