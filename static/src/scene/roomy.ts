/** A trace laid out so that its steps have room: where one has none its graph is set closer, then told in less. */

import type { Stop } from "../model/stops.ts";
import { isTensor } from "../wire/numbers.ts";
import type { Stage } from "./graph.ts";
import type { Metrics } from "./metrics.ts";

/** A step that has no room: which way it is too large, and the cards that are to blame. */
export interface Misfit {
  readonly length: "width" | "height";
  readonly cards: readonly string[];
}

interface Making {
  /** What cards tell and how closely they stand, from the widest to the closest. */
  readonly ways: readonly [Metrics, ...Metrics[]];
  /** Lays out; `brief` are the tensors that are told by their shape and their range. */
  readonly make: (metrics: Metrics, brief: ReadonlySet<string>) => Stage;
  readonly misfitOf: (stop: Stop, stage: Stage) => Misfit | null;
}

export function roomyStage(stops: readonly Stop[], { ways, make, misfitOf }: Making): Stage {
  const misfitsOf = (stage: Stage) => stops.flatMap((stop) => misfitOf(stop, stage) ?? []);
  const brief = new Set<string>();
  let [metrics, ...closer] = ways;
  for (;;) {
    const stage = make(metrics, brief);
    const misfits = misfitsOf(stage);
    const next = closer.shift();
    const largest = misfits.map((misfit) => largestOf(misfit, stage, brief)).find((id) => id !== null);
    if (misfits.length > 0 && next) metrics = next;
    else if (largest) brief.add(largest);
    else return stage;
  }
}

/** The largest tensor of a step that is not told in brief yet. */
function largestOf(
  { length, cards }: Misfit,
  { folding, anatomies }: Stage,
  brief: ReadonlySet<string>,
): string | null {
  const tensors = new Set(folding.nodes.filter(({ value }) => isTensor(value)).map(({ id }) => id));
  const sizeOf = (id: string) => anatomies.get(id)?.[length] ?? 0;
  const [largest = null] = cards
    .filter((id) => tensors.has(id) && !brief.has(id))
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  return largest;
}
