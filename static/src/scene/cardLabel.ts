/** A card in words, for those who cannot see it. */

import type { Frame, NodeFrame } from "../model/frame.ts";
import { refName } from "../model/naming.ts";
import type { Translate } from "../text/i18n.ts";
import type { Notation } from "../text/mathml.ts";
import { formatNumber, printedLabel } from "../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../wire/numbers.ts";
import type { Trace } from "../wire/trace.ts";

/** Whose numbers a card shows, and how gradients are written. */
export interface Told {
  readonly trace: Trace;
  readonly notation: Notation;
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
