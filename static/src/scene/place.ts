/** The place of a step in the graph: its card with its inputs, and the cards at the other ends of its wires. */

import type { Box, Layout } from "../layout/types.ts";
import { around } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import { type Stop, stepsIn } from "../model/stops.ts";

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
  const touched = folding.edges.flatMap(({ id, source, target }) => (wires.has(id) ? [source, target] : []));
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
export function inputsOf(card: string, { edges }: Folding): string[] {
  return [...new Set(edges.filter(({ target }) => target === card).map(({ source }) => source))];
}

/** The cards that wires lead to from a card. */
export function outputsOf(card: string, { edges }: Folding): string[] {
  return [...new Set(edges.filter(({ source }) => source === card).map(({ target }) => target))];
}
