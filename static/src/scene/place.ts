/** The place of a step in the graph: its card with its inputs, and the cards at the other ends of its wires. */

import type { Box, Layout } from "../layout/types.ts";
import { around } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import { remember } from "../model/remember.ts";
import { type Stop, stepsIn } from "../model/stops.ts";
import type { Edge } from "../wire/trace.ts";

export interface Place {
  /** The card of the stop's node; null where it is about none. */
  readonly card: string | null;
  /** The card and its inputs. */
  readonly heart: Box | null;
  /** These, the cards that the card leads to, and all that the stop touches. */
  readonly neighbourhood: Box | null;
  /** All that the stop touches; the first card where it touches none in particular. */
  readonly box: Box | null;
  /** The inputs and outputs for which the window with their card has no room: they are in no box. */
  readonly far: readonly string[];
}

/** Where a stop takes place, but for the cards that are far. */
export function placeOf(
  stop: Stop,
  folding: Folding,
  { nodes }: Pick<Layout, "nodes">,
  far: readonly string[] = [],
): Place {
  const card = cardIn(stop, folding);
  const home = card === null ? null : (nodes.get(card) ?? null);
  const inputs = card === null ? [] : inputsOf(card, folding);
  const outputs = card === null ? [] : outputsOf(card, folding);
  const boxesOf = (ids: Iterable<string>) =>
    [...ids].filter((id) => !far.includes(id)).flatMap((id) => nodes.get(id) ?? []);
  const wires = new Set(stepsIn(stop, folding.trace).flatMap((step) => ("edges" in step ? step.edges : [])));
  const { edges } = endsOf(folding);
  const touched = [...wires]
    .flatMap((id) => edges.get(id) ?? [])
    .flatMap(({ source, target }) => [source, target]);
  const core = home ? [home, ...boxesOf(inputs)] : [];
  const first = folding.nodes.slice(0, 1).map(({ id }) => id);
  const others = boxesOf(card === null && touched.length === 0 ? first : touched);
  const box = [...core, ...others];
  return {
    card,
    heart: around(core),
    box: around(box),
    neighbourhood: around([...box, ...boxesOf(outputs)]),
    far,
  };
}

function cardIn({ step }: Stop, { cardOf }: Folding): string | null {
  return "node" in step ? cardOf(step.node) : null;
}

/** The cards that wires lead from into a card. */
export function inputsOf(card: string, folding: Folding): string[] {
  return [...new Set(wiresAt(card, "target", folding).map(({ source }) => source))];
}

/** The cards that wires lead to from a card. */
export function outputsOf(card: string, folding: Folding): string[] {
  return [...new Set(wiresAt(card, "source", folding).map(({ target }) => target))];
}

/** The wires that have a card at this end, in order. */
export function wiresAt(card: string, end: "source" | "target", folding: Folding): readonly Edge[] {
  return endsOf(folding)[end].get(card) ?? [];
}

/** Wires by their ids and by their ends: a step must not cost more in a larger graph. */
const endsOf = remember(({ edges }: Folding) => ({
  edges: new Map(edges.map((edge) => [edge.id, edge])),
  source: grouped(edges, "source"),
  target: grouped(edges, "target"),
}));

function grouped(edges: readonly Edge[], end: "source" | "target"): ReadonlyMap<string, readonly Edge[]> {
  const found = new Map<string, Edge[]>();
  for (const edge of edges) {
    const own = found.get(edge[end]);
    if (own) own.push(edge);
    else found.set(edge[end], [edge]);
  }
  return found;
}
