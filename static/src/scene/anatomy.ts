/** What a card has room for: decided once a trace, from its final numbers, so that no step moves or resizes it. */

import type { Translate } from "../text/i18n.ts";
import { fitNumber, formatNumber, printedLabel } from "../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../wire/numbers.ts";
import type { Node } from "../wire/trace.ts";
import { fitText, widthOf } from "./measure.ts";

/** Nothing is set smaller than `small`: the camera that follows keeps it readable. */
export const TYPE = { name: 17, number: 18, small: 16 } as const;
export const ROW = { title: 36, number: 28, cell: 28, note: 24 } as const;
export const PAD = { x: 14, bottom: 8, marker: 20 } as const;

/** Numbers are shown up to this many rows and columns; beyond it a picture. */
export const OPEN_LIMIT = 5;
const CELL_CHARACTERS = 7;
const MAP = { width: 168, height: 78 } as const;
/** Vertical room that a port's labels take: the chip above the wire, the contribution below it. */
const PORT_PITCH = 52;
const NARROWEST = 116;
const WIDEST_NAME = 180;
/** What stands for the name of a value without one may be cut earlier. */
const WIDEST_LABEL = 96;

export type Body =
  | { readonly kind: "number" }
  | { readonly kind: "grid"; readonly rows: number; readonly columns: number; readonly cell: number }
  | { readonly kind: "map"; readonly rows: number; readonly columns: number };

export interface Anatomy {
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
  readonly hasGradient: boolean;
  /** Counts the contributions where there are several. */
  readonly hasCount: boolean;
}

export function anatomyOf(node: Node, words: Translate): Anatomy {
  const hasGradient = node.grad !== null;
  const hasCount = hasGradient && node.uses > 1;
  const body = bodyOf(node);
  const bodyHeight = heightOf(body);
  const symbol = node.kind === "operation" ? (node.symbol ?? "") : "";
  const named = node.name !== null;
  const name = fitText(
    node.name ?? (symbol === "" ? "" : printedLabel(node.label)),
    TYPE.name,
    named ? WIDEST_NAME : WIDEST_LABEL,
  );
  const symbolWidth = symbol === "" ? 0 : Math.max(26, Math.ceil(widthOf(symbol, TYPE.name)) + 14);
  const title = symbol === "" && name === "" ? null : { symbol, symbolWidth, name, named };
  const shape = body.kind === "number" ? "" : shapeText(node.shape);

  const titleWidth =
    (symbolWidth > 0 ? symbolWidth + 8 : 0) +
    widthOf(name, TYPE.name) +
    (shape ? 16 + widthOf(shape, TYPE.small) : 0);
  const notes = [
    hasGradient ? "" : words("graph.no_gradient"),
    hasCount ? words("graph.partial", { i: node.uses, k: node.uses }) : "",
    hasCount ? words("graph.uses", { k: node.uses }) : "",
  ];
  const noteWidth = Math.max(...notes.map((note) => widthOf(note, TYPE.small)));
  const inner = Math.max(titleWidth, noteWidth, PAD.marker + bodyWidth(body, node));
  const ports = node.inputs.length;
  const content =
    (title ? ROW.title : 8) +
    bodyHeight +
    (hasGradient ? bodyHeight : ROW.note) +
    gapOf(body) +
    (hasCount ? ROW.note : 0) +
    PAD.bottom;
  const height = Math.max(content, ports > 1 ? ports * PORT_PITCH : 0);
  return {
    top: (height - content) / 2,
    width: roundUp(Math.max(title ? NARROWEST : 0, inner + 2 * PAD.x), 4),
    height,
    title,
    shape,
    body,
    bodyHeight,
    hasGradient,
    hasCount,
  };
}

/** Rows and columns of a value on the page: a vector is a row, more axes are folded into rows. */
export function extent(value: Value): { rows: number; columns: number } {
  if (!isTensor(value)) return { rows: 1, columns: 1 };
  const columns = value.shape.at(-1) ?? 1;
  return { rows: columns > 0 ? value.data.length / columns : 0, columns };
}

function bodyOf(node: Node): Body {
  if (!isTensor(node.value)) return { kind: "number" };
  const { rows, columns } = extent(node.value);
  if (rows > OPEN_LIMIT || columns > OPEN_LIMIT) return { kind: "map", rows, columns };
  const widest = Math.max(3, ...printed(node.value), ...(node.grad === null ? [] : printed(node.grad)));
  return { kind: "grid", rows, columns, cell: Math.ceil(widest * TYPE.small * 0.6) + 16 };
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

function heightOf(body: Body): number {
  if (body.kind === "number") return ROW.number;
  return body.kind === "grid" ? Math.max(1, body.rows) * ROW.cell : mapSize(body).height + ROW.note;
}

function bodyWidth(body: Body, node: Node): number {
  if (body.kind === "grid") return Math.max(1, body.columns) * body.cell;
  if (body.kind === "map") return MAP.width;
  const numbers = [node.value, ...(node.grad === null ? [] : [node.grad])];
  return Math.max(
    ...numbers.map((value) => widthOf(isTensor(value) ? "" : formatNumber(value), TYPE.number)),
  );
}

function roundUp(x: number, step: number): number {
  return Math.ceil(x / step) * step;
}

/** The size of a heat map's picture inside its body: its patches are square, or up to thrice as wide as high. */
export function mapSize({ rows, columns }: { rows: number; columns: number }): {
  width: number;
  height: number;
} {
  const height = Math.min(MAP.height, Math.max(12, (rows * MAP.width) / columns));
  return { width: Math.min(MAP.width, Math.max(12, ((3 * height) / rows) * columns)), height };
}
