/** What stops say that are less than a step, or more. */

import { computed, sentBack } from "./brief.ts";
import { partTold } from "./slow.ts";
import { stepsIn } from "./stops.ts";
import type { Tell } from "./telling.ts";

export const tellingOf: Tell = (stop, trace, words) => {
  const { step, part } = stop;
  if (part && (step.kind === "forward" || step.kind === "backward"))
    return partTold(step, part, trace, words);
  const steps = stepsIn(stop, trace);
  return step.kind === "forward" ? computed(steps, trace, words) : sentBack(steps, trace, words);
};
