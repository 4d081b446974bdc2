import type { FlatEdge, FlatGraph } from "./flat.ts";

/**
 * The graph cut into columns: a wire that spans several columns gets a **dummy** vertex in each column between, so that
 * every segment joins neighbouring columns. Vertices 0…real−1 are the graph's own; dummies follow.
 */
export interface Layers {
  readonly real: number;
  readonly count: number;
  readonly rank: Int32Array;
  readonly height: Float64Array;
  /** The vertices of every column, top to bottom. */
  readonly columns: readonly (readonly number[])[];
  readonly segments: readonly Segment[];
  /** Segment numbers that end at (left) or start from (right) each vertex, sorted by port, top to bottom. */
  readonly left: readonly number[][];
  readonly right: readonly number[][];
  /** For every edge its vertices, source to target. */
  readonly chains: readonly number[][];
}

export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Port heights measured from the centres. */
  readonly fromPort: number;
  readonly toPort: number;
  /** Part of a wire that brings a leaf, such as a bias, to a computed operand: it gives way to the main line. */
  readonly aside: boolean;
}

export const DUMMY_HEIGHT = 2;

/** From this many long wires on, the wires of one port share their dummies: they run as one trunk and branch off. */
const TRUNK = 6;

export function cutIntoLayers(graph: FlatGraph, ranks: Int32Array): Layers {
  const { vertices, edges } = graph;
  const real = vertices.length;
  const port = (e: FlatEdge): string => `${e.source} ${e.sourcePort}`;
  const long = new Map<string, number>();
  for (const e of edges) {
    if (ranks[e.target]! - ranks[e.source]! > 1) long.set(port(e), (long.get(port(e)) ?? 0) + 1);
  }
  const rank = Array.from(ranks);
  const height = vertices.map((v) => v.height);
  const segments: Segment[] = [];
  const trunks = new Map<string, number[]>();
  const computed = new Uint8Array(real); // has operands
  const joined = new Uint8Array(real); // has a computed operand
  for (const e of edges) computed[e.target] = 1;
  for (const e of edges) if (computed[e.source]) joined[e.target] = 1;
  const chains = edges.map((e) => {
    const span = ranks[e.target]! - ranks[e.source]!;
    const share = (long.get(port(e)) ?? 0) >= TRUNK;
    const trunk = trunks.get(port(e)) ?? [];
    const chain = share && trunk.length > 0 ? trunk.slice(0, span) : [e.source];
    const joint = chain.length;
    while (chain.length < span) {
      rank.push(ranks[e.source]! + chain.length);
      height.push(DUMMY_HEIGHT);
      chain.push(rank.length - 1);
    }
    if (share && chain.length > trunk.length) trunks.set(port(e), chain.slice());
    chain.push(e.target);
    for (let k = joint; k <= span; k++) {
      segments.push({
        from: chain[k - 1]!,
        to: chain[k]!,
        fromPort: k === 1 ? e.sourcePort : 0,
        toPort: k === span ? e.targetPort : 0,
        aside: !computed[e.source] && joined[e.target] === 1,
      });
    }
    return chain;
  });

  const count = rank.length;
  const left: number[][] = Array.from({ length: count }, () => []);
  const right: number[][] = Array.from({ length: count }, () => []);
  segments.forEach((s, i) => {
    right[s.from]!.push(i);
    left[s.to]!.push(i);
  });
  for (const list of left) list.sort((a, b) => segments[a]!.toPort - segments[b]!.toPort);
  for (const list of right) list.sort((a, b) => segments[a]!.fromPort - segments[b]!.fromPort);
  const last = ranks.reduce((a, b) => Math.max(a, b), -1);
  const columns: number[][] = Array.from({ length: last + 1 }, () => []);
  for (let v = 0; v < count; v++) columns[rank[v]!]!.push(v);
  return {
    real,
    count,
    rank: Int32Array.from(rank),
    height: Float64Array.from(height),
    columns,
    segments,
    left,
    right,
    chains,
  };
}
