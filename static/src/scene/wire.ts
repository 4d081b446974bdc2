/** A wire: a thin line forward, a band beneath it backward, the local derivative and the contribution at its consumer. */

import type { EdgeRoute } from "../layout/types.ts";
import type { Contribution, EdgeFrame } from "../model/frame.ts";
import { formatNumber } from "../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../wire/numbers.ts";
import { signMark } from "./mark.ts";
import { widthOf } from "./measure.ts";
import type { Metrics } from "./metrics.ts";
import { type Scale, signOf } from "./scale.ts";
import { type BoxLike, group, type PointLike, path, rect, type Shape, text } from "./shapes.ts";
import { numberClass } from "./tensor.ts";

const HEAD = 8;
/** Between the line and the band beneath it. */
export const LANE = 3;
const CHIP = 22;
/** From a wire to the middle of the shape above it. */
const ABOVE = 12;

/** Text for a number on a wire; a tensor is named by its shape, unless all its elements are one number. */
export function wireText(value: Value): string {
  if (!isTensor(value)) return formatNumber(value);
  const [first = Number.NaN] = value.data;
  return value.data.every((x) => x === first) ? formatNumber(first) : shapeText(value.shape);
}

/** Width of the labels of a wire, for the gap between columns. */
export function labelWidth(value: Value, { type, gap }: Metrics): number {
  return widthOf(wireText(value), type.number) + gap.label;
}

export function shapeWidth(shape: readonly number[], { type, gap }: Metrics): number {
  return shape.length === 0 ? 0 : widthOf(shapeText(shape), type.small) + gap.label;
}

export function wireShape({ edge, active, reached }: EdgeFrame, route: EdgeRoute): Shape {
  const state = active ? "active" : reached ? "done" : "todo";
  const { x, y } = route.end;
  return group(edge.id, { class: `wire ${state}`, "data-edge": edge.id }, [
    path("line", route.path, { class: "wire-line" }),
    path("head", `M${x} ${y}l${-HEAD} ${-HEAD / 2}v${HEAD}z`, { class: "wire-head" }),
  ]);
}

/** The gradient's way back, once it has come all the way: as wide as it is strong, its head at the producer. */
export function bandShape(
  { edge, active, contribution, travelled }: EdgeFrame,
  route: EdgeRoute,
  scale: Scale,
): Shape | null {
  if (!contribution || travelled < 1) return null;
  const width = scale.width(contribution.value);
  const sign = signOf(contribution.value);
  const { x, y } = route.start;
  const reach = width / 2 + 3.5;
  return group(
    edge.id,
    {
      class: `band-wire ${sign}${active ? " active" : ""}`,
      transform: `translate(0,${LANE + width / 2})`,
      "data-edge": edge.id,
    },
    [
      path("line", route.path, { class: "band-line", "stroke-width": width }),
      path("head", `M${x} ${y}l${2 * reach} ${-reach}v${2 * reach}z`, { class: "band-head" }),
    ],
  );
}

/** Above the wire's end the shape of a tensor, or the local derivative; beneath it the contribution, which has the same shape. */
export function labelShape(
  shown: EdgeFrame,
  shape: readonly number[],
  route: EdgeRoute,
  metrics: Metrics,
): Shape | null {
  const { edge, active, reached, local, contribution } = shown;
  const named = reached && shape.length > 0 && !contribution && !(local && edge.local !== null);
  if (!named && !local && !contribution) return null;
  const { x, y } = route.end;
  return group(edge.id, { class: `wire-labels${active ? " active" : ""}`, "data-edge": edge.id }, [
    named
      ? text("shape", { x: x - 14, y: y - ABOVE }, shapeText(shape), {
          class: "shape",
          "text-anchor": "end",
          "font-size": metrics.type.small,
        })
      : null,
    local && edge.local !== null ? localChip(edge.id, edge.local, route.end, metrics) : null,
    contribution
      ? contributionShape(edge.id, contribution, { x: x - 14, y: y + metrics.below }, metrics)
      : null,
  ]);
}

/** Where the local derivative stands on a wire that ends here. */
export function chipBox(value: Value, { x, y }: PointLike, { type }: Metrics): BoxLike {
  const width = Math.max(28, Math.ceil(widthOf(wireText(value), type.small)) + 14);
  return { x: x - 14 - width, y: y - CHIP / 2 + 1, width, height: CHIP };
}

function localChip(id: string, value: Value, end: PointLike, metrics: Metrics): Shape {
  const { x, y, width, height } = chipBox(value, end, metrics);
  return group(
    "local",
    { class: "local-chip", transform: `translate(${x},${y})`, "data-ref": `${id}.local` },
    [
      rect("box", { x: 0, y: 0, width, height }, { rx: 4 }),
      text("number", { x: width / 2, y: height / 2 }, wireText(value), {
        class: !isTensor(value) && !Number.isFinite(value) ? "number broken" : "number local",
        "text-anchor": "middle",
        "font-size": metrics.type.small,
      }),
    ],
  );
}

function contributionShape(
  id: string,
  { value, hidden = false }: Contribution,
  { x, y }: PointLike,
  metrics: Metrics,
): Shape {
  const content = hidden ? "?" : isTensor(value) ? shapeText(value.shape) : formatNumber(value);
  const sign = hidden ? "unknown" : signOf(value);
  const size = metrics.type.contribution;
  const width = Math.ceil(widthOf(content, size));
  const marks = hidden ? {} : { "data-ref": `${id}.grad` };
  return group("contribution", { class: "contribution", ...marks }, [
    signMark("mark", hidden ? 0 : value, { x: x - width - 2 * metrics.mark, y }, metrics),
    text("number", { x, y }, content, {
      class: hidden || isTensor(value) ? `number ${sign}` : numberClass("gradient", value),
      "text-anchor": "end",
      "font-size": size,
    }),
  ]);
}
