/** Where contributions that are tensors meet: their sums have no place of their own on the graph. */

import { isTensor } from "../wire/numbers.ts";
import type { Step, Trace } from "../wire/trace.ts";
import { isLit } from "./cell.ts";
import type { Frame } from "./frame.ts";

/** Whether the number at `ref` is pointed at: by itself, or where the same one stands in the formula or on the graph. */
export function isPointedAt(frame: Frame | null, lit: string | null, ref: string | null): boolean {
  if (isLit(lit, ref)) return true;
  if (frame === null || lit === null || ref === null) return false;
  return drawnAs(frame, lit).includes(ref) || drawnAs(frame, ref).some((one) => isLit(lit, one));
}

/** The numbers on the graph that a number of the formula is: a sum is the gradient, what was there before came by wires. */
export function drawnAs(
  { trace, stop: { step } }: Pick<Frame, "trace" | "stop">,
  ref: string,
): readonly string[] {
  if (step.kind !== "accumulate" || !isTensor(step.after)) return [];
  const [edge] = step.edges;
  if (ref === `${edge}.after`) return [`${step.node}.grad`];
  return ref === `${edge}.before` ? comeBefore(step, trace).map((id) => `${id}.grad`) : [];
}

type Addition = Extract<Step, { readonly kind: "accumulate" }>;

/** The wires whose contributions were in the sum to which a step adds the next. */
function comeBefore(addition: Addition, { steps }: Trace): readonly string[] {
  return steps.slice(0, steps.indexOf(addition)).flatMap((step) => {
    if (step.kind === "accumulate" && step.node === addition.node) return step.edges;
    if (step.kind !== "backward") return [];
    const whole = step.contributions.filter(({ to, after }) => to === addition.node && after !== null);
    return whole.map(({ edge }) => edge);
  });
}
