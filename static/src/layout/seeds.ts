import { heightAt } from "./curve.ts";
import type { FlatGraph, Seed } from "./flat.ts";
import type { Layers } from "./layers.ts";
import { type Member, ROOT } from "./nest.ts";
import type { EdgeRoute, Layout, LayoutEdge, LayoutInput, NodeBox, Spot } from "./types.ts";

/** Looks up where things stood in the previous layout, by the keys that nodes keep across edits. */
export class Seeds {
  private readonly spots = new Map<string, NodeBox>();
  private readonly stoodFor = new Map<string, Spot>(); // group id → the closed card
  private readonly groups: ReadonlyMap<string, Spot>;
  private readonly wires = new Map<string, EdgeRoute>();
  private readonly keys: ReadonlyMap<string, string>;
  private readonly open: ReadonlySet<string>;

  constructor(input: LayoutInput, previous: Layout | null) {
    this.keys = new Map(input.nodes.map((n) => [n.id, n.key ?? n.id]));
    this.open = new Set((input.groups ?? []).map((g) => g.id));
    this.groups = previous?.groups ?? new Map();
    for (const box of previous?.nodes.values() ?? []) {
      this.spots.set(box.key, box);
      if (box.group !== null && !this.groups.has(box.group)) this.stoodFor.set(box.group, box);
    }
    for (const wire of previous?.edges.values() ?? []) {
      const from = previous!.nodes.get(wire.source)!.key;
      const to = previous!.nodes.get(wire.target)!.key;
      this.wires.set(`${from} ${to} ${wire.slot}`, wire);
    }
  }

  /** The lanes of an edge on a level. */
  lanes(edge: LayoutEdge, level: string): readonly number[] | undefined {
    return this.wire(edge)?.lanes.get(level);
  }

  /** A card, or the box that closed into it; a box, or the card that opened into it; a wire at the frame. */
  member(member: Member, level: string): Seed | undefined {
    if (member.kind === "node") {
      const { id, group } = member.node;
      const same = this.spots.get(this.keys.get(id)!);
      const closed = group && !this.open.has(group) ? this.groups.get(group) : undefined;
      return seed(same && this.levelOf(same) === level ? same : undefined, closed);
    }
    if (member.kind === "group") return seed(this.groups.get(member.id), this.stoodFor.get(member.id));
    const frame = this.groups.get(level);
    const wire = this.wire(member.edge);
    if (!frame || !wire) return undefined;
    const x = member.kind === "in" ? frame.x : frame.x + frame.width;
    return { column: 0, x, y: heightAt(wire.points, x) };
  }

  private wire(edge: LayoutEdge): EdgeRoute | undefined {
    return this.wires.get(`${this.keys.get(edge.source)} ${this.keys.get(edge.target)} ${edge.slot}`);
  }

  /** The level that a card of the previous layout stood on. */
  private levelOf({ group }: NodeBox): string {
    return group !== null && this.groups.has(group) ? group : ROOT;
  }
}

function seed(same: Spot | undefined, other: Spot | undefined): Seed | undefined {
  const spot = same ?? other;
  if (!spot) return undefined;
  const { column, x, y, width, height } = spot;
  return { column, x: x + width / 2, y: y + height / 2, changed: !same };
}

/** The previous height of every vertex, dummies included; NaN for what is new. */
export function heightsBefore(graph: FlatGraph, layers: Layers): Float64Array {
  const before = new Float64Array(layers.count).fill(Number.NaN);
  graph.vertices.forEach((vertex, v) => {
    if (vertex.before && !vertex.before.changed) before[v] = vertex.before.y;
  });
  graph.edges.forEach((edge, e) => {
    const lanes = edge.before;
    const inner = layers.chains[e]!.slice(1, -1);
    if (!lanes || lanes.length === 0) return;
    inner.forEach((v, k) => {
      // As many columns as before, or about the same part of the way.
      const part = inner.length > 1 ? k / (inner.length - 1) : 0;
      before[v] = lanes[Math.round(part * (lanes.length - 1))]!;
    });
  });
  return before;
}
