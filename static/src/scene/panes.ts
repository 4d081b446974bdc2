/** Where the cards stand that are at the sides of the window, because there is no room for all between them. */

import { heightAt } from "../layout/curve.ts";
import { remember } from "../model/remember.ts";
import type { State } from "../model/session.ts";
import type { Edge } from "../wire/trace.ts";
import type { Stage } from "./graph.ts";
import { cameraFor, lensIn, nearIn, settingIn } from "./looking.ts";
import { wiresAt } from "./place.ts";
import { GAP, hasSides, type Setting, type StandIn } from "./setting.ts";
import type { BoxLike } from "./shapes.ts";
import { viewOf } from "./sight.ts";

/** How far cards stand out of a pane where their wires begin at them. */
const OUT = 12;

const SIDES = ["left", "right"] as const;

/** A side of the window that is taken from the graph, in the coordinates of the graph. */
export interface Pane {
  readonly side: (typeof SIDES)[number];
  readonly box: BoxLike;
  /** Where the graph begins. */
  readonly edge: number;
  readonly cards: readonly Placed[];
  readonly labelled: boolean;
}

export interface Placed extends StandIn {
  readonly box: BoxLike;
  readonly edges: readonly Edge[];
  /** Where it ends, and its wires begin. */
  readonly port: number;
}

/** What stands at the sides; nothing where the reader looks elsewhere. */
export function panesIn(state: State, stage: Stage): readonly Pane[] {
  const { viewport, projection, zoom, whole, windowHeight } = state;
  const setting = settingIn(state, stage);
  if (!hasSides(setting) || state.camera.free || (projection === "on" ? zoom > 1 : whole)) return NONE;
  const { x, y, k } = cameraFor(state, stage);
  return panes(setting, stage, x, y, k, projection, viewport, windowHeight);
}

const NONE: readonly Pane[] = [];

const panes = remember(
  (
    setting: Setting,
    stage: Stage,
    x: number,
    y: number,
    k: number,
    projection: State["projection"],
    viewport: State["viewport"],
    windowHeight: number,
  ): readonly Pane[] => {
    const { card } = setting.place;
    const { margin } = lensIn({ projection, viewport, windowHeight, block: 0 });
    const window = viewOf({ x, y, k }, viewport);
    const space = { top: window.y + GAP, bottom: window.y + window.height - margin.y.far / k };
    return SIDES.flatMap((side) => {
      const { cards, port, labelled } = setting[side];
      if (card === null || cards.length === 0) return [];
      const [outwards, far] = side === "left" ? [-1, window.x] : [1, window.x + window.width];
      const edge = port + outwards * OUT;
      const box = { x: Math.min(edge, far), y: window.y, width: Math.abs(edge - far), height: window.height };
      const placed = stacked(side, card, cards, { port, edge }, space, stage);
      return [{ side, box, edge, cards: placed, labelled }];
    });
  },
);

/** The cards of a side below each other, as near the height of their wires as the others let them. */
function stacked(
  side: Pane["side"],
  card: string,
  cards: readonly StandIn[],
  { port, edge }: { readonly port: number; readonly edge: number },
  { top, bottom }: { readonly top: number; readonly bottom: number },
  { folding, layout }: Stage,
): Placed[] {
  const wanted = cards
    .flatMap(({ id, anatomy }) => {
      const [near, out] = side === "left" ? (["target", "source"] as const) : (["source", "target"] as const);
      const edges = wiresAt(card, near, folding).filter((edge) => edge[out] === id);
      const route = edges[0] && layout.edges.get(edges[0].id);
      if (!route) return [];
      const passing = heightAt(route.points, edge);
      const wire = side === "left" ? route.end.y : route.start.y;
      return [{ id, anatomy, edges, wire, passing }];
    })
    .sort((a, b) => a.wire - b.wire || a.passing - b.passing);
  let least = top;
  let room = wanted.reduce((sum, { anatomy }) => sum + anatomy.height + GAP, 0);
  const ys = wanted.map(({ anatomy: { height }, wire }) => {
    const y = Math.max(least, Math.min(wire - height / 2, bottom - room));
    least = y + height + GAP;
    room -= height + GAP;
    return y;
  });
  // What the cards were pushed down by is shared by all of them.
  const pushed = wanted.reduce(
    (sum, { anatomy, wire }, i) => sum + (ys[i] ?? 0) + anatomy.height / 2 - wire,
    0,
  );
  const rise = Math.max(0, Math.min((ys[0] ?? top) - top, pushed / Math.max(1, wanted.length)));
  return wanted.map(({ id, anatomy, edges }, i) => {
    const { width, height } = anatomy;
    const box = { x: side === "left" ? port - width : port, y: (ys[i] ?? top) - rise, width, height };
    return { id, anatomy, edges, port, box };
  });
}

/** Where the current card stands with its inputs and outputs, in the graph or at the sides. */
export function spokenOf(state: State, stage: Stage): BoxLike[] {
  const near = nearIn(settingIn(state, stage).place, stage);
  const beside = panesIn(state, stage).flatMap(({ cards }) => cards.map(({ box }) => box));
  return [...near.flatMap((id) => stage.layout.nodes.get(id) ?? []), ...beside];
}
