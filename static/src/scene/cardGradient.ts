/** The gradient of a card: its sign, as much of it as has come, and how much that is. */

import type { Frame, Gradient, NodeFrame } from "../model/frame.ts";
import type { Translate } from "../text/i18n.ts";
import { formatNumber } from "../text/numbers.ts";
import { isTensor } from "../wire/numbers.ts";
import type { Anatomy } from "./anatomy.ts";
import { bodyShape } from "./cardBody.ts";
import { backMark, signMark } from "./mark.ts";
import { widthOf } from "./measure.ts";
import type { Metrics } from "./metrics.ts";
import { path, type Shape, text } from "./shapes.ts";
import { REST, sumShape } from "./sum.ts";
import { partlySeen } from "./tensor.ts";

export function gradientShapes(
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

export function countShape(
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
