/** What stands in a frame. It changes when a number appears, and not while something is on its way. */

import type { EdgeFrame, Frame, NodeFrame } from "./frame.ts";
import { same } from "./same.ts";

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
  if (now === before) return before;
  let changed = now.length !== before.length;
  const list = now.map((item, i) => {
    const old = before[i];
    if (old && same(item, old)) return old;
    changed = true;
    return item;
  });
  return changed ? list : before;
}
