/** What a card has room for: decided once a trace, from its final numbers, so that no step moves or resizes it. */

import { gridOf } from "../model/cell.ts";
import type { Translate } from "../text/i18n.ts";
import { fitNumber, formatNumber, printedLabel } from "../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../wire/numbers.ts";
import type { Node, Trace } from "../wire/trace.ts";
import { HINGE } from "./hinge.ts";
import { fitText, widthOf } from "./measure.ts";
import type { Metrics } from "./metrics.ts";
import { sumWidth } from "./sum.ts";

const CELL_CHARACTERS = 7;

export type Body =
  /** A card collapsed to its name; below it a tensor's shape, or the symbol of its op. */
  | { readonly kind: "name"; readonly note: string }
  | { readonly kind: "number" }
  | { readonly kind: "grid"; readonly rows: number; readonly columns: number; readonly cell: number }
  | { readonly kind: "map"; readonly rows: number; readonly columns: number };

export interface Anatomy {
  readonly metrics: Metrics;
  readonly width: number;
  readonly height: number;
  /** Where the content begins: a card that is tall for its ports keeps it in the middle. */
  readonly top: number;
  readonly title: {
    readonly symbol: string;
    readonly symbolWidth: number;
    readonly name: string;
    readonly named: boolean;
  } | null;
  readonly shape: string;
  readonly body: Body;
  /** Height of the value, and of the gradient, below each other. */
  readonly bodyHeight: number;
  /** Height of the first line of either; the mark before it stands in its middle. */
  readonly lineHeight: number;
  readonly hasGradient: boolean;
  /** Counts the contributions where there are several. */
  readonly hasCount: boolean;
  /** Can be opened: it has a mark for that, and a double left edge. */
  readonly opens: boolean;
}

export function anatomyOf(node: Node, trace: Trace, words: Translate, metrics: Metrics): Anatomy {
  const { type, row, pad } = metrics;
  if (row.number === 0) return namedOnly(node, metrics);
  const hasGradient = node.grad !== null;
  const noted = row.note > 0;
  const hasCount = noted && hasGradient && node.uses > 1;
  const body = bodyOf(node, metrics);
  const bodyHeight = heightOf(body, metrics);
  const { widest } = metrics;
  const named = node.name !== null;
  const full = node.kind === "operation" ? (node.symbol ?? "") : "";
  const fullWidth = full === "" ? 0 : Math.max(26, Math.ceil(widthOf(full, type.name)) + 14);
  const [symbol, symbolWidth] = named && fullWidth > widest.symbol ? ["", 0] : [full, fullWidth];
  const label = symbol === "" || widest.label === 0 ? "" : printedLabel(node.label);
  const name = fitText(node.name ?? label, type.name, named ? widest.name : widest.label);
  const title = symbol === "" && name === "" ? null : { symbol, symbolWidth, name, named };
  const shape = body.kind === "number" ? "" : shapeText(node.shape);

  const titleWidth =
    (symbolWidth > 0 ? symbolWidth + 8 : 0) +
    widthOf(name, type.name) +
    (shape ? 16 + widthOf(shape, type.small) : 0) +
    (node.expandable ? HINGE : 0);
  const notes = [
    hasGradient || !noted ? "" : words("graph.no_gradient"),
    hasCount ? words("graph.partial", { i: node.uses, k: node.uses }) : "",
    hasCount ? words("graph.uses", { k: node.uses }) : "",
  ];
  const noteWidth = Math.max(...notes.map((note) => widthOf(note, type.small)));
  const sum = hasCount ? sumWidth(node.id, trace, metrics) : 0;
  const inner = Math.max(titleWidth, noteWidth, sum, pad.marker + bodyWidth(body, node, metrics));
  const ports = node.inputs.length;
  const content =
    (title ? row.title : 8) +
    bodyHeight +
    (hasGradient ? bodyHeight : row.note) +
    gapOf(body) +
    (hasCount ? row.note : 0) +
    pad.bottom;
  const height = Math.max(content, ports > 1 ? ports * metrics.port : 0);
  return {
    metrics,
    top: (height - content) / 2,
    width: roundUp(Math.max(title ? metrics.narrowest : 0, inner + 2 * pad.x), 4),
    height,
    title,
    shape,
    body,
    bodyHeight,
    lineHeight: body.kind === "grid" ? row.cell : Math.min(row.number, bodyHeight),
    hasGradient,
    hasCount,
    opens: node.expandable,
  };
}

