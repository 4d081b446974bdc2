/** Gradients kept back, so that a class can say them first: they are as if not yet computed. */

import type { Trace } from "../wire/trace.ts";
import type { Frame } from "./frame.ts";

export function masked(frame: Frame): Frame {
  return {
    ...frame,
    nodes: frame.nodes.map((shown) =>
      shown.gradient.kind === "none" ? shown : { ...shown, gradient: { kind: "unknown" }, sum: null },
    ),
    rolls: frame.rolls.filter(({ of }) => of === "value"),
    edges: frame.edges.map((shown) =>
      shown.contribution ? { ...shown, contribution: { ...shown.contribution, hidden: true } } : shown,
    ),
  };
}

/** A reference to a gradient, or to a sum of contributions. */
const GRADIENT = /\.grad$|^e\d+\.(before|after)$/;

/** The values that a formula of a trace refers to; null for what is kept back. */
export function valuesIn(trace: Trace, masked: boolean): Trace["valueAt"] {
  return (ref) => (masked && GRADIENT.test(ref) ? null : trace.valueAt(ref));
}
