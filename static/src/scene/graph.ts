/** (Frame, Layout, words) → the shapes of the graph, back to front. Pure. */

import type { Layout, LayoutInput, LayoutOptions } from "../layout/types.ts";
import type { Region } from "../model/cell.ts";
import { type Folding, layersOf } from "../model/folding.ts";
import type { Frame } from "../model/frame.ts";
import type { Translate } from "../text/i18n.ts";
import { type Anatomy, anatomyOf } from "./anatomy.ts";
import { cardShape } from "./card.ts";
import { hingeShape } from "./hinge.ts";
import { keeper } from "./kept.ts";
import type { Metrics } from "./metrics.ts";
import { outlineShapes } from "./outline.ts";
import { scaleOf } from "./scale.ts";
import { group, rect, type Shape, text } from "./shapes.ts";
import { badgeShape } from "./sum.ts";
import { bandShape, labelShape, labelWidth, pulseShape, shapeWidth, wireShape } from "./wire.ts";

export type Anatomies = ReadonlyMap<string, Anatomy>;

/** What is drawn of a trace. */
export type Graph = Pick<Folding, "trace" | "nodes" | "edges" | "groups">;

/** A graph with a place for everything. */
export interface Stage {
  readonly folding: Folding;
  readonly metrics: Metrics;
  readonly anatomies: Anatomies;
  readonly layout: Layout;
}

export function anatomiesOf({ nodes, trace }: Graph, words: Translate, metrics: Metrics): Anatomies {
  return new Map(nodes.map((node) => [node.id, anatomyOf(node, trace, words, metrics)]));
}

/** What the layout has to place. */
export function layoutInput({ nodes, edges, groups }: Graph, anatomies: Anatomies): LayoutInput {
  const open = groups.filter(({ expanded }) => expanded);
  return {
    nodes: nodes.map(({ id, key, group }) => {
      const { width = 0, height = 0 } = anatomies.get(id) ?? {};
      return { id, key, width, height, group };
    }),
    edges: edges.map(({ id, source, target, slot }) => ({ id, source, target, slot })),
    groups: open.map(({ id }) => ({ id, parent: null })),
  };
}

export function layoutOptions({ nodes, edges }: Graph, metrics: Metrics): LayoutOptions {
  const { gap, type } = metrics;
  const shapes = new Map(nodes.map(({ id, shape }) => [id, shape]));
  const widest = Math.max(
    52,
    ...edges.flatMap(({ source, local, grad }) =>
      [local, grad].map((v) =>
        v === null ? shapeWidth(shapes.get(source) ?? [], metrics) : labelWidth(v, metrics),
      ),
    ),
  );
  return {
    rankGap: Math.min(gap.most, Math.ceil(widest) + gap.rank),
    nodeGap: gap.node,
    groupHeader: gap.header,
    labelWidth: Math.ceil(widest),
    labelHeight: type.contribution + 8,
  };
}

const keptCard = keeper();
const keptBand = keeper();
const keptWire = keeper();
const keptLabel = keeper();

export function graphShapes(
  frame: Frame,
  stage: Stage,
  words: Translate,
  outlined: readonly Region[] = [],
): Shape[] {
  const { metrics, anatomies, layout } = stage;
  const scale = scaleOf(frame.trace);
  const routed = frame.edges.flatMap((shown) => {
    const route = layout.edges.get(shown.edge.id);
    return route ? [{ shown, route }] : [];
  });
  const opened = new Map(layersOf(frame.trace).map(({ id, group, root }) => [id, { group, root }]));
  return [
    layer(
      "groups",
      [...layout.groups].map(([id, box]) => {
        const { group: opening, root = "" } = opened.get(id) ?? {};
        return group(id, { class: "group", transform: `translate(${box.x},${box.y})` }, [
          rect("frame", { x: 0, y: 0, width: box.width, height: box.height }, { rx: 16 }),
          hingeShape(root, { x: 8, y: 6 }, "close"),
          text("label", { x: 36, y: 18 }, opening?.label ?? "", {
            "font-size": metrics.type.small,
            "data-hinge": root,
          }),
        ]);
      }),
    ),
    layer(
      "bands",
      routed.map(({ shown, route }) =>
        keptBand(route, Object.values(shown), () => bandShape(shown, route, scale)),
      ),
    ),
    layer(
      "wires",
      routed.map(({ shown, route }) => keptWire(route, Object.values(shown), () => wireShape(shown, route))),
    ),
    layer(
      "labels",
      routed.map(({ shown, route }) =>
        keptLabel(route, Object.values(shown), () =>
          labelShape(shown, frame.trace.node(shown.edge.source).shape, route, metrics),
        ),
      ),
    ),
    layer(
      "cards",
      frame.nodes.map((shown) => {
        const { node } = shown;
        const box = layout.nodes.get(node.id);
        const anatomy = anatomies.get(node.id);
        if (!box || !anatomy) return null;
        return keptCard(anatomy, [box, words, ...Object.values(shown)], () =>
          cardShape(shown, anatomy, box, frame, words),
        );
      }),
    ),
    layer("outlines", outlineShapes(outlined, stage)),
    layer(
      "badges",
      frame.nodes.map((shown) => {
        const box = layout.nodes.get(shown.node.id);
        return shown.forked && box ? badgeShape(shown, box, frame.trace, metrics) : null;
      }),
    ),
    layer(
      "pulses",
      frame.pulses.map((pulse) => {
        const route = layout.edges.get(pulse.edge);
        return route ? pulseShape(pulse, route, frame, scale) : null;
      }),
    ),
  ];
}

function layer(key: string, children: readonly (Shape | null)[]): Shape {
  return group(key, { class: `layer ${key}` }, children);
}
