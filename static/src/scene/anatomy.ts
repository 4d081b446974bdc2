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
  const hasGradient = node.grad !== null;
  const hasCount = hasGradient && node.uses > 1;
  const body = bodyOf(node, metrics);
  const bodyHeight = heightOf(body, metrics);
  const symbol = node.kind === "operation" ? (node.symbol ?? "") : "";
  const named = node.name !== null;
  const name = fitText(
    node.name ?? (symbol === "" ? "" : printedLabel(node.label)),
    type.name,
    named ? metrics.widest.name : metrics.widest.label,
  );
  const symbolWidth = symbol === "" ? 0 : Math.max(26, Math.ceil(widthOf(symbol, type.name)) + 14);
  const title = symbol === "" && name === "" ? null : { symbol, symbolWidth, name, named };
  const shape = body.kind === "number" ? "" : shapeText(node.shape);

  const titleWidth =
    (symbolWidth > 0 ? symbolWidth + 8 : 0) +
    widthOf(name, type.name) +
    (shape ? 16 + widthOf(shape, type.small) : 0) +
    (node.expandable ? HINGE : 0);
  const notes = [
    hasGradient ? "" : words("graph.no_gradient"),
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

function bodyOf(node: Node, { type, open }: Metrics): Body {
  if (!isTensor(node.value)) return { kind: "number" };
  const { rows, columns } = gridOf(node.value);
  if (rows > open || columns > open) return { kind: "map", rows, columns };
  const widest = Math.max(3, ...printed(node.value), ...(node.grad === null ? [] : printed(node.grad)));
  return { kind: "grid", rows, columns, cell: Math.ceil(widest * type.small * 0.6) + 16 };
}

function printed(value: Value): number[] {
  return Array.from(isTensor(value) ? value.data : [value], (x) => cellText(x).length);
}

export function cellText(x: number): string {
  return fitNumber(x, CELL_CHARACTERS);
}

/** Between the value and the gradient. */
export function gapOf(body: Body): number {
  return body.kind === "number" ? 0 : 8;
}

function heightOf(body: Body, metrics: Metrics): number {
  const { row } = metrics;
  if (body.kind === "number") return row.number;
  return body.kind === "grid" ? Math.max(1, body.rows) * row.cell : mapSize(body, metrics).height + row.note;
}

function bodyWidth(body: Body, node: Node, { type, map }: Metrics): number {
  if (body.kind === "grid") return Math.max(1, body.columns) * body.cell;
  if (body.kind === "map") return map.width;
  const numbers = [node.value, ...(node.grad === null ? [] : [node.grad])];
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
