/** Answers to a question before its number is shown: read as people write numbers, and right within a tolerance. */

import { asPrinted, formatNumber } from "../../text/numbers.ts";
import { readValue } from "../../text/values.ts";

/** Of the true size. */
const TOLERANCE = 0.005;

/** The number that was typed; null where it is none. */
export function readAnswer(text: string): number | null {
  const reading = readValue(text);
  return reading.ok && typeof reading.value === "number" ? reading.value : null;
}

/** Within half a per cent, or half a unit of the last digit that the page prints. */
export function isNear(answer: number, truth: number): boolean {
  return Math.abs(answer - truth) <= Math.max(TOLERANCE * Math.abs(truth), lastDigit(truth) / 2);
}

/** The unit of the last printed digit: of 9.766×10⁻⁴ it is 10⁻⁷. */
function lastDigit(x: number): number {
  const [mantissa = "", power = ""] = formatNumber(x).split("×");
  const places = mantissa.split(".")[1]?.length ?? 0;
  const exponent =
    power === "" ? 0 : Math.round(Math.log10(Math.abs(asPrinted(x) / Number(mantissa.replace("−", "-")))));
  return 10 ** (exponent - places);
}

/** A wrong way to a number, and what is said to whoever went it. */
export interface Slip<Said> {
  readonly value: number;
  readonly said: Said;
}

/** right; the first slip that leads to `answer`; or `other`. */
export function judge<Said>(
  answer: number,
  truth: number,
  slips: readonly Slip<Said>[],
  other: Said,
): "right" | { readonly slip: Said } {
  if (isNear(answer, truth)) return "right";
  return { slip: slips.find(({ value }) => isNear(answer, value))?.said ?? other };
}
