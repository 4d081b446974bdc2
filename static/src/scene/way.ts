/** Going along a wire by a share of its length. */

import { polyline } from "../layout/curve.ts";
import type { Box, EdgeRoute, Point } from "../layout/types.ts";

interface Way {
  readonly points: readonly Point[];
  /** Of each point, the length of the wire up to it. */
  readonly lengths: readonly number[];
}

const ways = new WeakMap<EdgeRoute, Way>();

function wayOf(route: EdgeRoute): Way {
  const known = ways.get(route);
  if (known) return known;
  const points = polyline(route.points, 6);
  let length = 0;
  const lengths = points.map((p, i) => {
    const before = points[i - 1] ?? p;
    length += Math.hypot(p.x - before.x, p.y - before.y);
    return length;
  });
  const way = { points, lengths };
  ways.set(route, way);
  return way;
}

export function lengthOf(route: EdgeRoute): number {
  return wayOf(route).lengths.at(-1) ?? 0;
}

/** The point at a share of the length of a wire. */
export function pointAlong(route: EdgeRoute, share: number): Point {
  return placeAlong(wayOf(route), share).point;
}

/** The rest of a wire from a share of its length on. */
export function restOf(route: EdgeRoute, share: number): readonly Point[] {
  const way = wayOf(route);
  const { point, next } = placeAlong(way, share);
  return [point, ...way.points.slice(next)];
}

function placeAlong({ points, lengths }: Way, share: number): { point: Point; next: number } {
  const wanted = share * (lengths.at(-1) ?? 0);
  const next = Math.max(
    1,
    lengths.findIndex((length) => length >= wanted),
  );
  const [a, b] = [points[next - 1] as Point, points[next] as Point];
  const [from, to] = [lengths[next - 1] as number, lengths[next] as number];
  const t = to === from ? 0 : (wanted - from) / (to - from);
  return { point: { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }, next };
}

const extents = new WeakMap<EdgeRoute, Box>();
/** Room beside a wire for its band and its labels. */
const BESIDE = 40;

/** The box around a wire and what stands along it. */
export function extentOf(route: EdgeRoute): Box {
  const known = extents.get(route);
  if (known) return known;
  const ys = route.points.map(({ y }) => y);
  const top = Math.min(...ys) - BESIDE;
  const box = {
    x: route.start.x,
    y: top,
    width: route.end.x - route.start.x,
    height: Math.max(...ys) + BESIDE - top,
  };
  extents.set(route, box);
  return box;
}
