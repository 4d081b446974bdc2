/** Crossings counted on drawn wires, whoever drew them. */
import type { Point } from "../types.ts";

export interface Wire {
  readonly source: string;
  readonly line: readonly Point[];
}

/** Pairs of segments of different wires that cross. Wires of one source part from each other and do not count. */
export function drawnCrossings(wires: readonly Wire[]): number {
  let sum = 0;
  wires.forEach((a, i) => {
    for (const b of wires.slice(i + 1)) if (a.source !== b.source) sum += crossingsOf(a.line, b.line);
  });
  return sum;
}

function crossingsOf(a: readonly Point[], b: readonly Point[]): number {
  const spanB = extent(b);
  let sum = 0;
  for (let i = 1; i < a.length; i++) {
    const p = a[i - 1]!;
    const q = a[i]!;
    if (apart(extent([p, q]), spanB)) continue;
    for (let j = 1; j < b.length; j++) if (cross(p, q, b[j - 1]!, b[j]!)) sum++;
  }
  return sum;
}

/** A point on the line counts to its left, so that a crossing at a joint counts once. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return left(a, b, c) !== left(a, b, d) && left(c, d, a) !== left(c, d, b);
}

function left(a: Point, b: Point, p: Point): boolean {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0;
}

type Extent = readonly [number, number, number, number];

function extent(line: readonly Point[]): Extent {
  const xs = line.map((p) => p.x);
  const ys = line.map((p) => p.y);
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

function apart(a: Extent, b: Extent): boolean {
  return a[1] < b[0] || b[1] < a[0] || a[3] < b[2] || b[3] < a[2];
}
