/** A card: an op (or an input) and its result. Name on top, the value, the gradient below it, how many parts have come. */

import { elementOf, range } from "../model/cell.ts";
import type { Frame, Gradient, NodeFrame } from "../model/frame.ts";
import { refName } from "../model/naming.ts";
import type { Translate } from "../text/i18n.ts";
import type { Notation } from "../text/mathml.ts";
import { formatNumber, printedLabel } from "../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../wire/numbers.ts";
import type { Node, Trace } from "../wire/trace.ts";
import { type Anatomy, gapOf } from "./anatomy.ts";
import { heatScale } from "./heat.ts";
import { HINGE, hingeShape } from "./hinge.ts";
import { widthOf } from "./measure.ts";
import type { Metrics } from "./metrics.ts";
import { signOf } from "./scale.ts";
import { circle, group, type PointLike, path, rect, type Shape, text } from "./shapes.ts";
import { REST, sumShape } from "./sum.ts";
import { gridShape, type Ink, mapShape, numberClass, partlySeen } from "./tensor.ts";

const RADIUS = 12;

/** Whose numbers a card shows, and how gradients are written. */
export interface Told {
  readonly trace: Trace;
  readonly notation: Notation;
}

/** How a card is drawn: whole, or with less of it from afar. */
export type DrawCard = (
  shown: NodeFrame,
  anatomy: Anatomy,
  at: PointLike,
  frame: Told,
  words: Translate,
) => Shape;

export const cardShape: DrawCard = (shown, anatomy, at, frame, words) => {
  const { node } = shown;
  const { metrics } = anatomy;
  const { value: valueAt, grad: gradientAt } = bodyTops(anatomy);
  const countAt = gradientAt + anatomy.bodyHeight;
  const head = [...boxShapes(shown, anatomy), shown.status === "current" ? nowFlag(words, metrics) : null];
  if (anatomy.body.kind === "name")
    return cardGroup(shown, at, frame, words, [...head, ...calledShapes(anatomy, anatomy.body.note)]);
  return cardGroup(shown, at, frame, words, [
    ...head,
    ...titleShapes(anatomy),
    ...(anatomy.opens ? openingShapes(node.id, anatomy) : []),
    ...(shown.value === null
      ? waiting("v", anatomy, valueAt)
      : valueShapes(shown.value, shown, anatomy, valueAt, frame)),
    ...gradientShapes(shown, anatomy, gradientAt, frame, words),
    anatomy.hasCount ? countShape(shown, countAt, words, metrics) : null,
  ]);
};

/** What every card is to the reader's hands and to a screen reader, in whatever detail it is drawn. */
export function cardGroup(
  shown: NodeFrame,
  { x, y }: PointLike,
  frame: Told,
  words: Translate,
  children: readonly (Shape | null)[],
): Shape {
  const { node, status } = shown;
  const attributes = {
    class: `card ${node.kind} ${status}`,
    transform: `translate(${x},${y})`,
    "data-node": node.id,
    "data-key": node.key,
    role: "button",
    "aria-label": cardLabel(shown, frame, words),
    tabindex: -1,
  };
  return group(node.id, attributes, children);
}

/** The frame of a card, ringed where the step acts, doubled for a parameter. */
export function boxShapes({ node, status }: NodeFrame, { width, height }: Anatomy): (Shape | null)[] {
  const box = { x: 0, y: 0, width, height };
  const acting = status === "current" || status === "along";
  return [
    acting ? rect("ring", outset(box, 8), { class: "ring", rx: RADIUS + 8 }) : null,
    rect("box", box, { class: "card-box", rx: RADIUS }),
    node.kind === "parameter"
      ? rect("inner", outset(box, -4), { class: "card-inner", rx: RADIUS - 4 })
      : null,
  ];
}

/** Where the value and the gradient of a card begin. */
export function bodyTops(anatomy: Anatomy): { value: number; grad: number } {
  const { top, title, bodyHeight, body, metrics } = anatomy;
  const value = top + (title ? metrics.row.title : 6);
  return { value, grad: value + bodyHeight + gapOf(body) };
}

function outset({ x, y, width, height }: PointLike & { width: number; height: number }, by: number) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function nowFlag(words: Translate, { type }: Metrics): Shape {
  const width = 46;
  return group("now", { class: "now", transform: "translate(10,-28)" }, [
    rect("flag", { x: 0, y: 0, width, height: 24 }, { rx: 6 }),
    text("word", { x: width / 2, y: 12 }, words("graph.now"), {
      "text-anchor": "middle",
      "font-size": type.small,
    }),
  ]);
}

/** A double left edge, and the mark that opens the card. */
function openingShapes(id: string, { width, height, top, metrics }: Anatomy): Shape[] {
  const at = { x: width - HINGE - 6, y: top + (metrics.row.title - HINGE) / 2 + 1 };
  return [
    path("edge", `M5 ${RADIUS}V${height - RADIUS}`, { class: "card-edge" }),
    hingeShape(id, at, "open"),
  ];
}

