/**
 * Network simplex: place vertices on a line so that the weighted sum of edge lengths is least.
 *
 *   minimise   Σ weight · (at[head] − at[tail])      subject to   at[head] − at[tail] ≥ minLength
 *
 * Gansner, Koutsofios, North, Vo: "A Technique for Drawing Directed Graphs", IEEE TSE 19(3), 1993, sections 2.3–2.4.
 * A spanning tree of tight edges is a corner of the feasible region; the cut value of a tree edge says what a longer
 * edge would cost. While some cut value is negative, that edge leaves the tree and the slackest-first edge over the
 * cut enters. Subtrees are ranges of postorder numbers (`low`..`lim`), so nothing here recurses.
 */

import { incidence, topologicalOrder } from "./incidence.ts";
import type { Program } from "./program.ts";
import { growTightTrees } from "./tight.ts";

function longestPath({ count, tail, head, minLength }: Program): Float64Array {
  const order = topologicalOrder(count, tail, head);
  if (!order) throw new RangeError("network simplex: the constraints form a cycle; break the cycle first");
  const { first, items } = incidence(count, tail);
  const at = new Float64Array(count);
  for (const v of order) {
    for (let i = first[v]!; i < first[v + 1]!; i++) {
      const e = items[i]!;
      at[head[e]!] = Math.max(at[head[e]!]!, at[v]! + minLength[e]!);
    }
  }
  return at;
}

/**
 * Optimal places, or, when `maxPivots` runs out, the best feasible ones reached (about a third of `count` is usual; the
 * limit only guards against going round in circles). A graph in several parts is fine: each part is optimal by itself
 * and keeps its own arbitrary origin.
 */
export function networkSimplex(program: Program, maxPivots = 4 * program.count + 1000): Float64Array {
  const { count, tail, head, minLength, weight } = program;
  const at = program.start ? Float64Array.from(program.start) : longestPath(program);
  const outgoing = incidence(count, tail);
  const incoming = incidence(count, head);
  const slack = (e: number): number => at[head[e]!]! - at[tail[e]!]! - minLength[e]!;

  const { tree, roots } = growTightTrees(program, at, outgoing, incoming);
  const parent = new Int32Array(count).fill(-1); // tree edge towards the root
  const low = new Int32Array(count); // smallest postorder number in the subtree
  const lim = new Int32Array(count); // own postorder number
  const byLim = new Int32Array(count); // its inverse
  const stack = new Int32Array(count); // the way down to a vertex, and which of its edges comes next
  const branch = new Int32Array(count);
  let next = 0;
  for (const root of roots) next = number(root, -1, next);

  const cut = new Float64Array(tail.length);
  const net = new Float64Array(count); // weight that leaves a subtree minus weight that enters it
  for (let e = 0; e < tail.length; e++) {
    net[tail[e]!]! += weight[e]!;
    net[head[e]!]! -= weight[e]!;
  }
  for (let k = 0; k < count; k++) {
    const v = byLim[k]!;
    const e = parent[v]!;
    if (e < 0) continue;
    cut[e] = tail[e] === v ? net[v]! : -net[v]!;
    net[tail[e] === v ? head[e]! : tail[e]!]! += net[v]!;
  }

  let cursor = 0;
  for (let pivots = 0; pivots < maxPivots; pivots++) {
    const leaving = chooseLeaving();
    if (leaving < 0) break;
    const below = parent[tail[leaving]!] === leaving ? tail[leaving]! : head[leaving]!;
    const entering = chooseEntering(below, below === tail[leaving]);
    if (entering < 0) break;
    pivot(leaving, entering, below);
  }
  return at;

  /** Postorder numbers for the subtree of `top`, whose tree edge upwards is `edge`, from `from` on. */
  function number(top: number, edge: number, from: number): number {
    let n = from;
    let depth = 0;
    stack[0] = top;
    branch[0] = 0;
    parent[top] = edge;
    low[top] = n;
    while (depth >= 0) {
      const v = stack[depth]!;
      const edges = tree[v]!;
      const i = branch[depth]!++;
      if (i === edges.length) {
        byLim[n] = v;
        lim[v] = n++;
        depth--;
        continue;
      }
      const e = edges[i]!;
      if (e === parent[v]) continue;
      const w = tail[e] === v ? head[e]! : tail[e]!;
      parent[w] = e;
      low[w] = n;
      stack[++depth] = w;
      branch[depth] = 0;
    }
    return n;
  }

  /** A tree edge with a negative cut value: the worst of the next few, searched round and round; −1 at the optimum. */
  function chooseLeaving(): number {
    let worst = -1;
    let seen = 0;
    for (let k = 0; k < count; k++) {
      if (++cursor >= count) cursor = 0;
      const e = parent[cursor]!;
      if (e < 0 || cut[e]! >= 0) continue;
      if (worst < 0 || cut[e]! < cut[worst]!) worst = e;
      if (++seen >= 30) break;
    }
    return worst;
  }

  /** The least slack edge that crosses the cut against the leaving edge; `below` roots the side under it. */
  function chooseEntering(below: number, belowIsTail: boolean): number {
    const { first, items } = belowIsTail ? incoming : outgoing;
    const far = belowIsTail ? tail : head;
    const from = low[below]!;
    const to = lim[below]!;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = from; k <= to; k++) {
      const v = byLim[k]!;
      for (let i = first[v]!; i < first[v + 1]!; i++) {
        const e = items[i]!;
        const there = lim[far[e]!]!;
        if (there >= from && there <= to) continue;
        const s = slack(e);
        if (s < least) {
          least = s;
          best = e;
          if (s === 0) return best;
        }
      }
    }
    return best;
  }

  function pivot(leaving: number, entering: number, below: number): void {
    const shift = below === tail[leaving] ? -slack(entering) : slack(entering);
    if (shift !== 0) for (let k = low[below]!; k <= lim[below]!; k++) at[byLim[k]!]! += shift;
    const value = cut[leaving]!;
    const meet = climb(tail[entering]!, head[entering]!, value);
    climb(head[entering]!, tail[entering]!, -value);
    cut[entering] = -value;
    cut[leaving] = 0;
    unlink(tail[leaving]!, leaving);
    unlink(head[leaving]!, leaving);
    tree[tail[entering]!]!.push(entering);
    tree[head[entering]!]!.push(entering);
    number(meet, parent[meet]!, low[meet]!);
  }

  /** Add `value` to the cut values from `from` up to the lowest common ancestor with `other`, which is returned. */
  function climb(from: number, other: number, value: number): number {
    let v = from;
    while (!(low[v]! <= lim[other]! && lim[other]! <= lim[v]!)) {
      const e = parent[v]!;
      const upward = tail[e] === v;
      cut[e]! += upward ? value : -value;
      v = upward ? head[e]! : tail[e]!;
    }
    return v;
  }

  function unlink(v: number, e: number): void {
    const edges = tree[v]!;
    edges[edges.indexOf(e)] = edges[edges.length - 1]!;
    edges.pop();
  }
}
