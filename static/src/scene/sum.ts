/** Contributions that meet at a node: how many there are, how many have come, and the sum that they make. */

import type { Gradient, NodeFrame, Sum } from "../model/frame.ts";
import { asPrinted, formatNumber, MINUS, relation } from "../text/numbers.ts";
import { isTensor } from "../wire/numbers.ts";
import type { Node, Step, Trace } from "../wire/trace.ts";
import { widthOf } from "./measure.ts";
import type { Metrics } from "./metrics.ts";
import { type BoxLike, group, type PointLike, rect, type Shape, text } from "./shapes.ts";

/** What stands for the contributions that have not come. */
export const REST = "+ ?";

/** A piece of a line of text, and the number that it is. */
interface Piece {
  readonly text: string;
  readonly ref?: string;
}

/** `1 + (−4) = −3`, as far as it has come; nothing for tensors, whose numbers stand in their grids. */
export function sumPieces(sum: Omit<Sum, "edge">, edge = ""): readonly Piece[] {
  const { before, contribution, after } = sum;
  if (isTensor(before) || isTensor(contribution)) return [];
  const terms = [
    { text: formatNumber(before), ref: `${edge}.before` },
    { text: "+" },
    { text: bracketed(contribution), ref: `${edge}.grad` },
  ];
  if (after === null || isTensor(after)) return terms;
  const sign = relation(asPrinted(before) + asPrinted(contribution), after);
  return [...terms, { text: sign }, { text: formatNumber(after), ref: `${edge}.after` }];
}

export function sumText(sum: Omit<Sum, "edge">): string {
  return sumPieces(sum)
    .map((piece) => piece.text)
    .join(" ");
}

/** A sum on the card where it is made: each of its numbers is lit with the one in the formula. */
export function sumShape(sum: Sum, { x, y }: PointLike, { type }: Metrics): Shape | null {
  const pieces = sumPieces(sum, sum.edge);
  if (pieces.length === 0) return null;
  let end = x;
  const texts = pieces.map(({ text: piece, ref }, i) => {
    const content = i < pieces.length - 1 ? `${piece} ` : piece;
    const at = { x: end, y };
    end += widthOf(content, type.small);
    return text(`part${i}`, at, content, {
      class: "adding",
      "font-size": type.small,
      ...(ref !== undefined && { "data-ref": ref }),
    });
  });
  return group("count", {}, texts);
}

function bracketed(x: number): string {
  const printed = formatNumber(x);
  return printed.startsWith(MINUS) ? `(${printed})` : printed;
}

type Addition = Extract<Step, { readonly kind: "accumulate" }>;

const additions = new WeakMap<Trace, ReadonlyMap<string, readonly Addition[]>>();

/** The steps in which contributions are added, by the node where they meet. */
function additionsOf(trace: Trace): ReadonlyMap<string, readonly Addition[]> {
  const known = additions.get(trace);
  if (known) return known;
  const found = new Map<string, Addition[]>();
  for (const step of trace.steps)
    if (step.kind === "accumulate") found.set(step.node, [...(found.get(step.node) ?? []), step]);
  additions.set(trace, found);
  return found;
}

/** The widest that a card has to say while contributions meet at it, at the sizes of its two rows. */
export function sumWidth(id: string, trace: Trace, { type, pad }: Metrics): number {
  const widths = (additionsOf(trace).get(id) ?? []).flatMap((step) => {
    const partial = isTensor(step.before) ? 0 : widthOf(`${formatNumber(step.before)} ${REST}`, type.number);
    return [widthOf(sumText(step), type.small), pad.marker + partial];
  });
  return Math.max(0, ...widths);
}

/** The badge at the port of a node that is used several times: how often, then how many contributions have come. */
export function badgeShape(
  { node, gradient, forked, sum }: NodeFrame,
  { x, y, width, height }: BoxLike,
  trace: Trace,
  { type, badge }: Metrics,
): Shape | null {
  if (!forked) return null;
  const content = badgeText(node, gradient, trace);
  const size = { width: Math.ceil(widthOf(content, type.small)) + 12, height: type.small + 6 };
  const at =
    badge === "wires"
      ? { x: x + width - 8, y: y + height / 2 - size.height - 7 }
      : { x: x + width - size.width + 8, y: y - size.height + 8 };
  const transform = `translate(${at.x},${at.y})`;
  return group(node.id, { class: sum === null ? "badge" : "badge active", transform }, [
    rect("box", { x: 0, y: 0, ...size }, { rx: size.height / 2 }),
    text("count", { x: size.width / 2, y: size.height / 2 }, content, {
      "text-anchor": "middle",
      "font-size": type.small,
    }),
  ]);
}

function badgeText({ id, uses }: Node, gradient: Gradient, trace: Trace): string {
  if (gradient.kind === "partial") return `Σ ${gradient.have}/${gradient.need}`;
  if (gradient.kind !== "whole") return `×${uses}`;
  const all = trace.edgesFrom(id).filter(({ grad }) => grad !== null).length;
  return `Σ ${all}/${all}`;
}
