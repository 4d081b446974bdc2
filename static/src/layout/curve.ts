import type { Point } from "./types.ts";

/**
 * Geometry of a wire: between two anchors (x₀, y₀) and (x₁, y₁) the cubic with horizontal tangents and its control
 * points half-way, x(t) and y(t) both monotone. Two wires over the same gap cross once if their ends change order, and
 * otherwise not at all: the picture has exactly the crossings that the ordering counted.
 */

/** The point at parameter t of the piece from a to b. */
export function pieceAt(a: Point, b: Point, t: number): Point {
  const s = 1 - t;
  const m = (a.x + b.x) / 2;
  return {
    x: s * s * s * a.x + 3 * s * t * m + t * t * t * b.x,
    y: a.y + (b.y - a.y) * t * t * (3 - 2 * t),
  };
}

/** SVG path data. */
export function pathData(points: readonly Point[]): string {
  const first = points[0];
  if (!first) return "";
  let d = `M${round(first.x)} ${round(first.y)}`;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    const m = round((a.x + b.x) / 2);
    d +=
      a.y === b.y ? `H${round(b.x)}` : `C${m} ${round(a.y)} ${m} ${round(b.y)} ${round(b.x)} ${round(b.y)}`;
  }
  return d;
}

/** The wire as a polyline with about `step` pixels between points. */
export function polyline(points: readonly Point[], step = 8): Point[] {
  const out: Point[] = points.length > 0 ? [points[0]!] : [];
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    const n = a.y === b.y ? 1 : Math.max(4, Math.ceil((Math.abs(b.x - a.x) + Math.abs(b.y - a.y)) / step));
    for (let k = 1; k < n; k++) out.push(pieceAt(a, b, k / n));
    out.push(b);
  }
  return out;
}

/** The height of the wire where it passes x; its ends stand for anything beyond. */
export function heightAt(points: readonly Point[], x: number): number {
  const first = points[0]!;
  if (x <= first.x) return first.y;
  for (let i = 1; i < points.length; i++) {
    const b = points[i]!;
    if (x > b.x) continue;
    const a = points[i - 1]!;
    if (a.y === b.y) return a.y;
    let lo = 0;
    let hi = 1;
    for (let k = 0; k < 20; k++) {
      const t = (lo + hi) / 2;
      if (pieceAt(a, b, t).x < x) lo = t;
      else hi = t;
    }
    return pieceAt(a, b, lo).y;
  }
  return points[points.length - 1]!.y;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
