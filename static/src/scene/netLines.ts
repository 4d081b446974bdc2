/** The lines of a net: a weight each, as wide as its value, then its gradient, is large; and what passes unit by unit. */

import { elementOf } from "../model/cell.ts";
import {
  biasIndex,
  type Column,
  type Link,
  type Net,
  unitIndex,
  type Weights,
  weightIndex,
} from "../model/net.ts";
import { isTensor, type Tensor, type Value } from "../wire/numbers.ts";
import type { NetLook } from "./net.ts";
import { between, labelShape, placesOf } from "./netLabels.ts";
import { blockOf, footOf, rowBox, TYPE } from "./netStage.ts";
import {
  carries,
  columnState,
  inkOf,
  isActive,
  type Look,
  lookOf,
  sendsThrough,
  weightLook,
  widthsOf,
} from "./netState.ts";
import { signOf, strength } from "./scale.ts";
import { circle, group, type PointLike, path, type Shape, text } from "./shapes.ts";

/** From a unit of the column before, or from the unit that is always 1. */
export type Origin = number | "bias";

export interface Line {
  readonly from: Origin;
  readonly to: number;
  readonly start: PointLike;
  readonly end: PointLike;
  readonly look: Look;
  readonly index: number;
  readonly active: boolean;
  /** One of very many. */
  readonly thin?: boolean;
}

/** From so many lines on, all of them are drawn thinner. */
const CROWD = 40;
const THIN = 0.45;

export function lineShapes(before: Column, column: Column, look: NetLook): Shape[] {
  const { link } = column;
  if (!link) return [];
  return link.weights ? weightShapes(before, column, link, look) : passShapes(before, column, link, look);
}

// ----- weights -----

function weightShapes(before: Column, column: Column, link: Link, look: NetLook): Shape[] {
  const lines = [...weightLines(before, column, link, look), ...biasLines(before, column, link, look)];
  const pictured = look.stage.drawn.get(before.key)?.kind === "picture";
  const places = pictured ? null : placesOf(column, link, lines, look);
  const bundles = bundleShapes(before, column, link, look);
  return [
    ...bundles,
    ...lines.map((line, i) =>
      lineShape(before, column, link, { ...line, thin: lines.length > CROWD }, places?.[i] ?? null, look),
    ),
    ...footShapes(before, link, look),
  ];
}

function weightLines(before: Column, column: Column, { weights, data }: Link, look: NetLook): Line[] {
  const { stage, moment } = look;
  const shown = weights && weightLook(weights, data, moment);
  if (!weights || !shown) return [];
  const active = isActive(weights.edge.id, weights.node, moment) || sendsThrough(data, moment);
  return endsOf(column, look).flatMap(({ unit: to, at: end }) =>
    startsOf(before, look).map(({ unit: from, at: start }) => {
      const index = weightIndex(stage.net, weights, from, to);
      return { from, to, start, end, look: shown, index, active };
    }),
  );
}

function biasLines(before: Column, column: Column, { bias }: Link, look: NetLook): Line[] {
  const shown = bias && lookOf(bias.node, look.moment);
  if (!bias || !shown) return [];
  const active = isActive(bias.edge.id, bias.node, look.moment);
  const { x, y } = footOf(look.stage, before);
  return endsOf(column, look).map(({ unit: to, at: end }) => {
    const index = biasIndex(bias.node, to);
    return { from: "bias", to, start: { x: x + BIAS, y }, end, look: shown, index, active };
  });
}

interface End {
  readonly unit: number;
  readonly at: PointLike;
}

/** The right edges of the units that are drawn one by one. */
function startsOf(column: Column, { stage }: NetLook): End[] {
  return unitsOf(column, stage).map(({ unit, row }) => {
    const { x, y, width, height } = rowBox(stage, column, row);
    return { unit, at: { x: x + width, y: y + height / 2 } };
  });
}

function endsOf(column: Column, { stage }: NetLook): End[] {
  return unitsOf(column, stage).map(({ unit, row }) => {
    const { x, y, height } = rowBox(stage, column, row);
    return { unit, at: { x, y: y + height / 2 } };
  });
}

export function unitsOf({ key }: Column, stage: NetLook["stage"]): { unit: number; row: number }[] {
  const drawn = stage.drawn.get(key);
  return drawn?.kind === "units"
    ? drawn.rows.flatMap((shown, row) => ("unit" in shown ? [{ unit: shown.unit, row }] : []))
    : [];
}

function lineShape(
  before: Column,
  column: Column,
  link: Link,
  line: Line,
  label: number | null,
  { stage, say, moment }: NetLook,
): Shape {
  const { from, to, start, end, look, index, active } = line;
  const d = `M${start.x} ${start.y}L${end.x} ${end.y}`;
  const node = from === "bias" ? link.bias?.node : link.weights?.node;
  const x = look.kind === "waiting" ? Number.NaN : elementOf(look.value, index);
  const widths = widthsOf(stage.net);
  const width = look.kind === "waiting" ? 1.5 : widths[look.kind](x) * (line.thin ? THIN : 1);
  const ink = look.kind === "waiting" ? "unknown" : inkOf(look.kind, x);
  const shown = node && moment.node(node.id);
  return group(
    `${column.key} ${from} ${to}`,
    {
      class: `weight ${ink}${active ? " active" : ""}`,
      "data-before": before.key,
      "data-column": column.key,
      "data-from": from,
      "data-unit": to,
      "data-ref": look.ref,
      "data-index": index,
      role: "button",
      tabindex: -1,
      "aria-label":
        node && shown ? say.weight(node, index, elementOf(shown.value, index), shown.gradient) : "",
    },
    [
      path("reach", d, { class: "weight-reach" }),
      path("line", d, { class: "weight-line", "stroke-width": Number(width.toFixed(2)) }),
      label === null ? null : labelShape(look, x, between(start, end, label)),
    ],
  );
}

