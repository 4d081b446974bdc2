/** NaN and infinity: where the first of them was seen. */

import { isTensor, type Value } from "../wire/numbers.ts";
import type { Trace, Warning } from "../wire/trace.ts";
import { stopEnding } from "./place.ts";
import type { Stop } from "./stops.ts";

/** The warning of the first number like the ones in `value` that are not finite; null where all are. */
export function firstSeen(trace: Trace, value: Value | null): Warning | null {
  const numbers = value === null ? [] : isTensor(value) ? [...value.data] : [value];
  const broken = numbers.find((x) => !Number.isFinite(x));
  if (broken === undefined) return null;
  const code = Number.isNaN(broken) ? "nan" : "infinity";
  return trace.warnings.find((warning) => warning.code === code) ?? trace.warnings[0] ?? null;
}

/** The stop that shows where a warning begins. */
export function stopOf(stops: readonly Stop[], { step }: Warning): number {
  return stopEnding(stops, (step ?? 0) + 1);
}
