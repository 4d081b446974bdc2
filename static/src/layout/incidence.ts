export interface Incidence {
  /** The edges of vertex v are `items[first[v]]` … `items[first[v + 1] − 1]`. */
  readonly first: Int32Array;
  readonly items: Int32Array;
}

/** For every vertex the edges that touch it at the given end (their tails, or their heads). */
export function incidence(count: number, end: ArrayLike<number>): Incidence {
  const first = new Int32Array(count + 1);
  for (let e = 0; e < end.length; e++) first[end[e]! + 1]!++;
  for (let v = 0; v < count; v++) first[v + 1]! += first[v]!;
  const next = first.slice();
  const items = new Int32Array(end.length);
  for (let e = 0; e < end.length; e++) items[next[end[e]!]!++] = e;
  return { first, items };
}

/** Vertices in an order in which every edge points forward; null when the edges make a cycle. */
export function topologicalOrder(
  count: number,
  tail: ArrayLike<number>,
  head: ArrayLike<number>,
): number[] | null {
  const { first, items } = incidence(count, tail);
  const waiting = new Int32Array(count);
  for (let e = 0; e < head.length; e++) waiting[head[e]!]!++;
  const order: number[] = [];
  for (let v = 0; v < count; v++) if (waiting[v] === 0) order.push(v);
  for (let k = 0; k < order.length; k++) {
    const v = order[k]!;
    for (let i = first[v]!; i < first[v + 1]!; i++) {
      const w = head[items[i]!]!;
      if (--waiting[w]! === 0) order.push(w);
    }
  }
  return order.length === count ? order : null;
}
