/** Gradients kept back, so that a class can say them first: they are as if not yet computed. */

import type { Frame } from "./frame.ts";

export function masked(frame: Frame): Frame {
  return {
    ...frame,
    nodes: frame.nodes.map((shown) =>
      shown.gradient.kind === "none" ? shown : { ...shown, gradient: { kind: "unknown" }, sum: null },
    ),
    edges: frame.edges.map((shown) =>
      shown.contribution ? { ...shown, contribution: { ...shown.contribution, hidden: true } } : shown,
    ),
  };
}
