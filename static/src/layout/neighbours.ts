import type { Layers } from "./layers.ts";

/**
 * One side of every vertex as flat arrays: the segments of vertex v are the entries `first[v]`…`first[v + 1]`, top port
 * first. `far` is the vertex at the other end, `port` the place of its port as a fraction of the vertex in (−½, ½), so
 * that `position[far] + port` orders wire ends even where several meet one card; `farIndex` is that port's number from
 * the top; `own` is the fraction at this end.
 */
export interface Side {
  readonly first: Int32Array;
  readonly far: Int32Array;
  readonly farIndex: Int32Array;
  readonly port: Float64Array;
  readonly own: Float64Array;
}

export interface Neighbours {
  readonly left: Side;
  readonly right: Side;
  /** The most ports on the left side of a vertex, and the most wires on its right. */
  readonly widest: number;
  readonly busiest: number;
}

export function neighbours(layers: Layers): Neighbours {
  const { segments } = layers;
  const from = numberPorts(layers.right, (s) => segments[s]!.fromPort, segments.length);
  const to = numberPorts(layers.left, (s) => segments[s]!.toPort, segments.length);
  return {
    left: side(layers.left, (s) => segments[s]!.from, from, to),
    right: side(layers.right, (s) => segments[s]!.to, to, from),
    widest: to.most,
    busiest: layers.right.reduce((most, list) => Math.max(most, list.length), 1),
  };
}

interface Ports {
  readonly index: Int32Array;
  readonly fraction: Float64Array;
  readonly most: number;
}

/** The place of each segment's port among the different ports of its vertex. `lists` are sorted by port. */
function numberPorts(lists: readonly number[][], port: (segment: number) => number, count: number): Ports {
  const index = new Int32Array(count);
  const fraction = new Float64Array(count);
  let most = 1;
  for (const list of lists) {
    let ports = 0;
    list.forEach((s, i) => {
      if (i === 0 || port(s) !== port(list[i - 1]!)) ports++;
      index[s] = ports - 1;
    });
    for (const s of list) fraction[s] = (index[s]! + 0.5) / ports - 0.5;
    most = Math.max(most, ports);
  }
  return { index, fraction, most };
}

function side(lists: readonly number[][], other: (segment: number) => number, far: Ports, own: Ports): Side {
  const segments = lists.flat();
  const first = new Int32Array(lists.length + 1);
  lists.forEach((list, v) => {
    first[v + 1] = first[v]! + list.length;
  });
  return {
    first,
    far: Int32Array.from(segments, other),
    farIndex: Int32Array.from(segments, (s) => far.index[s]!),
    port: Float64Array.from(segments, (s) => far.fraction[s]!),
    own: Float64Array.from(segments, (s) => own.fraction[s]!),
  };
}
