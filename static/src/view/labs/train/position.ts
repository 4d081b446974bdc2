/** Where a run is, in words. */

import type { Run } from "../../../model/labs/run.ts";
import type { Translate } from "../../../text/i18n.ts";

export function positionOf({ epoch, epochs, step, steps }: Run, words: Translate): string {
  return words("labs.train.position", { epoch, epochs, step, steps });
}

export function timeText(seconds: number, words: Translate): string {
  if (seconds < 1) return words("labs.train.moment");
  return seconds < 100
    ? words("labs.train.seconds", { n: Math.round(seconds) })
    : words("labs.train.minutes", { n: Math.round(seconds / 60) });
}
