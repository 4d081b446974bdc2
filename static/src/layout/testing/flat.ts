import type { FlatGraph } from "../flat.ts";
import type { LayoutInput } from "../types.ts";

/** A drawing without groups, as the numbers that ranks, order and heights work on. */
export function flatten(input: LayoutInput): FlatGraph {
  const number = new Map(input.nodes.map((n, i) => [n.id, i]));
  const operands = new Map<string, number>();
  for (const e of input.edges) operands.set(e.target, (operands.get(e.target) ?? 0) + 1);
  return {
    vertices: input.nodes.map(({ width, height }) => ({ width, height })),
    edges: input.edges.map((e) => ({
      source: number.get(e.source)!,
      target: number.get(e.target)!,
      sourcePort: 0,
      targetPort: 20 * (e.slot - (operands.get(e.target)! - 1) / 2),
    })),
  };
}
