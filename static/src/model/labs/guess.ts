/** The question before the start: what loss do equal guesses give? */

import type { Slip } from "./answer.ts";

/** Of as many classes as there are, each guessed alike: the loss is −ln(1/classes). */
export function equalLoss(classes: number): number {
  return Math.log(classes);
}

/** In the order in which an answer is held against them. */
export function slipsOf(classes: number): readonly Slip<"probability" | "miss" | "common_log" | "sign">[] {
  return [
    { value: 1 / classes, said: "probability" },
    { value: 1 - 1 / classes, said: "miss" },
    { value: Math.log10(classes), said: "common_log" },
    { value: -equalLoss(classes), said: "sign" },
  ];
}
