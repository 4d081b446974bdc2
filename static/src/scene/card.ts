/** A card: an op (or an input) and its result. Name on top, the value, the gradient below it, how many parts have come. */

import type { NodeFrame } from "../model/frame.ts";
import type { Translate } from "../text/i18n.ts";
import type { Anatomy } from "./anatomy.ts";
import { bodyTops, valueShapes, waiting } from "./cardBody.ts";
import { countShape, gradientShapes } from "./cardGradient.ts";
import { cardLabel, type Told } from "./cardLabel.ts";
import { calledShapes, nowFlag, titleShapes } from "./cardTitle.ts";
import { HINGE, hingeShape } from "./hinge.ts";
import { group, type PointLike, path, rect, type Shape } from "./shapes.ts";

const RADIUS = 12;

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

function outset({ x, y, width, height }: PointLike & { width: number; height: number }, by: number) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** A double left edge, and the mark that opens the card. */
function openingShapes(id: string, { width, height, top, metrics }: Anatomy): Shape[] {
  const at = { x: width - HINGE - 6, y: top + (metrics.row.title - HINGE) / 2 + 1 };
  return [
    path("edge", `M5 ${RADIUS}V${height - RADIUS}`, { class: "card-edge" }),
    hingeShape(id, at, "open"),
  ];
}
