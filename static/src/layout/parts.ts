import type { FlatGraph } from "./flat.ts";

export interface Part {
  readonly graph: FlatGraph;
  /** Numbers of its vertices and edges in the whole graph. */
  readonly vertices: readonly number[];
  readonly edges: readonly number[];
}

/**
 * The connected parts in the order of their first vertices: an edit in one part never moves another to a new place in
 * the row. A level with terminals is one part, for its frame holds it together.
 */
export function parts(graph: FlatGraph): Part[] {
  const n = graph.vertices.length;
  if (n === 0) return [];
  if (graph.vertices.some((v) => v.terminal)) {
    return [{ graph, vertices: graph.vertices.map((_, v) => v), edges: graph.edges.map((_, e) => e) }];
  }
  const leader = Int32Array.from({ length: n }, (_, v) => v);
  const find = (v: number): number => {
    let root = v;
    while (leader[root] !== root) {
      leader[root] = leader[leader[root]!]!;
      root = leader[root]!;
    }
    return root;
  };
  for (const e of graph.edges) leader[find(e.source)] = find(e.target);
  const vertices = new Map<number, number[]>();
  const edges = new Map<number, number[]>();
  const local = new Int32Array(n);
  for (let v = 0; v < n; v++) {
    const members = vertices.get(find(v)) ?? [];
    local[v] = members.push(v) - 1;
    vertices.set(find(v), members);
  }
  graph.edges.forEach((e, i) => {
    const root = find(e.source);
    const members = edges.get(root) ?? [];
    members.push(i);
    edges.set(root, members);
  });
  return [...vertices].map(([root, members]) => ({
    vertices: members,
    edges: edges.get(root) ?? [],
    graph: {
      vertices: members.map((v) => graph.vertices[v]!),
      edges: (edges.get(root) ?? []).map((i) => {
        const e = graph.edges[i]!;
        return { ...e, source: local[e.source]!, target: local[e.target]! };
      }),
    },
  }));
}
