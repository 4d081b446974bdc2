/** (Still, Stage, words, Sight) → the standing shapes of the graph, back to front. Pure. */

import type { EdgeRoute, Layout, LayoutInput, LayoutOptions } from "../layout/types.ts";
import type { Region } from "../model/cell.ts";
import { type Folding, layersOf } from "../model/folding.ts";
import type { EdgeFrame, NodeFrame } from "../model/frame.ts";
import { remember } from "../model/remember.ts";
import type { Still } from "../model/still.ts";
import type { Translate } from "../text/i18n.ts";
import type { Notation } from "../text/mathml.ts";
import type { Edge } from "../wire/trace.ts";
import { type Anatomy, anatomyOf } from "./anatomy.ts";
import { cardShape, type DrawCard } from "./card.ts";
import { blockCard, nameCard, wiresShape } from "./distant.ts";
import { hingeShape } from "./hinge.ts";
import { keeper } from "./kept.ts";
import type { Metrics } from "./metrics.ts";
import { outlineShapes } from "./outline.ts";
import { scaleOf } from "./scale.ts";
import { group, rect, type Shape, text } from "./shapes.ts";
import { type Detail, meets, type Sight, WHOLE } from "./sight.ts";
import { badgeShape } from "./sum.ts";
import { extentOf } from "./way.ts";
import { bandShape, labelShape, labelWidth, shapeWidth, wireShape } from "./wire.ts";

export type Anatomies = ReadonlyMap<string, Anatomy>;

/** Of some cards, by their ids. */
export type Tellings = Pick<Anatomies, "get">;

/** What is drawn of a trace. */
export type Graph = Pick<Folding, "trace" | "nodes" | "edges" | "groups">;

/** A graph with a place for everything. */
export interface Stage {
  readonly folding: Folding;
  readonly metrics: Metrics;
  readonly anatomies: Anatomies;
  readonly layout: Layout;
  /** How cards are told at the sides of the window, from the most to the least; none where a page has several graphs. */
  readonly asides?: readonly Tellings[];
  /** The ways of the wires that lead to the cards at the sides. */
  readonly led?: ReadonlyMap<string, EdgeRoute>;
  /** Wires that have no room for labels, and cards that are told at the sides: the graph does not mark them. */
  readonly bare?: ReadonlySet<string>;
}

/** The way of a wire as it is drawn. */
export function routeOf(id: string, { layout, led }: Pick<Stage, "layout" | "led">): EdgeRoute | undefined {
  return led?.get(id) ?? layout.edges.get(id);
}

export function anatomiesOf(
  { nodes, trace }: Graph,
  words: Translate,
  metricsOf: (node: string) => Metrics,
): Anatomies {
  return new Map(nodes.map((node) => [node.id, anatomyOf(node, trace, words, metricsOf(node.id))]));
}

