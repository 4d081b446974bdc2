/** Where one number of a tensor comes from, as far as it is to be seen in a frame. */

import { shapeOf, sizeOf, type Value } from "../wire/numbers.ts";
import { broadcastIndex, type Cell, elementOf, type Grid, gridOf, type Region, range } from "./cell.ts";
import type { EdgeFrame, Frame } from "./frame.ts";
import { gradientMaking, type Making, numberAt, plus, sumOf, valueMaking } from "./making.ts";

export interface Origin extends Making {
  readonly cell: Cell;
  readonly value: number;
}

/** The value at a reference as it stands in a frame; null where it is not yet to be seen. */
export function shownAt({ trace, nodes }: Frame, ref: string): Value | null {
  const [id = "", field = ""] = ref.split(".");
  const node = nodes.find((shown) => shown.node.id === id);
  if (node && field === "value") return node.value;
  if (node && field === "grad") return "value" in node.gradient ? node.gradient.value : null;
  return trace.valueAt(ref);
}

/** What made the number at `cell`; null where there is nothing to say. */
export function originOf(frame: Frame, cell: Cell): Origin | null {
  const { trace } = frame;
  const [id = "", field = ""] = cell.ref.split(".");
  const node = frame.nodes.find((shown) => shown.node.id === id);
  const edge = frame.edges.find((shown) => shown.edge.id === id);
  const value = shownAt(frame, cell.ref);
  if (value === null) return null;
  let making: Making | null = null;
  if (node && field === "value") making = valueMaking(trace, node.node, cell.index);
  else if (node && field === "grad") making = gathered(frame, id, cell.index);
  else if (edge?.contribution && field === "grad") making = contributed(frame, edge, cell.index);
  else if (edge?.contribution && field === "raw") making = gradientMaking(trace, edge.edge, cell.index);
  return making && { cell, value: elementOf(value, cell.index), ...making };
}

/** The contributions that have arrived at a node, added up; the making of the one where there is only one. */
function gathered(frame: Frame, id: string, index: number): Making | null {
  const arrived = arrivedAt(frame, id);
  const [only] = arrived;
  if (only && arrived.length === 1) return contributed(frame, only, index);
  return only
    ? sumOf(arrived.map(({ edge }) => plus(numberAt(frame.trace, `${edge.id}.grad`, index))))
    : null;
}

/** The wires that have brought a contribution to a node, in the order of their backward steps. */
export function arrivedAt({ trace, edges }: Frame, id: string): readonly EdgeFrame[] {
  const order = trace.steps.flatMap((step) =>
    step.kind === "backward" ? step.contributions.map(({ edge }) => edge) : [],
  );
  return edges
    .filter(({ edge, contribution }) => edge.source === id && contribution)
    .sort((a, b) => order.indexOf(a.edge.id) - order.indexOf(b.edge.id));
}

/** A contribution: what its op sent, summed over the axes that the value was copied along. */
function contributed({ trace }: Frame, { edge }: EdgeFrame, index: number): Making | null {
  const raw = trace.valueAt(`${edge.id}.raw`);
  if (raw === null) return gradientMaking(trace, edge, index);
  const { shape } = trace.node(edge.source);
  const own = range(sizeOf(raw)).filter((i) => broadcastIndex(shape, shapeOf(raw), i) === index);
  return sumOf(own.map((i) => plus(numberAt(trace, `${edge.id}.raw`, i))));
}

/** The parts of the cards' grids that an origin speaks of: the cell, and the rows and columns that met in it. */
export function regionsOf(frame: Frame, origin: Origin): readonly Region[] {
  const result = regionOf(frame, sources(frame, origin.cell).slice(0, 1), "result");
  const cells = [...factorsOf(origin)].flatMap(({ cell }) => (cell ? sources(frame, cell) : []));
  const refs = [...new Set(cells.map(({ ref }) => ref))];
  const made = refs.map((ref) =>
    regionOf(
      frame,
      cells.filter((cell) => cell.ref === ref),
      "source",
    ),
  );
  return [...made, result].filter((region) => region !== null);
}

function* factorsOf({ terms, times }: Making) {
  for (const { factors, over } of terms) yield* over ? [...factors, over] : factors;
  if (times) yield times;
}

/** The cells of cards that stand for `cell`: itself, or what a contribution was made of, which no card shows. */
function sources(frame: Frame, cell: Cell): readonly Cell[] {
  const shown = drawn(frame, cell);
  if (isOnCard(frame, shown)) return [shown];
  const origin = shown.ref.endsWith(".raw") ? originOf(frame, shown) : null;
  const made = origin ? [...factorsOf(origin)].flatMap((factor) => factor.cell ?? []) : [];
  return made.filter((one) => isOnCard(frame, one));
}

function isOnCard({ nodes }: Frame, { ref }: Cell): boolean {
  return nodes.some(({ node }) => ref === `${node.id}.value` || ref === `${node.id}.grad`);
}

/** A contribution that is the whole gradient of its node is seen there. */
function drawn(frame: Frame, cell: Cell): Cell {
  const [id = "", field] = cell.ref.split(".");
  const edge = frame.edges.find((shown) => shown.edge.id === id);
  if (!edge || field !== "grad" || arrivedAt(frame, edge.edge.source).length > 1) return cell;
  return { ...cell, ref: `${edge.edge.source}.grad` };
}

/** The smallest part of a grid that holds some of its cells. */
function regionOf({ trace }: Frame, cells: readonly Cell[], part: Region["part"]): Region | null {
  const [{ ref } = { ref: "" }] = cells;
  const value = trace.valueAt(ref);
  if (value === null) return null;
  const { columns }: Grid = gridOf(value);
  const rows = cells.map(({ index }) => Math.floor(index / columns));
  const across = cells.map(({ index }) => index % columns);
  return { ref, part, rows: ends(rows), columns: ends(across) };
}

function ends(numbers: readonly number[]): readonly [number, number] {
  return [Math.min(...numbers), Math.max(...numbers)];
}