/** A card that is its name. */
function namedOnly(node: Node, metrics: Metrics): Anatomy {
  const { type, pad, row, port, widest, narrowest } = metrics;
  const symbol = node.symbol ?? "";
  const label = printedLabel(node.label);
  const short = symbol !== "" && widthOf(label, type.name) > widest.label;
  const known = node.name ?? (short ? symbol : label);
  const name = fitText(known, type.name, widest.name);
  const more = isTensor(node.value) ? shapeText(node.shape) : known === symbol ? "" : symbol;
  // What is cut would say nothing.
  const note = widthOf(more, type.small) <= widest.name ? more : "";
  const inner = Math.max(widthOf(name, type.name), widthOf(note, type.small));
  const content = row.title + (note === "" ? 0 : row.cell) + pad.bottom;
  const height = Math.max(narrowest, content, node.inputs.length > 1 ? node.inputs.length * port : 0);
  return {
    metrics,
    top: 0,
    width: roundUp(Math.max(narrowest, inner + 2 * pad.x), 4),
    height,
    title: { symbol: "", symbolWidth: 0, name, named: true },
    shape: "",
    body: { kind: "name", note },
    bodyHeight: 0,
    lineHeight: 0,
    hasGradient: false,
    hasCount: false,
    opens: false,
  };
}

function bodyOf(node: Node, { type, open }: Metrics): Exclude<Body, { kind: "name" }> {
  if (!isTensor(node.value)) return { kind: "number" };
  const { rows, columns } = gridOf(node.value);
  if (rows > open || columns > open) return { kind: "map", rows, columns };
  const widest = Math.max(3, ...printed(node.value), ...(node.grad === null ? [] : printed(node.grad)));
  return { kind: "grid", rows, columns, cell: Math.ceil(widest * type.small * 0.6) + 16 };
}

function printed(value: Value): number[] {
  return Array.from(isTensor(value) ? value.data : [value], (x) => cellText(x).length);
}

/** From the least to the largest element. */
export function rangeText(value: Value): string {
  let [low, high] = [Infinity, -Infinity];
  for (const x of isTensor(value) ? value.data : [value]) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return `${formatNumber(low)} … ${formatNumber(high)}`;
}

export function cellText(x: number): string {
  return fitNumber(x, CELL_CHARACTERS);
}

/** Between the value and the gradient. */
export function gapOf(body: Body): number {
  return body.kind === "number" ? 0 : 8;
}

function heightOf(body: Exclude<Body, { kind: "name" }>, metrics: Metrics): number {
  const { row } = metrics;
  if (body.kind === "number") return row.number;
  return body.kind === "grid" ? Math.max(1, body.rows) * row.cell : mapSize(body, metrics).height + row.note;
}

function bodyWidth(body: Body, node: Node, { type, map }: Metrics): number {
  if (body.kind === "grid") return Math.max(1, body.columns) * body.cell;
  const numbers = [node.value, ...(node.grad === null ? [] : [node.grad])];
  if (body.kind === "map") {
    const ranges = map.height > 0 ? [] : numbers.map((value) => widthOf(rangeText(value), type.small));
    return map.height > 0 ? map.width : Math.max(...ranges);
  }
  return Math.max(
    ...numbers.map((value) => widthOf(isTensor(value) ? "" : formatNumber(value), type.number)),
  );
}

function roundUp(x: number, step: number): number {
  return Math.ceil(x / step) * step;
}

/** The size of a heat map's picture inside its body: its patches are square, or up to thrice as wide as high. */
export function mapSize(
  { rows, columns }: { rows: number; columns: number },
  { map }: Metrics,
): { width: number; height: number } {
  const height = Math.min(map.height, Math.max(12, (rows * map.width) / columns));
  return { width: Math.min(map.width, Math.max(12, ((3 * height) / rows) * columns)), height };
}
