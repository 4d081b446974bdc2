/** What stands in a frame. It changes when a number appears, and not while something is on its way. */

import type { EdgeFrame, Frame, NodeFrame } from "./frame.ts";

export type Still = Pick<Frame, "trace" | "nodes" | "edges">;

/** The still part of `frame`. What is as it was in `before` is the same object; so is the whole if nothing changed. */
export function stillOf({ trace, nodes, edges }: Frame, before: Still | null): Still {
  if (before?.trace !== trace) return { trace, nodes, edges: edges.map(standing) };
  const still = {
    trace,
    nodes: kept<NodeFrame>(nodes, before.nodes),
    edges: kept<EdgeFrame>(edges.map(standing), before.edges),
  };
  return still.nodes === before.nodes && still.edges === before.edges ? before : still;
}

/** A contribution stands once it has arrived. */
function standing(edge: EdgeFrame): EdgeFrame {
  return edge.travelled > 0 && edge.travelled < 1 ? { ...edge, travelled: 0 } : edge;
}

function kept<T extends object>(now: readonly T[], before: readonly T[]): readonly T[] {
  let changed = now.length !== before.length;
  const list = now.map((item, i) => {
    const old = before[i];
    if (old && same(item, old)) return old;
    changed = true;
    return item;
  });
  return changed ? list : before;
}

/** Equal part by part; a sum that is made anew from the same numbers is the same. */
function same<T extends object>(a: T, b: T): boolean {
  for (const key in a) if (!alike(a[key], b[key])) return false;
  return true;
}

function alike(a: unknown, b: unknown): boolean {
  return (
    Object.is(a, b) ||
    (isRecord(a) && isRecord(b) && Object.keys(a).every((key) => Object.is(a[key], b[key])))
  );
}

function isRecord(x: unknown): x is Readonly<Record<string, unknown>> {
  return typeof x === "object" && x !== null && Object.getPrototypeOf(x) === Object.prototype;
}
