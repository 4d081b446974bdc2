/** What a stop says: its step's own words, or words of the page for a part of a step and for a whole layer. */

import type { Translate } from "../text/i18n.ts";
import type { Trace } from "../wire/trace.ts";
import type { Equation } from "./equation.ts";
import { type Granularity, type Stop, stepsIn } from "./stops.ts";

export interface Telling {
  readonly sentence: string;
  readonly formula: Equation | null;
}

export type Tell = (stop: Stop, trace: Trace, words: Translate) => Telling;

/** Tells of what is not a whole step; null until it is fetched. */
let other: Tell | null = null;

export function tellingOf(stop: Stop, trace: Trace, words: Translate): Telling {
  const whole = stop.part === null && stepsIn(stop, trace).length === 1;
  return whole || !other ? stop.step : other(stop, trace, words);
}

/** Whether all stops of a granularity can be told. */
export function canTell(granularity: Granularity): boolean {
  return granularity === "nodes" || other !== null;
}

/** Fetches what stops by parts and by layers are told with: most readers begin with whole steps. */
export async function fetchTellings(): Promise<void> {
  other = (await import("./coarse.ts")).tellingOf;
}
