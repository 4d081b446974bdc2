/** Edits of a graph, and how much a drawing moves by them. */
import type { Box, Layout, LayoutInput, LayoutNode } from "../types.ts";
import { random } from "./graphs.ts";

export type Edit = "sink" | "input" | "split";

const NEW: LayoutNode = { id: "new", width: 150, height: 84 };

/** The graph with one node more: an operation on two values, an operand more, or an operation on a wire. */
export function withNode({ nodes, edges }: LayoutInput, edit: Edit, seed: number): LayoutInput {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const from = (source: string, slot: number) => ({ id: `new ${slot}`, source, target: "new", slot });
  if (edit === "sink") {
    return { nodes: [...nodes, NEW], edges: [...edges, from(pick(nodes).id, 0), from(pick(nodes).id, 1)] };
  }
  const wire = pick(edges);
  if (edit === "input") {
    return {
      nodes: [...nodes, NEW],
      edges: [...edges, { id: "new", source: "new", target: wire.target, slot: 9 }],
    };
  }
  const rest = edges.map((e) => (e === wire ? { ...e, source: "new" } : e));
  return { nodes: [...nodes, NEW], edges: [...rest, from(wire.source, 0)] };
}

export const centre = (b: Box) => ({ x: b.x + b.width / 2, y: b.y + b.height / 2 });

/** How far a card moves in the mean, in pixels on the page: nothing is aligned first. */
export function meanMove(before: Layout, after: Layout): number {
  const moves: number[] = [];
  for (const [id, box] of before.nodes) {
    const then = centre(box);
    const now = centre(after.nodes.get(id)!);
    moves.push(Math.hypot(now.x - then.x, now.y - then.y));
  }
  return moves.reduce((a, b) => a + b, 0) / moves.length;
}
