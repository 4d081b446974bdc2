/** A trace laid out so that its steps have room: where one has none its graph is set closer, then told in less. */

import { layout } from "../layout/layout.ts";
import type { Layout } from "../layout/types.ts";
import type { Folding } from "../model/folding.ts";
import type { Stop } from "../model/stops.ts";
import type { Translate } from "../text/i18n.ts";
import {
  type Anatomies,
  anatomiesOf,
  layoutInput,
  layoutOptions,
  type Stage,
  type Tellings,
  tellingsOf,
} from "./graph.ts";
import type { Metrics } from "./metrics.ts";

/** A step that has no room: which way it is too large, and the cards that are to blame. */
export interface Misfit {
  readonly length: "width" | "height";
  readonly cards: readonly string[];
}

/** How a window has its graphs laid out. */
interface Manner {
  /** What cards tell and how closely they stand, from the widest to the closest. */
  readonly ways: readonly [Metrics, ...Metrics[]];
  /** What is told of a tensor that has no room: its shape and its range. */
  readonly brief: Metrics;
  /** How cards are told at the sides of the window, from the most to the least. */
  readonly asidesOf: (anatomies: Anatomies) => readonly Tellings[];
  readonly misfitOf: (stop: Stop, stage: Stage) => Misfit | null;
}

/** `previous`: where the cards stood. */
export function roomyStage(
  folding: Folding,
  stops: readonly Stop[],
  words: Translate,
  { ways, brief, asidesOf, misfitOf }: Manner,
  previous: Layout | null,
): Stage {
  const briefly = tellingsOf(folding, words, brief);
  const told = new Set<string>();
  let [metrics, ...closer] = ways;
  for (;;) {
    const anatomies = anatomiesOf(folding, words, (id) => (told.has(id) ? brief : metrics));
    const placed = layout(layoutInput(folding, anatomies), { ...layoutOptions(folding, metrics), previous });
    const stage = { folding, metrics, anatomies, asides: asidesOf(anatomies), layout: placed };
    const misfits = stops.flatMap((stop) => misfitOf(stop, stage) ?? []);
    const next = misfits.length > 0 ? closer.shift() : undefined;
    const largest = next ? [] : misfits.flatMap((misfit) => largestOf(misfit, stage, briefly) ?? []);
    if (next) metrics = next;
    else if (largest.length === 0) return stage;
    for (const id of largest) told.add(id);
  }
}

/** The tensor of a step that saves most where it is told in brief. */
function largestOf({ length, cards }: Misfit, { anatomies }: Stage, briefly: Tellings): string | null {
  const savedBy = (id: string) => (anatomies.get(id)?.[length] ?? 0) - (briefly.get(id)?.[length] ?? 0);
  const [largest = null] = cards.filter((id) => savedBy(id) > 0).sort((a, b) => savedBy(b) - savedBy(a));
  return largest;
}
