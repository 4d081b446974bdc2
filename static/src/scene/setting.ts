/** Where a step is looked at: its place in the graph, and at the sides of the window the cards that are far from it. */

import type { Anatomy } from "./anatomy.ts";
import type { Tellings } from "./graph.ts";
import type { Place } from "./place.ts";

/** Between two cards at a side, and between them and the edges of the window. */
export const GAP = 8;

/** A card that stands at a side of the window in the place of one that is far. */
export interface StandIn {
  readonly id: string;
  readonly anatomy: Anatomy;
}

/** In the units of the layout. */
export interface Side {
  readonly cards: readonly StandIn[];
  /** From the edge of the window to where the graph begins; 0 where nothing stands at this side. */
  readonly width: number;
  /** Where on the graph its cards end, and their wires begin. */
  readonly port: number;
  /** Whether there is room for what is on the wires. */
  readonly labelled: boolean;
}

/** The inputs of a card are at the left of it, and its outputs at the right. */
export interface Setting {
  readonly place: Place;
  readonly left: Side;
  readonly right: Side;
}

export const NO_SIDE: Side = { cards: [], width: 0, port: 0, labelled: false };

export function standIns(ids: readonly string[], anatomies: Tellings): StandIn[] {
  return ids.flatMap((id) => {
    const anatomy = anatomies.get(id);
    return anatomy ? [{ id, anatomy }] : [];
  });
}

export function hasSides({ left, right }: Setting): boolean {
  return left.cards.length + right.cards.length > 0;
}
