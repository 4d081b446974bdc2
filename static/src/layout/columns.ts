import type { FlatGraph } from "./flat.ts";
import type { Layers } from "./layers.ts";
import type { Spacing } from "./types.ts";

/** The left and right edge of every column, and where wires bend in the gap before it. */
export interface Columns {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly bendFrom: Float64Array;
  readonly bendTo: Float64Array;
}

/** A wire climbs at most this many times the gap's width before the gap gets wider, up to double. */
const STEEP = 2.5;
/** Parts of the gap: wires leave level, bend, and arrive level, over the width of a label where there is room. */
const LEAVE = 0.1;
const ARRIVE = { least: 0.25, most: 0.45 } as const;

/** Columns are as wide as their widest card; a gap with steep wires is wider, the gap inside a frame half as wide. */
export function columnEdges(graph: FlatGraph, layers: Layers, y: Float64Array, spacing: Spacing): Columns {
  const count = layers.columns.length;
  const width = new Float64Array(count);
  const frame = new Uint8Array(count);
  graph.vertices.forEach((vertex, v) => {
    const r = layers.rank[v]!;
    width[r] = Math.max(width[r]!, Math.ceil(vertex.width));
    if (vertex.terminal) frame[r] = 1;
  });
  const climb = new Float64Array(count);
  for (const s of layers.segments) {
    const r = layers.rank[s.to]!;
    climb[r] = Math.max(climb[r]!, Math.abs(y[s.to]! + s.toPort - y[s.from]! - s.fromPort));
  }

  const left = new Float64Array(count);
  const right = new Float64Array(count);
  const bendFrom = new Float64Array(count);
  const bendTo = new Float64Array(count);
  for (let r = 0; r < count; r++) {
    if (r > 0) {
      const base = Math.ceil(frame[r] || frame[r - 1] ? spacing.rankGap / 2 : spacing.rankGap);
      const gap = Math.round(Math.min(2 * base, Math.max(base, climb[r]! / STEEP)));
      const arrive = Math.min(ARRIVE.most * gap, Math.max(ARRIVE.least * gap, spacing.labelWidth));
      left[r] = right[r - 1]! + gap;
      bendFrom[r] = right[r - 1]! + LEAVE * gap;
      bendTo[r] = left[r]! - arrive;
    }
    right[r] = left[r]! + width[r]!;
  }
  return { left, right, bendFrom, bendTo };
}
