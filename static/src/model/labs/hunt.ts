/** The hunt for one mistake: what has been seen of it, and which part of the hunt comes next. Pure. */

import type { Problem } from "../../wire/calls.ts";
import type { Mistake, MistakePointed, MistakeReport, MistakeRun } from "../../wire/mistakes.ts";
import { decodeNumber } from "../../wire/numbers.ts";
import type { WireNumber } from "../../wire/types.ts";
import { choice, text } from "../fields.ts";
import { number } from "./settings.ts";

export const STAGES = ["symptom", "check", "point", "fix"] as const;
export type Stage = (typeof STAGES)[number];

export const HUNT_FIELDS = {
  bug: text("bug", "B2", 8),
  /** Of the parts of the hunt, the one that a narrow page shows. */
  stage: choice("part", STAGES, "symptom"),
  /** Which backward pass is checked; 0: as planted. */
  passes: number("pass", 0, { min: 0, max: 9, whole: true }),
} as const;

export interface Hunt {
  readonly mistakes: readonly Mistake[];
  readonly run: MistakeRun | null;
  /** The check of the copy as it is. */
  readonly report: MistakeReport | null;
  /** The line pointed at, and what was said of it. */
  readonly line: string | null;
  readonly remark: MistakePointed | null;
  /** The check after the last fix. */
  readonly mended: MistakeReport | null;
  /** Why the last fix could not be read. */
  readonly problem: Problem | null;
}

export const NEW_HUNT: Omit<Hunt, "mistakes"> = {
  run: null,
  report: null,
  line: null,
  remark: null,
  mended: null,
  problem: null,
};

/** How far the hunt has come: what comes after that is not offered yet. */
export function reached({ report, remark }: Hunt): Stage {
  if (remark?.right) return "fix";
  return report ? "point" : "check";
}

export function isSolved({ mended }: Hunt): boolean {
  return mended?.solved === true;
}

/** The loss at the end of a run, as a number that may be none. */
export function lastLoss(losses: readonly WireNumber[]): number {
  return decodeNumber(losses.at(-1) ?? "NaN");
}

const KEY = "solved-mistakes";

/** Which have been mended in this browser. */
export function readSolved(kept: Pick<Storage, "getItem"> | null): ReadonlySet<string> {
  try {
    const found: unknown = JSON.parse(kept?.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(found) ? found.map(String) : []);
  } catch {
    return new Set();
  }
}

export function keepSolved(kept: Pick<Storage, "setItem"> | null, solved: ReadonlySet<string>): void {
  kept?.setItem(KEY, JSON.stringify([...solved]));
}
