/** The parts of a step, for those who want to see it slowly. Which it has follows from the step alone. */

import type { Step } from "../wire/trace.ts";
import type { Formula } from "../wire/types.ts";
import { motionOf } from "./motion.ts";

/** A share of a step's motion: what has appeared `to` there is seen when the part is done. */
export interface Part {
  /** upstream: it arrives; local: the local derivative appears; product: what is sent on. */
  readonly kind: "upstream" | "local" | "product";
  readonly from: number;
  readonly to: number;
}

/** Ends a part just before the next thing appears. */
const BEFORE = 0.01;

/** The parts of a step in order; none for a step that is one thing. */
export function partsOf(step: Step): readonly Part[] {
  if (step.kind !== "backward") return [];
  const { local, contribution } = motionOf(step).from;
  const divided = step.formula !== null && partOf(step.formula.symbolic.tree, "local") !== null;
  const arrived = (divided ? local : contribution) - BEFORE;
  const known = contribution - BEFORE;
  return [
    { kind: "upstream", from: 0, to: arrived },
    ...(divided ? [{ kind: "local", from: arrived, to: known } as const] : []),
    { kind: "product", from: known, to: 1 },
  ];
}

/** The first part of a formula that plays this role. */
export function partOf(formula: Formula, role: Formula["role"]): Formula | null {
  if (formula.role === role) return formula;
  if (!("op" in formula)) return null;
  for (const arg of formula.args) {
    const found = partOf(arg, role);
    if (found) return found;
  }
  return null;
}
