import { topologicalOrder } from "./incidence.ts";
import type { LayoutEdge, LayoutInput, LayoutNode } from "./types.ts";

/** The whole drawing, as the group that holds the rest. */
export const ROOT = "";

/** What stands on one level of the drawing. */
export type Member =
  | { readonly kind: "node"; readonly node: LayoutNode }
  | { readonly kind: "group"; readonly id: string }
  /** The wire of `edge` enters the frame here. */
  | { readonly kind: "in"; readonly edge: LayoutEdge }
  /** The value of node `source` leaves the frame here, for all its consumers outside. */
  | { readonly kind: "out"; readonly source: string; readonly edge: LayoutEdge };

/** A wire of one level; several edges may run through one piece on their way to a frame. */
export interface Piece {
  readonly source: number;
  readonly target: number;
  readonly edges: LayoutEdge[];
}

/** One level: the inside of a group, or the whole drawing. */
export interface Plan {
  readonly id: string;
  readonly members: readonly Member[];
  readonly pieces: readonly Piece[];
}

/**
 * What stands on which level, the root first and parents before children. A group that would lie on a cycle if it were
 * a box (a wire leaves it and comes back) is dissolved into its parent. Throws a RangeError when the wires themselves
 * make a cycle or an edge names a node that is not there.
 */
export function nest(input: LayoutInput): Plan[] {
  const open = new Set((input.groups ?? []).map((g) => g.id));
  for (;;) {
    const plans = planLevels(input, open);
    const knot = findKnot(plans);
    if (knot === null) return plans;
    open.delete(knot);
  }
}

function planLevels(input: LayoutInput, open: ReadonlySet<string>): Plan[] {
  const paths = groupPaths(input, open);
  const path = new Map(input.nodes.map((n) => [n.id, paths.get(n.group ?? ROOT) ?? [ROOT]]));
  const rank = new Map(input.nodes.map((n, i) => [n.id, i]));
  const drafts = new Map<string, Draft>();
  const draft = (id: string): Draft => {
    const found = drafts.get(id) ?? new Draft(id);
    drafts.set(id, found);
    return found;
  };
  draft(ROOT);

  // Members in the order of the source text; a group stands where its first node stands.
  for (const node of input.nodes) {
    const levels = path.get(node.id)!;
    levels.forEach((id, depth) => {
      const inner = levels[depth + 1];
      if (inner === undefined) draft(id).number(`node ${node.id}`, { kind: "node", node });
      else draft(id).number(`group ${inner}`, { kind: "group", id: inner });
    });
  }

  const bySource = input.edges.map((edge) => {
    const at = rank.get(edge.source);
    if (at === undefined || !rank.has(edge.target)) {
      const missing = at === undefined ? edge.source : edge.target;
      throw new RangeError(
        `edge ${edge.id}: there is no node "${missing}"; add the node or leave the edge out`,
      );
    }
    return { edge, at };
  });
  bySource.sort((a, b) => a.at - b.at);
  for (const { edge } of bySource) {
    const from = path.get(edge.source)!;
    const to = path.get(edge.target)!;
    let common = 0;
    while (common < from.length && common < to.length && from[common] === to[common]) common++;
    const member = (levels: readonly string[], depth: number, node: string): number => {
      const inner = levels[depth + 1];
      return draft(levels[depth]!).number(inner === undefined ? `node ${node}` : `group ${inner}`);
    };
    for (let depth = common; depth < from.length; depth++) {
      const level = draft(from[depth]!);
      const out = level.number(`out ${edge.source}`, { kind: "out", source: edge.source, edge });
      level.connect(member(from, depth, edge.source), out, edge, true);
    }
    const meet = common - 1;
    draft(from[meet]!).connect(member(from, meet, edge.source), member(to, meet, edge.target), edge, false);
    for (let depth = common; depth < to.length; depth++) {
      const level = draft(to[depth]!);
      level.connect(
        level.number(`in ${edge.id}`, { kind: "in", edge }),
        member(to, depth, edge.target),
        edge,
        false,
      );
    }
  }
  return [...drafts.values()];
}

/** For every open group the levels from the root down to it. */
function groupPaths(input: LayoutInput, open: ReadonlySet<string>): Map<string, string[]> {
  const parent = new Map((input.groups ?? []).map((g) => [g.id, g.parent]));
  const paths = new Map<string, string[]>([[ROOT, [ROOT]]]);
  for (const id of parent.keys()) {
    const up: string[] = [];
    const seen = new Set<string>();
    for (let g: string | null | undefined = id; g && parent.has(g) && !seen.has(g); g = parent.get(g)) {
      seen.add(g);
      if (open.has(g)) up.push(g);
    }
    paths.set(id, [ROOT, ...up.reverse()]);
  }
  return paths;
}

class Draft implements Plan {
  readonly id: string;
  readonly members: Member[] = [];
  readonly pieces: Piece[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly shared = new Map<number, Piece>();

  constructor(id: string) {
    this.id = id;
  }

  /** The number of a member; a new one is added when it is given. */
  number(name: string, member?: Member): number {
    const known = this.numbers.get(name);
    if (known !== undefined || !member) return known!;
    this.numbers.set(name, this.members.length);
    return this.members.push(member) - 1;
  }

  /** Draw `edge` here. A shared piece is drawn once for all edges that run to the same target. */
  connect(source: number, target: number, edge: LayoutEdge, share: boolean): void {
    const known = share ? this.shared.get(target) : undefined;
    if (known) {
      known.edges.push(edge);
      return;
    }
    const piece = { source, target, edges: [edge] };
    this.pieces.push(piece);
    if (share) this.shared.set(target, piece);
  }
}

/** The first group on a cycle; null when there is none. */
function findKnot(plans: readonly Plan[]): string | null {
  for (const { members, pieces } of plans) {
    const tail = pieces.map((p) => p.source);
    const head = pieces.map((p) => p.target);
    if (topologicalOrder(members.length, tail, head)) continue;
    const knot = members.find((m, v) => m.kind === "group" && reaches(v, v, members.length, pieces));
    if (knot?.kind === "group") return knot.id;
    throw new RangeError(
      "layout: the wires make a cycle; a computation never feeds itself, so remove one of them",
    );
  }
  return null;
}

function reaches(from: number, to: number, count: number, pieces: readonly Piece[]): boolean {
  const next: number[][] = Array.from({ length: count }, () => []);
  for (const p of pieces) next[p.source]!.push(p.target);
  const seen = new Uint8Array(count);
  const stack = [from];
  while (stack.length > 0) {
    for (const w of next[stack.pop()!]!) {
      if (w === to) return true;
      if (!seen[w]) stack.push(w);
      seen[w] = 1;
    }
  }
  return false;
}
