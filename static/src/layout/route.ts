import type { Columns } from "./columns.ts";
import type { FlatGraph } from "./flat.ts";
import type { Layers } from "./layers.ts";
import type { Point } from "./types.ts";

/**
 * The anchors of one wire: level through the columns, one curve in each gap between them. All wires of a gap curve over
 * the same stretch, so they cross only where their order changes, and never touch a card.
 */
export function anchors(
  graph: FlatGraph,
  layers: Layers,
  edge: number,
  y: Float64Array,
  x: Float64Array,
  columns: Columns,
): Point[] {
  const { source, target, sourcePort, targetPort } = graph.edges[edge]!;
  const chain = layers.chains[edge]!;
  const last = chain.length - 1;
  const points: Point[] = [];
  let height = y[source]! + sourcePort;
  extend(points, x[source]! + graph.vertices[source]!.width / 2, height);
  for (let k = 0; k < last; k++) {
    const next = k + 1 === last ? y[target]! + targetPort : y[chain[k + 1]!]!;
    if (next === height) continue;
    const r = layers.rank[chain[k + 1]!]!;
    extend(points, columns.bendFrom[r]!, height);
    extend(points, columns.bendTo[r]!, next);
    height = next;
  }
  extend(points, x[target]! - graph.vertices[target]!.width / 2, height);
  return points;
}

/** One wire from its pieces, which meet at the frames of groups. */
export function join(pieces: readonly (readonly Point[])[]): Point[] {
  const points: Point[] = [];
  for (const piece of pieces) for (const p of piece) extend(points, p.x, p.y);
  return points;
}

/** Add an anchor; one in the middle of a level stretch, or a second one on the same spot, is not needed. */
function extend(points: Point[], x: number, y: number): void {
  const last = points[points.length - 1];
  const before = points[points.length - 2];
  if (last && last.x === x && last.y === y) return;
  if (last && before && last.y === y && before.y === y) points.pop();
  points.push({ x, y });
}
