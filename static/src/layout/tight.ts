import { Heap } from "./heap.ts";
import type { Incidence } from "./incidence.ts";
import type { Program } from "./program.ts";

export interface TightTrees {
  /** For every vertex its tree edges. */
  readonly tree: number[][];
  /** One vertex of every part of the graph. */
  readonly roots: number[];
}

/**
 * Span every part of the graph by tight edges: grow a tree by the edge of least slack, moving the tree so far as one
 * until that edge is tight. Edges to the outside wait in two heaps, for their slacks shrink and grow with the move.
 * The places `at` are moved, and stay feasible.
 */
export function growTightTrees(
  { count, tail, head, minLength }: Program,
  at: Float64Array,
  outgoing: Incidence,
  incoming: Incidence,
): TightTrees {
  const tree: number[][] = Array.from({ length: count }, () => []);
  const slack = (e: number): number => at[head[e]!]! - at[tail[e]!]! - minLength[e]!;
  const reached = new Uint8Array(count);
  const roots: number[] = [];
  for (let root = 0; root < count; root++) {
    if (reached[root]) continue;
    roots.push(root);
    const members: number[] = [];
    const ahead = new Heap(); // edges that leave the tree; slack = key − moved
    const behind = new Heap(); // edges that enter it; slack = key + moved
    let moved = 0;
    const adopt = (v: number): void => {
      reached[v] = 1;
      members.push(v);
      at[v]! -= moved; // kept relative to the tree until it stands still
      for (let i = outgoing.first[v]!; i < outgoing.first[v + 1]!; i++) {
        const e = outgoing.items[i]!;
        if (!reached[head[e]!]) ahead.push(e, slack(e));
      }
      for (let i = incoming.first[v]!; i < incoming.first[v + 1]!; i++) {
        const e = incoming.items[i]!;
        if (!reached[tail[e]!]) behind.push(e, slack(e));
      }
    };
    adopt(root);
    for (;;) {
      while (ahead.item >= 0 && reached[head[ahead.item]!]) ahead.pop();
      while (behind.item >= 0 && reached[tail[behind.item]!]) behind.pop();
      const forward = ahead.key - moved <= behind.key + moved;
      const e = forward ? ahead.item : behind.item;
      if (e < 0) break;
      moved = forward ? ahead.key : -behind.key;
      tree[tail[e]!]!.push(e);
      tree[head[e]!]!.push(e);
      adopt(forward ? head[e]! : tail[e]!);
    }
    for (const v of members) at[v]! += moved;
  }
  return { tree, roots };
}