function titleShapes({ title, shape, width, top, metrics, opens }: Anatomy): (Shape | null)[] {
  const { type, row, pad } = metrics;
  if (!title) return [];
  const middle = top + row.title / 2 + 1;
  const { symbol, symbolWidth, name } = title;
  const nameAt = symbol === "" ? pad.x : pad.x - 4 + symbolWidth + 8;
  return [
    symbol === ""
      ? null
      : rect(
          "chip",
          { x: pad.x - 4, y: middle - 12, width: symbolWidth, height: 24 },
          { class: "op-chip", rx: 7 },
        ),
    symbol === ""
      ? null
      : text("symbol", { x: pad.x - 4 + symbolWidth / 2, y: middle }, symbol, {
          class: "op-symbol",
          "text-anchor": "middle",
          "font-size": type.name,
        }),
    name === ""
      ? null
      : text("name", { x: nameAt, y: middle }, name, {
          class: title.named ? "name" : "muted",
          "font-size": type.name,
        }),
    shape === ""
      ? null
      : text("shape", { x: width - (opens ? HINGE + 8 : pad.x), y: middle }, shape, {
          class: "muted",
          "text-anchor": "end",
          "font-size": type.small,
        }),
  ];
}

/** What a card is called, in its middle, and a note below it. */
function calledShapes({ title, width, height, metrics }: Anatomy, note: string): (Shape | null)[] {
  const { type, row } = metrics;
  const rise = note === "" ? 0 : row.cell / 2;
  const middle = { x: width / 2, y: height / 2 };
  const style = { "text-anchor": "middle" };
  return [
    text("name", { ...middle, y: middle.y - rise }, title?.name ?? "", {
      ...style,
      class: "name",
      "font-size": type.name,
    }),
    note === ""
      ? null
      : text("note", { ...middle, y: middle.y + rise }, note, {
          ...style,
          class: "muted",
          "font-size": type.small,
        }),
  ];
}

function waiting(key: string, { body, metrics }: Anatomy, y: number): Shape[] {
  const { pad } = metrics;
  const at = { x: pad.x + pad.marker, y };
  if (body.kind === "grid") return [gridShape(key, at, body, null, "value", "", metrics)];
  if (body.kind === "map") return [mapShape(key, at, body, null, 0, "value", "", metrics)];
  return [];
}

function valueShapes(
  value: Value,
  { node, cells }: NodeFrame,
  anatomy: Anatomy,
  y: number,
  frame: Pick<Frame, "trace">,
): Shape[] {
  const { pad } = anatomy.metrics;
  const marker = circle("dot", { x: pad.x + 5, y: y + anatomy.lineHeight / 2 }, 5, { class: "mark value" });
  const numbers = bodyShape("v", value, anatomy, y, "value", `${node.id}.value`, frame);
  const seen = cells?.of === "value" ? partlySeen(numbers, cells.count) : numbers;
  return GIVEN.has(node.kind) ? draggable(marker, seen, anatomy, y) : [marker, seen];
}

/** Values that the reader gives, and may drag. */
const GIVEN: ReadonlySet<Node["kind"]> = new Set(["input", "parameter", "label"]);

/** Gives a number, or each cell, room for the hand that drags it. */
function draggable(marker: Shape, shown: Shape, { width, body, metrics }: Anatomy, y: number): Shape[] {
  const { row } = metrics;
  if (body.kind === "number")
    return [
      rect("handle", { x: 2, y, width: width - 4, height: row.number }, { class: "scrub" }),
      marker,
      shown,
    ];
  if (body.kind !== "grid") return [marker, shown];
  const { rows, columns, cell } = body;
  const handles = range(rows * columns).map((i) => {
    const box = {
      x: (i % columns) * cell,
      y: Math.floor(i / columns) * row.cell,
      width: cell,
      height: row.cell,
    };
    return rect(`handle${i}`, box, { class: "scrub", "data-index": i });
  });
  return [marker, { ...shown, children: [...(shown.children ?? []), ...handles] }];
}

function bodyShape(
  key: string,
  value: Value,
  { body, metrics }: Anatomy,
  y: number,
  ink: Ink,
  ref: string,
  { trace }: Pick<Frame, "trace">,
): Shape {
  const { type, row, pad } = metrics;
  const at = { x: pad.x + pad.marker, y };
  if (body.kind === "grid") return gridShape(key, at, body, value, ink, ref, metrics, maskedIn(trace, ref));
  if (body.kind === "map") return mapShape(key, at, body, value, heatScale(trace, ref), ink, ref, metrics);
  const number = isTensor(value) ? Number.NaN : value;
  return text(key, { x: at.x, y: y + row.number / 2 }, formatNumber(number), {
    class: numberClass(ink, number),
    "font-size": type.number,
    "data-ref": ref,
  });
}

