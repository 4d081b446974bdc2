/** What a stop says: its step's own words, or words of the page for a part of a step and for a whole layer. */

import type { Translate } from "../text/i18n.ts";
import type { Trace } from "../wire/trace.ts";
import { computed, sentBack } from "./brief.ts";
import type { Equation } from "./equation.ts";
import { partTold } from "./slow.ts";
import { type Stop, stepsIn } from "./stops.ts";

export interface Telling {
  readonly sentence: string;
  readonly formula: Equation | null;
}

export function tellingOf(stop: Stop, trace: Trace, words: Translate): Telling {
  const { step, part } = stop;
  if (part && (step.kind === "forward" || step.kind === "backward"))
    return partTold(step, part, trace, words);
  const steps = stepsIn(stop, trace);
  if (steps.length === 1) return step;
  return step.kind === "forward" ? computed(steps, trace, words) : sentBack(steps, trace, words);
}