// ----- the unit that is always 1 -----

const BIAS = 13;

function footShapes(before: Column, { bias }: Link, look: NetLook): Shape[] {
  const shown = bias && look.moment.node(bias.node.id);
  if (!bias || !shown || shown.value === null) return [];
  const at = footOf(look.stage, before);
  return [
    group(`${before.key} one`, { class: "bias", transform: `translate(${at.x},${at.y})` }, [
      circle("circle", { x: 0, y: 0 }, BIAS, { class: "bias-box" }),
      text("one", { x: 0, y: 1 }, "1", { class: "muted", "text-anchor": "middle", "font-size": TYPE }),
    ]),
  ];
}

// ----- all weights from a picture to a unit as one line -----

function bundleShapes(before: Column, column: Column, { weights, data }: Link, look: NetLook): Shape[] {
  const { stage, moment } = look;
  const shown = weights && weightLook(weights, data, moment);
  if (!weights || !shown || stage.drawn.get(before.key)?.kind !== "picture") return [];
  const { x, y, width, height } = blockOf(stage, before);
  const acting = isActive(weights.edge.id, weights.node, moment) || sendsThrough(data, moment);
  const active = acting ? " active" : "";
  return endsOf(column, look).map(({ unit, at: end }) => {
    const start = { x: x + width + 4, y: Math.max(y + 8, Math.min(y + height - 8, end.y * FAN)) };
    const { size, ink } = strongestInto(unit, weights, shown, stage.net);
    const picked = stage.picked(column) === unit ? " picked" : "";
    return path(`${column.key} all ${unit}`, `M${start.x} ${start.y}L${end.x} ${end.y}`, {
      class: `bundle ${ink}${active}${picked}`,
      "stroke-width": size,
      "data-column": column.key,
      "data-unit": unit,
    });
  });
}

/** How far apart lines begin at a picture, of how far apart they end. */
const FAN = 0.7;

/** The width of the strongest of all weights into a unit, and the colour of their signs. */
function strongestInto(to: number, weights: Weights, look: Look, net: Net): { size: number; ink: string } {
  if (look.kind === "waiting") return { size: 1.5, ink: "unknown" };
  const own = columnOf(net, weights, to, look.value);
  const size = Number(widthsOf(net)[look.kind](strength(own)).toFixed(2));
  return { size, ink: look.kind === "gradient" ? signOf(own) : "value" };
}

/** The weights from all units of the column before into one unit. */
export function columnOf(net: Net, weights: Weights, to: number, value: Value): Tensor {
  const data = Float64Array.from({ length: weights.inputs }, (_, from) =>
    elementOf(value, weightIndex(net, weights, from, to)),
  );
  return { shape: [weights.inputs], data };
}

// ----- unit by unit -----

/** Lines without weights: forward what is passed on, backward the gradient that comes back. */
function passShapes(before: Column, column: Column, link: Link, look: NetLook): Shape[] {
  const { stage, moment, sample } = look;
  const state = columnState(column, moment);
  if (state.value === null) return [];
  const source = columnState(before, moment);
  const active = carries(link, moment);
  const gradient = gradientAlong(before, look);
  const widths = widthsOf(stage.net);
  const ends = endsOf(column, look);
  return startsOf(before, look).map(({ unit, at }) => {
    const end =
      ends.find((one) => one.unit === unit && column.units === before.units)?.at ?? nearest(ends, at);
    const index = unitIndex(stage.net, before, sample, unit);
    const g = gradient === null ? null : elementOf(gradient, isTensor(gradient) ? index : 0);
    const ink = g === null ? "value" : inkOf("gradient", g);
    const width = g === null ? 2 : widths.gradient(g);
    return path(`${column.key} pass ${unit}`, `M${at.x} ${at.y}L${end.x} ${end.y}`, {
      class: `pass ${source.value === null ? "unknown" : ink}${active ? " active" : ""}`,
      "stroke-width": Number(width.toFixed(2)),
    });
  });
}

/** The gradient that comes back to a column; what a node keeps of a column passes on that column's. */
function gradientAlong(column: Column, { moment, stage }: NetLook) {
  const { columns } = stage.net;
  const own = column.kept ? columns[columns.indexOf(column) - 1] : column;
  const gradient = own && columnState(own, moment).gradient;
  return gradient?.kind === "whole" ? gradient.value : null;
}

function nearest(ends: readonly End[], { y }: PointLike): PointLike {
  return ends.reduce(
    (best, { at }) => (Math.abs(at.y - y) < Math.abs(best.y - y) ? at : best),
    ends[0]?.at ?? { x: 0, y: 0 },
  );
}
