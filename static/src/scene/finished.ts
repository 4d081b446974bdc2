/** A trace at its last step, everything in its place. Pure. */

import { layout } from "../layout/layout.ts";
import { closedAtFirst, folded, foldingOf } from "../model/folding.ts";
import { stopsOf } from "../model/stops.ts";
import { frameAt, timelineOf } from "../model/timeline.ts";
import type { Translate } from "../text/i18n.ts";
import type { Trace } from "../wire/trace.ts";
import { anatomiesOf, graphShapes, layoutInput, layoutOptions } from "./graph.ts";
import { PAGE } from "./metrics.ts";
import type { BoxLike, Shape } from "./shapes.ts";

/** Around the cards: rings, the flag of the current card, numbers beneath the wires. */
const MARGIN = 40;

export interface Finished {
  readonly shapes: readonly Shape[];
  readonly box: BoxLike;
}

export function finishedOf(trace: Trace, words: Translate): Finished {
  const line = timelineOf(trace, stopsOf(trace, "nodes"));
  const folding = foldingOf(trace, closedAtFirst(trace));
  const frame = folded(frameAt(line, line.stops.length - 1), folding);
  const anatomies = anatomiesOf(folding, words, () => PAGE);
  const placed = layout(layoutInput(folding, anatomies), layoutOptions(folding, PAGE));
  const { x, y, width, height } = placed;
  return {
    shapes: graphShapes(frame, { folding, metrics: PAGE, anatomies, layout: placed }, words),
    box: { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN },
  };
}
