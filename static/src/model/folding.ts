/** Layers closed into one card each: a trace and what is closed give the graph that is drawn. Pure. */

import type { Edge, Group, Node, Trace } from "../wire/trace.ts";
import type { EdgeFrame, Frame, NodeFrame } from "./frame.ts";
import { statementOf } from "./layers.ts";

/** Nodes that can be closed into one card: those of an op that was opened, or of a statement of several operations. */
export interface Layer {
  /** Of the group, or the key of the statement. */
  readonly id: string;
  /** On the card: the symbol of the op; of a statement an ellipsis. */
  readonly symbol: string;
  /** The node whose value and gradient are those of the layer. */
  readonly root: string;
  readonly members: ReadonlySet<string>;
  readonly group: Group | null;
}

/** The graph that is drawn: its nodes are cards, and its edges lead from card to card. */
export interface Folding {
  readonly trace: Trace;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** Groups that stand open. */
  readonly groups: readonly Group[];
  /** The card on which a node is seen. */
  cardOf(id: string): string;
  /** The closed layer that a card stands for. */
  layerAt(card: string): Layer | null;
}

/** From more cards than this on, a graph with layers opens closed. */
const MANY = 40;

const layers = new WeakMap<Trace, readonly Layer[]>();

/** The layers of a trace that can be closed, inner ones first. */
export function layersOf(trace: Trace): readonly Layer[] {
  const known = layers.get(trace) ?? [...openedOps(trace), ...statements(trace)];
  layers.set(trace, known);
  return known;
}

function openedOps({ groups, nodes }: Trace): Layer[] {
  return groups
    .filter(({ expanded }) => expanded)
    .flatMap((group) => {
      const inside = nodes.filter((node) => node.group === group.id);
      const root = inside.at(-1);
      return root ? [layer(group.id, group.symbol, root, inside, group)] : [];
    });
}

function statements({ groups, nodes }: Trace): Layer[] {
  const taken = new Set(groups.map(({ id }) => id));
  const found = new Map<string, Node[]>();
  for (const node of nodes) {
    const id = statementOf(node.key);
    const members = found.get(id);
    if (members) members.push(node);
    else found.set(id, [node]);
  }
  return [...found].flatMap(([id, inside]) => {
    const root = inside.find(({ key }) => key === id);
    const operations = inside.filter(({ kind }) => kind === "operation");
    const [first] = operations;
    const oneOp = first?.group && operations.every(({ group }) => group === first.group);
    if (!root || operations.length < 2 || oneOp || taken.has(id)) return [];
    return [layer(id, "…", root, inside, null)];
  });
}

function layer(id: string, symbol: string, root: Node, inside: readonly Node[], group: Group | null): Layer {
  return { id, symbol, root: root.id, members: new Set(inside.map((node) => node.id)), group };
}

/** The layers that are closed where nobody has said anything: all of them, in a large graph that has some. */
export function closedAtFirst(trace: Trace): readonly string[] {
  return trace.groups.length > 0 && trace.nodes.length > MANY ? layersOf(trace).map(({ id }) => id) : [];
}

export function foldingOf(trace: Trace, closed: readonly string[]): Folding {
  const shut = layersOf(trace).filter(({ id }) => closed.includes(id));
  const cards = new Map<string, Layer>();
  // Outer layers come last, and hide those inside.
  for (const one of shut) for (const id of one.members) cards.set(id, one);
  const cardOf = (id: string) => cards.get(id)?.root ?? id;
  const layerAt = (card: string) => cards.get(card) ?? null;
  const edges = edgesBetween(trace, { cardOf, layerAt });
  return {
    trace,
    cardOf,
    layerAt,
    edges,
    nodes: trace.nodes.flatMap((node) => {
      const closedLayer = layerAt(node.id);
      if (closedLayer === null) return [node];
      const { root, symbol } = closedLayer;
      if (root !== node.id) return [];
      // It reads what its members read from outside.
      const inputs = edges.filter(({ target }) => target === root).map(({ source }) => source);
      return [{ ...node, symbol, inputs, view: null, expandable: true }];
    }),
    groups: trace.groups.filter((group) => {
      const opened = layersOf(trace).find((one) => one.group === group);
      return opened !== undefined && layerAt(opened.root) === null;
    }),
  };
}

/** The edges from card to card. Of several between the same two, those without a gradient give way to those with one. */
function edgesBetween(trace: Trace, { cardOf, layerAt }: Pick<Folding, "cardOf" | "layerAt">): Edge[] {
  const between = trace.edges.flatMap((edge): Edge[] => {
    const [source, target] = [cardOf(edge.source), cardOf(edge.target)];
    if (source === target) return [];
    return layerAt(target) === null ? [edge] : [{ ...edge, source, target }];
  });
  const carrying = new Set(between.filter(({ grad }) => grad !== null).map(ends));
  const slots = new Map<string, number>();
  return between.flatMap((edge) => {
    if (layerAt(edge.target) === null) return [edge];
    if (edge.grad === null && carrying.has(ends(edge))) return [];
    const slot = slots.get(edge.target) ?? 0;
    slots.set(edge.target, slot + 1);
    return [{ ...edge, slot }];
  });
}

function ends({ source, target }: Edge): string {
  return `${source} ${target}`;
}

// ----- a moment on folded cards -----

/** What is to be seen of `frame` where layers are closed. */
export function folded(frame: Frame, folding: Folding): Frame {
  if (folding.nodes.length === frame.nodes.length) return frame;
  const nodes = new Map(frame.nodes.map((shown) => [shown.node.id, shown]));
  const edges = new Map(frame.edges.map((shown) => [shown.edge.id, shown]));
  return {
    ...frame,
    nodes: folding.nodes.flatMap((node) => {
      const shown = nodes.get(node.id);
      return shown ? [cardFrame(shown, node, folding, nodes)] : [];
    }),
    edges: folding.edges.flatMap((edge): EdgeFrame[] => {
      const shown = edges.get(edge.id);
      if (!shown) return [];
      // The local derivative is that of a node inside: it would not be true of the card.
      return [shown.edge === edge ? shown : { ...shown, edge, local: false }];
    }),
    rolls: frame.rolls.filter(({ node }) => folding.cardOf(node) === node),
    pulses: frame.pulses.filter(({ edge }) => folding.edges.some(({ id }) => id === edge)),
  };
}

function cardFrame(
  shown: NodeFrame,
  node: Node,
  { layerAt }: Folding,
  nodes: ReadonlyMap<string, NodeFrame>,
): NodeFrame {
  const layer = layerAt(node.id);
  if (layer === null) return shown;
  const inside = new Set([...layer.members].map((id) => nodes.get(id)?.status));
  const status = (["current", "along"] as const).find((one) => inside.has(one)) ?? shown.status;
  return { ...shown, node, status };
}
