/** The question before the start: what loss do equal guesses give? */

/** Of as many classes as there are, each guessed alike: the loss is −ln(1/classes). */
export function equalLoss(classes: number): number {
  return Math.log(classes);
}

/** right, or which slip it looks like; other where it is none that is known. */
export type Verdict = "right" | "probability" | "miss" | "common_log" | "sign" | "other";

/** Half a per cent, as everywhere on the page. */
const TOLERANCE = 0.005;

/** In the order in which an answer is held against them. */
const SLIPS: readonly (readonly [verdict: Verdict, value: (classes: number) => number])[] = [
  ["right", equalLoss],
  ["probability", (classes) => 1 / classes],
  ["miss", (classes) => 1 - 1 / classes],
  ["common_log", Math.log10],
  ["sign", (classes) => -Math.log(classes)],
];

export function judged(answer: number, classes: number): Verdict {
  const near = (value: number) => Math.abs(answer - value) <= TOLERANCE * Math.abs(value);
  return SLIPS.find(([, value]) => near(value(classes)))?.[0] ?? "other";
}
