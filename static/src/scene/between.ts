/** The graph as it is drawn between panes: its wires begin and end at the cards that stand in them. */

import { pathData } from "../layout/curve.ts";
import type { EdgeRoute, Point } from "../layout/types.ts";
import { remember } from "../model/remember.ts";
import type { Stage } from "./graph.ts";
import type { Pane } from "./panes.ts";

export const stageBetween = remember((stage: Stage, panes: readonly Pane[]): Stage => {
  if (panes.length === 0) return stage;
  const routes = new Map<string, EdgeRoute>();
  const bare = new Set<string>();
  for (const { side, cards, labelled } of panes)
    for (const { id: card, edges: own, port, box } of cards) {
      bare.add(card);
      for (const { id } of own) {
        const route = stage.layout.edges.get(id);
        if (!route) continue;
        const at = { x: port, y: box.y + box.height / 2 };
        routes.set(id, side === "left" ? led(route, at, route.end) : led(route, route.start, at));
        // Two labels would stand in one place.
        if (!labelled || (side === "right" && own.length > 1)) bare.add(id);
      }
    }
  return { ...stage, led: routes, bare };
});

function led(route: EdgeRoute, start: Point, end: Point): EdgeRoute {
  const points = [start, end];
  return { ...route, points, path: pathData(points), start, end };
}
