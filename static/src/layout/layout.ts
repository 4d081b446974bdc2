import { pathData } from "./curve.ts";
import { placeGroups } from "./groups.ts";
import { placeLabels } from "./labels.ts";
import { Seeds } from "./seeds.ts";
import {
  type Box,
  DEFAULT_SPACING,
  type EdgeRoute,
  type Layout,
  type LayoutInput,
  type LayoutOptions,
  type NodeBox,
  type Point,
  type Spacing,
} from "./types.ts";

/**
 * A layered drawing of a computation, left to right: cards in columns, wires from left to right, operands in slot order
 * at their consumer, open groups as boxes. The same input gives the same drawing. Throws a RangeError when the wires
 * make a cycle or name a node that is not there.
 */
export function layout(input: LayoutInput, options: LayoutOptions = {}): Layout {
  const { previous = null, ...given } = options;
  const spacing: Spacing = { ...DEFAULT_SPACING, ...given };
  const placed = placeGroups(input, spacing, new Seeds(input, previous));

  const nodes = new Map<string, NodeBox>();
  for (const node of input.nodes) {
    nodes.set(node.id, {
      ...placed.nodes.get(node.id)!,
      key: node.key ?? node.id,
      group: node.group ?? null,
    });
  }
  const labels = placeLabels(placed.routes, nodes.values(), placed.groups.values(), spacing);
  const edges = new Map<string, EdgeRoute>();
  for (const edge of input.edges) {
    const { id, source, target, slot } = edge;
    const points = placed.routes.get(edge)!;
    edges.set(id, {
      source,
      target,
      slot,
      points,
      path: pathData(points),
      start: points[0]!,
      end: points[points.length - 1]!,
      ...labels.get(edge)!,
      lanes: placed.lanes.get(edge)!,
    });
  }
  return {
    ...bounds([...nodes.values(), ...placed.groups.values()], placed.routes.values()),
    nodes,
    edges,
    groups: placed.groups,
  };
}

function bounds(boxes: readonly Box[], wires: Iterable<readonly Point[]>): Box {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  const include = (x: number, y: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  for (const b of boxes) {
    include(b.x, b.y);
    include(b.x + b.width, b.y + b.height);
  }
  for (const points of wires) for (const p of points) include(p.x, p.y);
  return boxes.length === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
