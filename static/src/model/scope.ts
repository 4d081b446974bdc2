/** What a stop is about. */

import type { Step, Trace } from "../wire/trace.ts";
import { type Stop, stepsIn } from "./stops.ts";

export interface Scope {
  readonly node: string | null;
  /** The nodes that act in it, beside the one that it is named for. */
  readonly along: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  /** Local derivatives are shown on them. */
  readonly local: boolean;
}

const scopes = new WeakMap<Stop, Scope>();

export function scopeOf(stop: Stop, trace: Trace): Scope {
  const known = scopes.get(stop);
  if (known) return known;
  const steps = stepsIn(stop, trace);
  const acting = steps.filter(({ kind }) => kind === "forward" || kind === "backward");
  const node = nodeOf(stop.step);
  const arriving = stop.part?.kind === "upstream";
  const scope = {
    node,
    local: !arriving,
    along: new Set(acting.flatMap((step) => nodeOf(step) ?? [])),
    // What arrives at a node comes along the wires to its consumers.
    edges: new Set(arriving ? arrivingAt(node, trace) : steps.flatMap(edgesOf)),
  };
  scopes.set(stop, scope);
  return scope;
}

export function nodeOf(step: Step): string | null {
  return "node" in step ? step.node : null;
}

export function edgesOf(step: Step): readonly string[] {
  return "edges" in step ? step.edges : [];
}

/** The wires along which the gradient of a node comes from its consumers. */
export function arrivingAt(node: string | null, trace: Trace): readonly string[] {
  return node === null ? [] : trace.edgesFrom(node).flatMap(({ id, grad }) => (grad === null ? [] : id));
}
