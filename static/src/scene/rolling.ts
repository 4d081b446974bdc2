/** Numbers on their way from one value to another, as marks over the places where they stand on their cards. Pure. */

import type { Frame, Roll } from "../model/frame.ts";
import { formatNumber, MINUS } from "../text/numbers.ts";
import { isTensor, type Value } from "../wire/numbers.ts";
import type { Anatomy } from "./anatomy.ts";
import { bodyTops } from "./cardBody.ts";
import type { Stage } from "./graph.ts";
import { widthOf } from "./measure.ts";
import type { Mark } from "./moving.ts";
import { signOf } from "./scale.ts";
import type { PointLike } from "./shapes.ts";
import type { Sight } from "./sight.ts";

export type Digits = Extract<Mark, { readonly kind: "digits" }>;

export function rollingMarks({ rolls }: Frame, { anatomies, layout }: Stage, { detail }: Sight): Digits[] {
  if (detail !== "numbers") return [];
  return rolls.flatMap((roll) => {
    const anatomy = anatomies.get(roll.node);
    const box = layout.nodes.get(roll.node);
    return anatomy && box ? marksOn(anatomy, box, roll) : [];
  });
}

function marksOn(anatomy: Anatomy, { x, y }: PointLike, { of, from, to, at }: Roll): Digits[] {
  const { body, metrics } = anatomy;
  const { row, pad, type } = metrics;
  const tops = bodyTops(anatomy);
  const left = x + pad.x + pad.marker;
  const top = y + (of === "value" ? tops.value : tops.grad);
  const inkOf = (number: number) => (of === "value" ? "value" : signOf(number));
  const [before, after] = [elementsOf(from), elementsOf(to)];
  if (body.kind === "map" || body.kind === "name") return [];
  return Array.from(after, (end, i): Digits[] => {
    const start = before[i] ?? end;
    if (Object.is(start, end) || !Number.isFinite(start) || !Number.isFinite(end)) return [];
    const { text, number } = between(start, end, at);
    const ink = inkOf(number);
    if (body.kind === "number") {
      const place = { x: left, y: top + row.number / 2 };
      const texts = [formatNumber(start), formatNumber(end), text];
      const width = Math.max(...texts.map((one) => widthOf(one, type.number)));
      const box = { x: left - 1, y: top + 2, width: width + 4, height: row.number - 4 };
      return [{ kind: "digits", text, at: place, anchor: "start", size: type.number, weight: 600, box, ink }];
    }
    const [column, line] = [i % body.columns, Math.floor(i / body.columns)];
    const corner = { x: left + column * body.cell, y: top + line * row.cell };
    const place = { x: corner.x + body.cell - 8, y: corner.y + row.cell / 2 };
    const box = { x: corner.x + 4, y: corner.y + 4, width: body.cell - 8, height: row.cell - 8 };
    return [{ kind: "digits", text, at: place, anchor: "end", size: type.small, weight: 400, box, ink }];
  }).flat();
}

function elementsOf(value: Value): ArrayLike<number> {
  return isTensor(value) ? value.data : [value];
}

/** How a number between two is printed: with as many decimals as the longer of them; and what it then says. */
function between(start: number, end: number, share: number): { text: string; number: number } {
  const x = start + (end - start) * share;
  const printed = [formatNumber(start), formatNumber(end)];
  if (printed.some((text) => text.includes("\u00d7"))) return { text: formatNumber(x), number: x };
  const decimals = Math.max(...printed.map((text) => text.split(".")[1]?.length ?? 0));
  // There is no negative zero on the page.
  const number = Number(x.toFixed(decimals)) + 0;
  return { text: number.toFixed(decimals).replace("-", MINUS), number };
}
