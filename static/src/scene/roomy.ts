/** A trace laid out so that its steps have room: where one has none its graph is set closer, then told in less. */

import type { Stop } from "../model/stops.ts";
import type { Stage, Tellings } from "./graph.ts";
import type { Metrics } from "./metrics.ts";

/** A step that has no room: which way it is too large, and the cards that are to blame. */
export interface Misfit {
  readonly length: "width" | "height";
  readonly cards: readonly string[];
}

interface Making {
  /** What cards tell and how closely they stand, from the widest to the closest. */
  readonly ways: readonly [Metrics, ...Metrics[]];
  /** Lays out; `brief` are the tensors that are told so. */
  readonly make: (metrics: Metrics, brief: ReadonlySet<string>) => Stage;
  /** Tensors told by their shape and their range. */
  readonly briefly: Tellings;
  readonly misfitOf: (stop: Stop, stage: Stage) => Misfit | null;
}

export function roomyStage(stops: readonly Stop[], { ways, make, briefly, misfitOf }: Making): Stage {
  const misfitsOf = (stage: Stage) => stops.flatMap((stop) => misfitOf(stop, stage) ?? []);
  const brief = new Set<string>();
  let [metrics, ...closer] = ways;
  for (;;) {
    const stage = make(metrics, brief);
    const misfits = misfitsOf(stage);
    const next = misfits.length > 0 ? closer.shift() : undefined;
    const largest = next ? [] : misfits.flatMap((misfit) => largestOf(misfit, stage, briefly) ?? []);
    if (next) metrics = next;
    else if (largest.length === 0) return stage;
    for (const id of largest) brief.add(id);
  }
}

/** The tensor of a step that saves most where it is told in brief. */
function largestOf({ length, cards }: Misfit, { anatomies }: Stage, briefly: Tellings): string | null {
  const savedBy = (id: string) => (anatomies.get(id)?.[length] ?? 0) - (briefly.get(id)?.[length] ?? 0);
  const [largest = null] = cards.filter((id) => savedBy(id) > 0).sort((a, b) => savedBy(b) - savedBy(a));
  return largest;
}