/** Where an op that lets some elements pass holds one back. */
function maskedIn(trace: Trace, ref: string): (index: number) => boolean {
  const [id = "", field] = ref.split(".");
  const [edge] = trace.edgesInto(id);
  const mask = field === "value" && trace.node(id).view === "mask" ? (edge?.local ?? null) : null;
  return (index) => mask !== null && elementOf(mask, index) === 0;
}

/** ▲ for more than zero, ▼ for less, ◂ for none of the two. */
export function signMark(key: string, value: Value, { x, y }: PointLike, { mark }: Metrics): Shape {
  const sign = signOf(value);
  const [rise, height] = [(mark * 5) / 6, (mark * 11) / 6];
  const d =
    sign === "positive"
      ? `M${x - mark} ${y + rise}h${2 * mark}l${-mark} ${-height}z`
      : sign === "negative"
        ? `M${x - mark} ${y - rise}h${2 * mark}l${-mark} ${height}z`
        : backMark({ x, y }, mark);
  return path(key, d, { class: `mark ${sign}` });
}

function backMark({ x, y }: PointLike, mark: number): string {
  return `M${x - mark} ${y}l${(mark * 5) / 3} ${-mark}v${2 * mark}z`;
}

function gradientShapes(
  shown: NodeFrame,
  anatomy: Anatomy,
  y: number,
  frame: Pick<Frame, "trace">,
  words: Translate,
): (Shape | null)[] {
  const { gradient, node } = shown;
  const { metrics } = anatomy;
  const { type, row, pad } = metrics;
  const middle = y + anatomy.lineHeight / 2;
  const at = { x: pad.x + 5, y: middle };
  if (!anatomy.hasGradient) {
    if (shown.value === null || row.note === 0) return [];
    const style = { class: "muted", "font-size": type.small };
    return [text("none", { x: pad.x, y: y + row.note / 2 }, words("graph.no_gradient"), style)];
  }
  if (gradient.kind === "none") return [];
  if (gradient.kind === "unknown")
    return [
      path("mark", backMark(at, metrics.mark), { class: "mark unknown" }),
      text("g", { x: pad.x + pad.marker, y: middle }, "?", {
        class: "number unknown",
        "font-size": type.number,
      }),
    ];
  const all = bodyShape("g", gradient.value, anatomy, y, "gradient", `${node.id}.grad`, frame);
  const growing = shown.cells?.of === "gradient";
  const numbers = growing ? partlySeen(all, shown.cells.count) : all;
  if (gradient.kind === "whole" && !growing) return [signMark("mark", gradient.value, at, metrics), numbers];
  // Its sign is not known before all contributions, and all of their elements, are in.
  const mark = path("mark", backMark(at, metrics.mark), { class: "mark unknown" });
  if (isTensor(gradient.value)) return [mark, numbers];
  const end = pad.x + pad.marker + widthOf(`${formatNumber(gradient.value)} `, type.number);
  const rest = { class: "number unknown", "font-size": type.number };
  return [mark, numbers, text("rest", { x: end, y: middle }, REST, rest)];
}

function countShape(
  { node, gradient, value, sum }: NodeFrame,
  y: number,
  words: Translate,
  metrics: Metrics,
): Shape | null {
  const { type, row, pad } = metrics;
  if (value === null) return null;
  const at = { x: pad.x, y: y + row.note / 2 };
  const adding = sum && sumShape(sum, at, metrics);
  if (adding) return adding;
  return text("count", at, countText(gradient, node.uses, words), {
    class: sum ? "adding" : gradient.kind === "partial" ? "partial" : "muted",
    "font-size": type.small,
  });
}

function countText(gradient: Gradient, uses: number, words: Translate): string {
  if (gradient.kind === "partial") return words("graph.partial", { i: gradient.have, k: gradient.need });
  return words("graph.uses", { k: uses });
}

/** What a card is called where it cannot be seen: title, value, gradient. */
export function cardLabel(
  { node, value, gradient, status }: NodeFrame,
  frame: Told,
  words: Translate,
): string {
  const title = titleOf(node.id, frame);
  const parts = [status === "current" ? `${words("graph.now")}: ` : ""];
  if (value === null) parts.push(words("graph.node_unknown", { title }));
  else if (gradient.kind === "none" || gradient.kind === "unknown")
    parts.push(words("graph.node", { title, value: spoken(value) }));
  else
    parts.push(
      words("graph.node_gradient", {
        title,
        value: spoken(value),
        name: refName(frame.trace, `${node.id}.grad`, frame.notation),
        gradient: spoken(gradient.value),
      }),
    );
  if (gradient.kind === "partial")
    parts.push(", ", words("graph.partial", { i: gradient.have, k: gradient.need }));
  if (node.grad === null) parts.push(", ", words("graph.no_gradient"));
  return parts.join("");
}

/** What a node is called. */
export function titleOf(id: string, { trace }: Pick<Frame, "trace">): string {
  return printedLabel(trace.node(id).label);
}

export function spoken(value: Value): string {
  return isTensor(value) ? shapeText(value.shape) : formatNumber(value);
}
