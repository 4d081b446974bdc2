import { DUMMY_HEIGHT, type Layers } from "./layers.ts";
import { Draft, type Program } from "./program.ts";
import { networkSimplex } from "./simplex.ts";
import type { Spacing } from "./types.ts";

/**
 * The height of every vertex (of its centre), the order of the columns given: wires as straight as can be, weighted by
 * how much a bend disturbs, cards and wires at their distance. This is the ranking problem once more (Gansner et al.
 * 1993, section 4.2): a wire's |Δy| is the length of two edges from a helper vertex, a distance is an edge of weight 0.
 *
 * The inner part of a long wire is one unknown, so it is straight by construction; where two such parts cross, the
 * later one is cut (Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment", 2001, call this a type 2
 * conflict). From their method comes the balance too: the mean of the highest and the lowest of all best solutions,
 * which is a best one again, stands in the middle wherever the straightness leaves a choice.
 */
export function assignHeights(layers: Layers, spacing: Spacing, before: Float64Array | null): Float64Array {
  const { unknown, unknowns } = blocks(layers);
  const rules = constraints(layers, spacing, unknown, unknowns, before);
  let high: Float64Array;
  let low: Float64Array;
  if (unknowns > BALANCED_UP_TO) {
    high = networkSimplex(rules);
    low = high;
  } else {
    high = networkSimplex(pulled(rules, unknowns, "up"));
    low = networkSimplex(pulled(rules, unknowns, "down", high));
  }
  const zero = before ? (high[unknowns]! + low[unknowns]!) / 2 : 0;
  return Float64Array.from({ length: layers.count }, (_, v) =>
    Math.round((high[unknown[v]!]! + low[unknown[v]!]!) / 2 - zero),
  );
}

/** What a bend costs: by the number of dummies at the ends of the segment, and more on the main lines. */
const BEND = [1, 2, 8] as const;
const MAIN = 3;
/** What leaving the place in the previous layout costs. */
const STAY = { card: 8, wire: 1 } as const;
/** Beyond this many unknowns any best solution will do. */
const BALANCED_UP_TO = 2500;

/** Distances and bends. Vertices: the unknowns, then the zero of the previous layout, then helpers. */
function constraints(
  layers: Layers,
  spacing: Spacing,
  unknown: Int32Array,
  unknowns: number,
  before: Float64Array | null,
): Draft {
  const zero = unknowns;
  const rules = new Draft(unknowns + 1);
  /** Being off from at[a] + shiftA = at[b] + shiftB costs w a pixel. */
  const level = (a: number, shiftA: number, b: number, shiftB: number, w: number): void => {
    const between = rules.count++;
    rules.add(between, a, -Math.round(shiftA), w);
    rules.add(between, b, -Math.round(shiftB), w);
  };
  for (const column of layers.columns) {
    for (let i = 1; i < column.length; i++) {
      const above = column[i - 1]!;
      const below = column[i]!;
      rules.add(unknown[above]!, unknown[below]!, Math.ceil(distance(layers, above, below, spacing)), 0);
    }
  }
  for (const s of layers.segments) {
    if (unknown[s.from] === unknown[s.to]) continue;
    const dummies = Number(isDummy(layers, s.from)) + Number(isDummy(layers, s.to));
    level(unknown[s.from]!, s.fromPort, unknown[s.to]!, s.toPort, (s.aside ? 1 : MAIN) * BEND[dummies]!);
  }
  before?.forEach((y, v) => {
    if (!Number.isNaN(y)) level(unknown[v]!, 0, zero, y, isDummy(layers, v) ? STAY.wire : STAY.card);
  });
  return rules;
}

/**
 * The same with a line at the top, or the bottom, that pulls every unknown too weakly to outweigh a bend: among the
 * best solutions it singles out the highest, or the lowest.
 */
function pulled(rules: Draft, unknowns: number, to: "up" | "down", from?: Float64Array): Program {
  const line = rules.count;
  const all = Array.from({ length: unknowns }, (_, b) => b);
  const lines = all.map(() => line);
  const start = from?.slice();
  if (start) start[line] = start.subarray(0, unknowns).reduce((a, b) => Math.max(a, b), 0);
  return {
    count: rules.count + 1,
    tail: rules.tail.concat(to === "up" ? lines : all),
    head: rules.head.concat(to === "up" ? all : lines),
    minLength: rules.minLength.concat(all.map(() => 0)),
    weight: rules.weight.map((w) => w * (unknowns + 1)).concat(all.map(() => 1)),
    ...(start && { start }),
  };
}

export function isDummy(layers: Layers, v: number): boolean {
  return v >= layers.real;
}

/** The least distance between the centres of two neighbours in a column. */
export function distance(layers: Layers, above: number, below: number, spacing: Spacing): number {
  const wire = isDummy(layers, above) || isDummy(layers, below);
  return (
    (layers.height[above]! + layers.height[below]!) / 2 +
    (wire ? spacing.wireGap - DUMMY_HEIGHT / 2 : spacing.nodeGap)
  );
}

/** One unknown for every card and for every straight run of dummies. */
function blocks(layers: Layers): { unknown: Int32Array; unknowns: number } {
  const position = new Int32Array(layers.count);
  for (const column of layers.columns) {
    column.forEach((v, i) => {
      position[v] = i;
    });
  }
  const unknown = new Int32Array(layers.count).fill(-1);
  let unknowns = 0;
  for (const column of layers.columns) {
    let lowest = -1; // the lowest straight run that came from the column before
    for (const v of column) {
      const s = isDummy(layers, v) ? layers.left[v]![0]! : -1;
      const u = s < 0 ? -1 : layers.segments[s]!.from;
      if (u >= layers.real && position[u]! > lowest) {
        unknown[v] = unknown[u]!;
        lowest = position[u]!;
      } else {
        unknown[v] = unknowns++;
      }
    }
  }
  return { unknown, unknowns };
}
