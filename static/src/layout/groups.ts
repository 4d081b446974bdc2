import type { FlatEdge, FlatVertex } from "./flat.ts";
import { type Level, layoutLevel } from "./level.ts";
import { type Member, nest, type Plan, ROOT } from "./nest.ts";
import { join } from "./route.ts";
import type { Seeds } from "./seeds.ts";
import type { LayoutEdge, LayoutInput, Point, Spacing, Spot } from "./types.ts";

/**
 * Levels bottom up: the inside of an open group is laid out alone, with a terminal on its frame for every wire that
 * passes; then the group is one box on its parent's level, with ports where the terminals are.
 */

export interface Placement {
  /** Boxes of nodes and of open groups by id, and the pieces of every edge from its source to its target. */
  readonly nodes: ReadonlyMap<string, Spot>;
  readonly groups: ReadonlyMap<string, Spot>;
  readonly routes: ReadonlyMap<LayoutEdge, readonly Point[]>;
  readonly lanes: ReadonlyMap<LayoutEdge, ReadonlyMap<string, readonly number[]>>;
}

/** A level with the size of its frame; `dx`, `dy` lead from the level's origin to the frame's top left corner. */
interface Frame {
  readonly plan: Plan;
  readonly level: Level;
  readonly width: number;
  readonly height: number;
  readonly dx: number;
  readonly dy: number;
}

export function placeGroups(input: LayoutInput, spacing: Spacing, seeds: Seeds): Placement {
  const plans = nest(input);
  const slots = slotPorts(input);
  const frames = new Map<string, Frame>();
  for (const plan of plans.toReversed()) {
    frames.set(plan.id, layoutFrame(plan, frames, slots, spacing, seeds));
  }

  const nodes = new Map<string, Spot>();
  const groups = new Map<string, Spot>();
  const pieces = new Map<LayoutEdge, Point[][]>(input.edges.map((e) => [e, []]));
  const lanes = new Map(input.edges.map((e) => [e, new Map<string, number[]>()]));
  const origin = new Map<string, Point>([[ROOT, { x: 0, y: 0 }]]);
  for (const { id } of plans) {
    const { plan, level } = frames.get(id)!;
    const at = origin.get(id)!;
    plan.members.forEach((member, v) => {
      const x = at.x + level.x[v]!;
      const y = at.y + level.y[v]!;
      if (member.kind === "node") nodes.set(member.node.id, centred(x, y, member.node, level.rank[v]!));
      if (member.kind === "group") {
        const frame = frames.get(member.id)!;
        const box = centred(x, y, frame, level.rank[v]!);
        groups.set(member.id, box);
        origin.set(member.id, { x: box.x - frame.dx, y: box.y - frame.dy });
      }
    });
    plan.pieces.forEach((piece, i) => {
      const points = level.routes[i]!.map((p) => ({ x: p.x + at.x, y: p.y + at.y }));
      const heights = level.lanes[i]!.map((y) => y + at.y);
      for (const edge of piece.edges) {
        pieces.get(edge)!.push(points);
        lanes.get(edge)!.set(id, heights);
      }
    });
  }
  const routes = new Map<LayoutEdge, Point[]>();
  for (const [edge, list] of pieces) routes.set(edge, join(list.sort((a, b) => a[0]!.x - b[0]!.x)));
  return { nodes, groups, routes, lanes };
}

function centred(x: number, y: number, size: { width: number; height: number }, column: number): Spot {
  return { x: x - size.width / 2, y: y - size.height / 2, width: size.width, height: size.height, column };
}

function layoutFrame(
  plan: Plan,
  inner: ReadonlyMap<string, Frame>,
  slots: ReadonlyMap<LayoutEdge, number>,
  spacing: Spacing,
  seeds: Seeds,
): Frame {
  const vertices = plan.members.map((member): FlatVertex => {
    const before = seeds.member(member, plan.id);
    if (member.kind === "in" || member.kind === "out")
      return { width: 0, height: 2, terminal: member.kind, before };
    const { width, height } = member.kind === "node" ? member.node : inner.get(member.id)!;
    return { width, height, before };
  });
  const edges = plan.pieces.map((piece): FlatEdge => {
    const edge = piece.edges[0]!;
    const source = plan.members[piece.source]!;
    const target = plan.members[piece.target]!;
    const leaves = (m: Member): boolean => m.kind === "out" && m.source === edge.source;
    const enters = (m: Member): boolean => m.kind === "in" && m.edge === edge;
    return {
      source: piece.source,
      target: piece.target,
      before: seeds.lanes(edge, plan.id),
      sourcePort: source.kind === "group" ? terminalPort(inner.get(source.id)!, leaves) : 0,
      targetPort:
        target.kind === "group"
          ? terminalPort(inner.get(target.id)!, enters)
          : target.kind === "node"
            ? slots.get(edge)!
            : 0,
    };
  });
  const level = layoutLevel({ vertices, edges }, spacing);
  const has = (kind: string): boolean => plan.members.some((m) => m.kind === kind);
  const pad = plan.id === ROOT ? 0 : spacing.groupPadding;
  const left = level.left - (has("in") ? 0 : pad);
  const right = level.right + (has("out") ? 0 : pad);
  const top = level.top - (plan.id === ROOT ? 0 : pad + spacing.groupHeader);
  const height = 2 * Math.ceil((level.bottom + pad - top) / 2); // even, so that its centre is a whole number
  return { plan, level, dx: left, dy: top, width: right - left, height };
}

/** Height of a terminal below the centre of its frame. */
function terminalPort(frame: Frame, is: (member: Member) => boolean): number {
  return frame.level.y[frame.plan.members.findIndex(is)]! - frame.dy - frame.height / 2;
}

/** Height of every edge's port below the centre of its target: the operands share the side evenly, in slot order. */
function slotPorts(input: LayoutInput): Map<LayoutEdge, number> {
  const height = new Map(input.nodes.map((n) => [n.id, n.height]));
  const operands = new Map<string, LayoutEdge[]>();
  for (const edge of input.edges) {
    const list = operands.get(edge.target) ?? [];
    list.push(edge);
    operands.set(edge.target, list);
  }
  const ports = new Map<LayoutEdge, number>();
  for (const list of operands.values()) {
    list.sort((a, b) => a.slot - b.slot);
    list.forEach((edge, i) => {
      ports.set(edge, Math.round(((i + 0.5) / list.length - 0.5) * (height.get(edge.target) ?? 0)));
    });
  }
  return ports;
}
