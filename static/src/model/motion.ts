/** How each kind of step moves: how long it takes, and when in it each part appears. */

import type { Step } from "../wire/trace.ts";

export type Part = "value" | "local" | "contribution" | "gradient";

export interface Motion {
  /** Milliseconds at normal speed. */
  readonly duration: number;
  /** The share of the step after which a part is seen. */
  readonly from: Readonly<Record<Part, number>>;
  /** What travels along the wires of the step. */
  readonly pulse?: Way;
  /** What arrives along the wires to the consumers of its node. */
  readonly arrival?: Way;
  /** When the number of its node goes from what it was to what it is. */
  readonly roll?: Span;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When something travels, which way, and along which last share of the wires. */
export interface Way extends Span {
  readonly direction: "forward" | "backward";
  readonly stretch: number;
}

const LATE = { value: 0.75, local: 0.2, contribution: 0.5, gradient: 0.75 };

const MOTIONS: Readonly<Partial<Record<Step["kind"], Motion>>> = {
  forward: { duration: 350, from: LATE, pulse: { from: 0, to: 0.8, direction: "forward", stretch: 1 } },
  // Upstream arrives, the local derivative appears, their product travels on.
  backward: {
    duration: 800,
    from: { value: 0, local: 0.3, contribution: 0.45, gradient: 0.95 },
    arrival: { from: 0, to: 0.28, direction: "backward", stretch: 0.4 },
    pulse: { from: 0.45, to: 1, direction: "backward", stretch: 1 },
  },
  // What has come along the wire slides into the sum at its end, which then grows by it.
  accumulate: {
    duration: 500,
    from: { ...LATE, gradient: 0.55 },
    pulse: { from: 0, to: 0.55, direction: "backward", stretch: 0.4 },
    roll: { from: 0.55, to: 1 },
  },
  unbroadcast: { duration: 500, from: LATE },
  update: { duration: 400, from: { ...LATE, value: 0.2 }, roll: { from: 0.2, to: 1 } },
};

const STILL: Motion = { duration: 250, from: { value: 0.3, local: 0.3, contribution: 0.3, gradient: 0.3 } };

export function motionOf(step: Step): Motion {
  return MOTIONS[step.kind] ?? STILL;
}
