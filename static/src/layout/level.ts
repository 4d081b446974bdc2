import { columnEdges } from "./columns.ts";
import { assignHeights } from "./coordinates.ts";
import type { FlatGraph } from "./flat.ts";
import { cutIntoLayers } from "./layers.ts";
import { orderColumns } from "./order.ts";
import { parts } from "./parts.ts";
import { assignRanks } from "./ranks.ts";
import { anchors } from "./route.ts";
import { heightsBefore } from "./seeds.ts";
import type { Point, Spacing } from "./types.ts";

/** One level of the drawing with places. `x` and `y` are centres. */
export interface Level {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly rank: Int32Array;
  readonly routes: readonly Point[][];
  /** How high each wire passes the columns between; one number when it is straight. */
  readonly lanes: readonly number[][];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Lay out one level. Parts without a wire between them stand below each other in the order of the source text. */
export function layoutLevel(graph: FlatGraph, spacing: Spacing): Level {
  const n = graph.vertices.length;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const rank = new Int32Array(n);
  const routes = new Array<Point[]>(graph.edges.length);
  const lanes = new Array<number[]>(graph.edges.length);
  let left = 0;
  let right = 0;
  let top = 0;
  let bottom = Number.NaN; // until the first part is placed
  for (const part of parts(graph)) {
    const placed = layoutPart(part.graph, spacing);
    const dy = stack(placed.top, bottom + spacing.nodeGap, placed.seeded);
    part.vertices.forEach((v, i) => {
      x[v] = placed.x[i]!;
      y[v] = placed.y[i]! + dy;
      rank[v] = placed.rank[i]!;
    });
    part.edges.forEach((e, i) => {
      routes[e] = placed.routes[i]!.map((p) => ({ x: p.x, y: p.y + dy }));
      lanes[e] = placed.lanes[i]!.map((height) => height + dy);
    });
    if (Number.isNaN(bottom)) {
      left = placed.left;
      right = placed.right;
      top = placed.top + dy;
    }
    left = Math.min(left, placed.left);
    right = Math.max(right, placed.right);
    bottom = placed.bottom + dy;
  }
  return { x, y, rank, routes, lanes, left, right, top, bottom: Number.isNaN(bottom) ? 0 : bottom };
}

/** How far a part moves down: a part that is on screen stays if there is room, a new one follows at once. */
function stack(top: number, free: number, seeded: boolean): number {
  if (Number.isNaN(free)) return seeded ? 0 : -top;
  return seeded ? Math.max(0, free - top) : free - top;
}

function layoutPart(given: FlatGraph, spacing: Spacing): Level & { seeded: boolean } {
  const graph = mostlyKnown(given) ? given : forget(given);
  const rank = assignRanks(graph);
  const cut = cutIntoLayers(graph, rank);
  const before = heightsBefore(graph, cut);
  const { columns: order, seeded } = orderColumns(cut, before);
  const layers = { ...cut, columns: order };
  const y = assignHeights(layers, spacing, seeded ? before : null);
  const columns = columnEdges(graph, layers, y, spacing);
  const n = graph.vertices.length;
  const leaf = new Uint8Array(n).fill(1);
  for (const e of graph.edges) leaf[e.target] = 0;
  // Cards stand in the middle of their column, inputs at its right side, next to their consumers.
  const x = Float64Array.from(graph.vertices, ({ width }, v) => {
    const left = columns.left[rank[v]!]!;
    const right = columns.right[rank[v]!]!;
    return leaf[v] ? right - width / 2 : (left + right) / 2;
  });
  const dx = seeded ? shiftToBefore(graph, x) : 0;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < layers.count; v++) {
    top = Math.min(top, y[v]! - layers.height[v]! / 2);
    bottom = Math.max(bottom, y[v]! + layers.height[v]! / 2);
  }
  return {
    x: x.map((value) => value + dx),
    y: y.slice(0, n),
    rank,
    routes: graph.edges.map((_, e) =>
      anchors(graph, layers, e, y, x, columns).map((p) => ({ x: p.x + dx, y: p.y })),
    ),
    lanes: layers.chains.map((chain) => laneHeights(chain, y)),
    left: columns.left[0]! + dx,
    right: columns.right[columns.right.length - 1]! + dx,
    top,
    bottom,
    seeded,
  };
}

/** A graph that is new for the most part is laid out afresh. */
function mostlyKnown({ vertices }: FlatGraph): boolean {
  return 2 * vertices.filter((v) => v.before).length >= vertices.length;
}

function forget({ vertices, edges }: FlatGraph): FlatGraph {
  return {
    vertices: vertices.map((v) => ({ ...v, before: undefined })),
    edges: edges.map((e) => ({ ...e, before: undefined })),
  };
}

/** The heights of a wire's dummies; one is enough for a straight wire. */
function laneHeights(chain: readonly number[], y: Float64Array): number[] {
  const heights = chain.slice(1, -1).map((v) => y[v]!);
  return heights.every((h) => h === heights[0]) ? heights.slice(0, 1) : heights;
}

/** The way back to the previous places that most vertices share: those do not move at all. */
function shiftToBefore(graph: FlatGraph, x: Float64Array): number {
  const votes = new Map<number, number>();
  graph.vertices.forEach(({ before }, v) => {
    if (!before || before.changed) return;
    const way = Math.round(2 * (before.x - x[v]!)) / 2; // columns end at whole pixels, so their middles at halves
    votes.set(way, (votes.get(way) ?? 0) + 1);
  });
  let best = 0;
  for (const [way, count] of votes) if (count > (votes.get(best) ?? 0)) best = way;
  return best;
}
