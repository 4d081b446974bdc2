/** A layer on its way open or closed: the open picture, its cards between their places and those that they come from. */

import { pathData } from "../layout/curve.ts";
import type { Box, EdgeRoute, NodeBox, Point } from "../layout/types.ts";
import type { Stage } from "./graph.ts";

export interface Unfolding {
  readonly open: Stage;
  /** From the place of each card of the open picture to where it is while the layer is closed. */
  readonly ways: ReadonlyMap<string, Point>;
  /** The cards that frames shrink to. */
  readonly cores: ReadonlyMap<string, Box>;
}

/** Beyond this many cards nothing is drawn on its way. */
const MOST = 200;

/** What opens from `closed` to `open`; null where these are not one graph with more and fewer layers open. */
export function unfoldingOf(closed: Stage, open: Stage): Unfolding | null {
  const [fewer, more] = [closed.folding.nodes.length, open.folding.nodes.length];
  if (closed.folding.trace.program !== open.folding.trace.program || fewer >= more || more > MOST)
    return null;
  const homes = new Map([...closed.layout.nodes.values()].map((box) => [box.key, box]));
  const ways = new Map<string, Point>();
  const cores = new Map<string, Box>();
  for (const [id, box] of open.layout.nodes) {
    const home = homeOf(box.key, homes);
    if (!home) return null;
    ways.set(id, { x: home.x - box.x, y: home.y - box.y });
    if (box.group !== null) cores.set(box.group, home);
  }
  return { open, ways, cores };
}

/** The card with this key, or the one that it is inside of: `L.0.1` is part of `L.0`, and that of `L`. */
function homeOf(key: string, homes: ReadonlyMap<string, NodeBox>): NodeBox | undefined {
  for (let at = key; at !== ""; at = at.slice(0, Math.max(0, at.search(/[./][^./]*$/)))) {
    const home = homes.get(at);
    if (home) return home;
  }
  return undefined;
}

/** The picture when a layer is open by a share: 0 is closed, 1 is open. */
export function unfolded({ open, ways, cores }: Unfolding, share: number): Stage {
  const rest = 1 - share;
  const moved = (id: string): Point => {
    const { x, y } = ways.get(id) ?? { x: 0, y: 0 };
    return { x: x * rest, y: y * rest };
  };
  const { layout } = open;
  const mix = (from: number, to: number) => from + (to - from) * share;
  const nodes = [...layout.nodes].map(([id, box]) => [id, shifted(box, moved(id))] as const);
  const edges = [...layout.edges].map(
    ([id, route]) => [id, warped(route, moved(route.source), moved(route.target))] as const,
  );
  const groups = [...layout.groups].map(([id, frame]) => {
    const core = cores.get(id) ?? frame;
    const box = {
      x: mix(core.x, frame.x),
      y: mix(core.y, frame.y),
      width: mix(core.width, frame.width),
      height: mix(core.height, frame.height),
    };
    return [id, { ...frame, ...box }] as const;
  });
  const placed = { ...layout, nodes: new Map(nodes), edges: new Map(edges), groups: new Map(groups) };
  return { ...open, layout: placed };
}

function shifted<T extends Point>(place: T, { x, y }: Point): T {
  return x === 0 && y === 0 ? place : { ...place, x: place.x + x, y: place.y + y };
}

/** A wire whose ends move with their cards, and what is between them by its share of the way. */
function warped(route: EdgeRoute, from: Point, to: Point): EdgeRoute {
  if ([from.x, from.y, to.x, to.y].every((by) => by === 0)) return route;
  const last = route.points.length - 1;
  const points = route.points.map((point, i) => {
    const share = i / last;
    return shifted(point, { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  });
  const [start, end] = [shifted(route.start, from), shifted(route.end, to)];
  return { ...route, points, path: pathData(points), start, end };
}