/** Each is worked out when it is first asked for. */
export function tellingsOf({ nodes, trace }: Graph, words: Translate, metrics: Metrics): Tellings {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Map<string, Anatomy>();
  return {
    get: (id) => {
      const node = byId.get(id);
      if (node && !known.has(id)) known.set(id, anatomyOf(node, trace, words, metrics));
      return known.get(id);
    },
  };
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

/** Width of the widest label on some wires. */
export function widestLabel(edges: readonly Edge[], graph: Pick<Graph, "nodes">, metrics: Metrics): number {
  const shapes = shapesIn(graph);
  return Math.max(
    0,
    ...edges.flatMap(({ source, local, grad }) =>
      [local, grad].map((v) =>
        v === null ? shapeWidth(shapes.get(source) ?? [], metrics) : labelWidth(v, metrics),
      ),
    ),
  );
}

const shapesIn = remember(
  ({ nodes }: Pick<Graph, "nodes">) => new Map(nodes.map(({ id, shape }) => [id, shape])),
);

export function layoutOptions(graph: Graph, metrics: Metrics): LayoutOptions {
  const { gap, type } = metrics;
  const widest = Math.max(gap.least, widestLabel(graph.edges, graph, metrics));
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
const keptBadge = keeper();
const keptWires = keeper();

/** What is drawn of a stage, by its place in the folding: worked out once for each sight of it. */
const seenIn = remember((folding: Folding, layout: Layout, { window }: Sight) => ({
  nodes: folding.nodes.flatMap(({ id }, at) => {
    const box = layout.nodes.get(id);
    return box && meets(box, window) ? [at] : [];
  }),
  edges: folding.edges.flatMap(({ id }, at) => {
    const route = layout.edges.get(id);
    return route && meets(extentOf(route), window) ? [{ at, route }] : [];
  }),
}));

/** The nodes that are drawn, in order: what is seen, and wherever it is the current card and the one with the keyboard. */
function drawnNodes({ nodes }: Still, seen: readonly number[], focused: string | null): readonly NodeFrame[] {
  const always = [
    nodes.findIndex(({ status }) => status === "current"),
    focused === null ? -1 : nodes.findIndex(({ node }) => node.id === focused),
  ].filter((at) => at >= 0 && !seen.includes(at));
  const places = always.length === 0 ? seen : [...new Set([...seen, ...always])].sort((a, b) => a - b);
  return places.map((at) => nodes[at] as NodeFrame);
}

export function graphShapes(
  still: Still,
  stage: Stage,
  words: Translate,
  sight: Sight = WHOLE,
  outlined: readonly Region[] = [],
  notation: Notation = "partial",
): Shape[] {
  const { metrics, anatomies, layout, led, bare } = stage;
  const { trace } = still;
  const { detail } = sight;
  const near = detail === "numbers";
  const scale = scaleOf(trace);
  const seen = seenIn(stage.folding, layout, sight);
  const routed = seen.edges.map(({ at, route }) => {
    const shown = still.edges[at] as EdgeFrame;
    return { shown, route: led?.get(shown.edge.id) ?? route };
  });
  const cards = drawnNodes(still, seen.nodes, sight.focused);
  const opened = new Map(layersOf(trace).map(({ id, group, root }) => [id, { group, root }]));
  return [
    layer(
      "groups",
      [...layout.groups].map(([id, box]) => {
        const { group: opening, root = "" } = opened.get(id) ?? {};
        return group(id, { class: "group", transform: `translate(${box.x},${box.y})` }, [
          rect("frame", { x: 0, y: 0, width: box.width, height: box.height }, { rx: 16 }),
          ...(near ? headShapes(root, opening?.label ?? "", metrics) : []),
        ]);
      }),
    ),
    layer(
      "bands",
      routed.map(({ shown, route }) => keptBand(route, [shown], () => bandShape(shown, route, scale))),
    ),
    layer(
      "wires",
      detail === "blocks"
        ? [
            keptWires(layout, [seen], () => wiresShape(seen.edges.map(({ route }) => route))),
            ...routed.flatMap(({ shown, route }) => (shown.active ? wireShape(shown, route) : [])),
          ]
        : routed.map(({ shown, route }) => keptWire(route, [shown], () => wireShape(shown, route))),
    ),
    layer(
      "labels",
      near
        ? routed
            .filter(({ shown }) => !bare?.has(shown.edge.id))
            .map(({ shown, route }) =>
              keptLabel(route, [shown], () =>
                labelShape(shown, trace.node(shown.edge.source).shape, route, metrics),
              ),
            )
        : [],
    ),
    layer(
      "cards",
      cards.map((shown) => {
        const box = layout.nodes.get(shown.node.id);
        const anatomy = anatomies.get(shown.node.id);
        if (!box || !anatomy) return null;
        return keptCard(anatomy, [box, words, notation, shown, detail], () =>
          CARDS[detail](shown, anatomy, box, { trace, notation }, words),
        );
      }),
    ),
    layer(
      "outlines",
      near
        ? outlineShapes(outlined, (id) => {
            const [box, anatomy] = [layout.nodes.get(id), anatomies.get(id)];
            return box && anatomy && !bare?.has(id) ? { box, anatomy } : null;
          })
        : [],
    ),
    layer(
      "badges",
      near
        ? cards.map((shown) => {
            const box = layout.nodes.get(shown.node.id);
            return shown.forked && box && !bare?.has(shown.node.id)
              ? keptBadge(box, [shown], () => badgeShape(shown, box, trace, metrics))
              : null;
          })
        : [],
    ),
  ];
}

const CARDS: Readonly<Record<Detail, DrawCard>> = {
  numbers: cardShape,
  names: nameCard,
  blocks: blockCard,
};

/** What stands at the head of an open group, and closes it. */
function headShapes(root: string, label: string, { type }: Metrics): Shape[] {
  return [
    hingeShape(root, { x: 8, y: 6 }, "close"),
    text("label", { x: 36, y: 18 }, label, { "font-size": type.small, "data-hinge": root }),
  ];
}

function layer(key: string, children: readonly (Shape | null)[]): Shape {
  return group(key, { class: `layer ${key}` }, children);
}
