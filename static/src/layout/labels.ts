import { heightAt, pieceAt } from "./curve.ts";
import { Grid } from "./grid.ts";
import type { Box, LayoutEdge, Point, Spacing } from "./types.ts";

/**
 * Where the numbers on the wires stand: the value above the wire near its source, the gradient that the consumer sends
 * back below the wire near the consumer. Each label tries a few places along its wire, from its port on, and takes the
 * one that covers least.
 */

export interface Labels {
  readonly labelValue: Point;
  readonly labelGrad: Point;
}

const CLEAR = 3; // pixels between a wire and its label
const STEPS = 5; // places along the wire besides the first
const COST = { card: 1000, title: 50, label: 20, wire: 4, aside: 3, away: 1 } as const;

export function placeLabels(
  wires: ReadonlyMap<LayoutEdge, readonly Point[]>,
  cards: Iterable<Box>,
  frames: Iterable<Box>,
  spacing: Spacing,
): Map<LayoutEdge, Labels> {
  const taken = new Grid();
  let owner = 0;
  for (const card of cards) taken.add(card, COST.card, `card ${owner++}`);
  for (const frame of frames) {
    taken.add({ ...frame, height: spacing.groupHeader }, COST.title, `title ${owner++}`);
  }
  for (const [edge, wire] of wires) {
    for (const box of wireBoxes(wire)) taken.add(box, COST.wire, `wires of ${edge.source}`);
  }
  // The gradients first: each belongs to one port. A value finds room beside them more easily.
  const gradients = new Map<LayoutEdge, Point>();
  for (const [edge, wire] of wires) gradients.set(edge, place(edge, wire, taken, spacing, "grad"));
  const values = new Map<string, Point>();
  const labels = new Map<LayoutEdge, Labels>();
  for (const [edge, wire] of wires) {
    const labelValue = values.get(edge.source) ?? place(edge, wire, taken, spacing, "value");
    values.set(edge.source, labelValue);
    labels.set(edge, { labelValue, labelGrad: gradients.get(edge)! });
  }
  return labels;
}

function place(
  edge: LayoutEdge,
  wire: readonly Point[],
  taken: Grid,
  spacing: Spacing,
  kind: "value" | "grad",
): Point {
  let chosen: Box | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [box, away] of candidates(wire, spacing, kind)) {
    if (away >= least) break;
    const cost = away + taken.cost(box, `wires of ${edge.source}`);
    if (cost >= least) continue;
    chosen = box;
    least = cost;
  }
  taken.add(chosen!, COST.label, `${kind} ${edge.id}`);
  return { x: chosen!.x + chosen!.width / 2, y: chosen!.y + chosen!.height / 2 };
}

/**
 * Places from the port on, within the gap beside it, each with the cost of its distance: level with the wire at the
 * label's end towards the port, where the wire may pass behind the label, or clear of the wire.
 */
function* candidates(
  wire: readonly Point[],
  spacing: Spacing,
  kind: "value" | "grad",
): Generator<[box: Box, away: number]> {
  const { labelWidth: width, labelHeight: height } = spacing;
  const start = wire[0]!.x;
  const end = wire[wire.length - 1]!.x;
  const room = Math.max(0, Math.min(end - start, spacing.rankGap) - width);
  const first = Math.min(CLEAR, room);
  for (let k = 0; k <= STEPS; k++) {
    const way = first + ((room - first) * k) / STEPS;
    const x = kind === "value" ? start + way : end - way - width;
    const heights = [0.1, 0.35, 0.65, 0.9].map((f) => heightAt(wire, x + f * width));
    const level = kind === "value" ? heights[0]! - CLEAR - height : heights[3]! + CLEAR;
    const clear = kind === "value" ? Math.min(...heights) - CLEAR - height : Math.max(...heights) + CLEAR;
    yield [{ x, y: level, width, height }, COST.away * k];
    if (clear !== level) yield [{ x, y: clear, width, height }, COST.away * k + COST.aside];
  }
}

/** A wire as thin boxes. */
function* wireBoxes(wire: readonly Point[]): Generator<Box> {
  for (let i = 1; i < wire.length; i++) {
    const a = wire[i - 1]!;
    const b = wire[i]!;
    const pieces = a.y === b.y ? 1 : 6;
    let p = a;
    for (let k = 1; k <= pieces; k++) {
      const q = pieceAt(a, b, k / pieces);
      yield { x: p.x, y: Math.min(p.y, q.y) - 1, width: q.x - p.x, height: Math.abs(q.y - p.y) + 2 };
      p = q;
    }
  }
}
