/** A layer of many units as a picture: its values above their gradients, and beside it the weights of a unit picked. */

import { elementOf, placeText } from "../model/cell.ts";
import { type Column, unitIndex, type Weights, weightIndex } from "../model/net.ts";
import { isTensor, type Tensor, type Value } from "../wire/numbers.ts";
import { heatScale, levelOf } from "./heat.ts";
import type { NetLook } from "./net.ts";
import { columnOf } from "./netLines.ts";
import { CAPTION, type Drawn, TYPE } from "./netStage.ts";
import { columnState } from "./netState.ts";
import { heatClass } from "./netUnits.ts";
import { group, path, rect, type Shape, text } from "./shapes.ts";

type Picture = Extract<Drawn, { kind: "picture" }>;

/** Which elements of a tensor a picture shows: the first, and the distance to the next. */
interface Span {
  readonly first: number;
  readonly stride: number;
}

export function pictureShapes(column: Column, next: Column | undefined, look: NetLook): Shape[] {
  const { stage, moment, sample, say } = look;
  const drawn = stage.drawn.get(column.key);
  if (drawn?.kind !== "picture" || !next) return [];
  const state = columnState(column, moment);
  const first = unitIndex(stage.net, column, sample, 0);
  const stride = unitIndex(stage.net, column, sample, 1) - first;
  const { value, gradient } = state;
  const sliceOf = (whole: Value) => slice(whole, column.units, { first, stride });
  return [
    pair(column.key, drawn, "column", look, {
      span: { first, stride },
      value: value && sliceOf(value),
      ref: state.ref,
      gradient: gradient.kind === "whole" ? sliceOf(gradient.value) : gradient.kind,
      gradientRef: state.gradientRef,
      names: [say.name(state.ref), say.name(state.gradientRef)],
      column: column.key,
      at: stage.picked(column),
    }),
    lensShape(column, next, drawn, look),
  ].filter((shape) => shape !== null);
}

/** The weights into the unit that is picked in the next column. */
function lensShape(column: Column, next: Column, drawn: Picture, look: NetLook): Shape | null {
  const { stage, moment, say } = look;
  const weights = next.link?.weights;
  const shown = weights && moment.node(weights.node.id);
  if (!weights || !shown) return null;
  const unit = stage.picked(next);
  const { gradient, value } = shown;
  const [ref, gradientRef] = [`${weights.node.id}.value`, `${weights.node.id}.grad`];
  const place = placeIn(weights, spanOf(look, weights, unit).first);
  return pair(drawn.lens, drawn, "lens", look, {
    span: spanOf(look, weights, unit),
    value: value && columnOf(stage.net, weights, unit, value),
    ref,
    gradient: gradient.kind === "whole" ? columnOf(stage.net, weights, unit, gradient.value) : gradient.kind,
    gradientRef,
    names: [say.name(ref) + place, say.name(gradientRef) + place],
    column: column.key,
    at: stage.picked(column),
  });
}

function spanOf({ stage }: NetLook, weights: Weights, unit: number): Span {
  const first = weightIndex(stage.net, weights, 0, unit);
  return { first, stride: weightIndex(stage.net, weights, 1, unit) - first };
}

/** `:,₁₇`: a column of the matrix; a row where the weights stand before the data. `first`: one of its elements. */
function placeIn({ node, inputs }: Weights, first: number): string {
  const [row = "", column = ""] = placeText(node.shape, first).split(",");
  return node.shape[0] === inputs ? `:,${column}` : `${row},:`;
}

interface Pair {
  readonly span: Span;
  readonly value: Value | null;
  readonly ref: string;
  /** Of what kind it is while it is not there. */
  readonly gradient: Value | "none" | "unknown" | "partial";
  readonly gradientRef: string;
  readonly names: readonly [string, string];
  readonly column: string;
  /** The unit that is picked. */
  readonly at: number;
}

function pair(key: string, drawn: Picture, kind: string, look: NetLook, shown: Pair): Shape | null {
  const box = look.stage.layout.blocks.get(key);
  if (!box) return null;
  const { size, side } = drawn;
  const below = size + CAPTION;
  const { gradient } = shown;
  const waits = gradient === "unknown" || gradient === "partial";
  return group(key, { class: `pictures ${kind}`, transform: `translate(${box.x},${box.y})` }, [
    picture("value", 0, size, side, shown.value, shown.ref, shown, look),
    typeof gradient === "string"
      ? waits && shown.value !== null
        ? group("gradient", { class: "waiting", transform: `translate(0,${below})` }, [
            rect("frame", { x: 0, y: 0, width: size, height: size }, { class: "grid-frame", rx: 3 }),
            text("mark", { x: size / 2, y: size / 2 }, "?", {
              class: "number unknown",
              "text-anchor": "middle",
              "font-size": TYPE,
            }),
          ])
        : null
      : picture("gradient", below, size, side, gradient, shown.gradientRef, shown, look),
    shown.value === null ? null : caption("name", shown.names[0], size, -14),
    shown.value === null || gradient === "none"
      ? null
      : caption("gradient name", shown.names[1], size, below - 14),
  ]);
}

function caption(key: string, content: string, size: number, y: number): Shape {
  return text(key, { x: size / 2, y }, content, {
    class: "caption",
    "text-anchor": "middle",
    "font-size": TYPE,
  });
}

/** A square of cells, each coloured by sign and size. */
function picture(
  key: string,
  y: number,
  size: number,
  side: number,
  value: Value | null,
  ref: string,
  { span, column, names, at }: Pair,
  { stage, say }: NetLook,
): Shape {
  const transform = `translate(0,${y})`;
  const frame = rect("frame", { x: 0, y: 0, width: size, height: size }, { class: "grid-frame", rx: 3 });
  if (value === null) return group(key, { class: "picture waiting", transform }, [frame]);
  const name = names[key === "value" ? 0 : 1];
  const cell = size / side;
  const box = { x: (at % side) * cell, y: Math.floor(at / side) * cell, width: cell, height: cell };
  const spot = rect("spot", box, {
    class: "spot",
    "data-column": column,
    "data-unit": at,
    "data-index": span.first + at * span.stride,
    role: "button",
    tabindex: -1,
    "aria-label": say.pixel(name, at, elementOf(value, at)),
  });
  return group(
    key,
    {
      class: "picture",
      transform,
      "data-picture": column,
      "data-ref": ref,
      "data-span": `${span.first} ${span.stride} ${side} ${side}`,
      role: "group",
      "aria-label": say.picture(name, side),
    },
    [...heatCells(value, side, size / side, heatScale(stage.net.trace, ref)), frame, spot],
  );
}

const drawnCells = new WeakMap<object, { most: number; cell: number; shapes: readonly Shape[] }>();

/** One path for each colour. */
function heatCells(value: Value, side: number, cell: number, most: number): readonly Shape[] {
  const known = isTensor(value) ? drawnCells.get(value) : undefined;
  if (known && known.most === most && known.cell === cell) return known.shapes;
  const fills = new Map<number, string>();
  for (let i = 0; i < side * side; i++) {
    const level = levelOf(elementOf(value, i), most);
    const [x, y] = [(i % side) * cell, Math.floor(i / side) * cell];
    const d = `M${x.toFixed(2)} ${y.toFixed(2)}h${(cell + 0.2).toFixed(2)}v${(cell + 0.2).toFixed(2)}h${(-cell - 0.2).toFixed(2)}z`;
    fills.set(level, (fills.get(level) ?? "") + d);
  }
  const shapes = [...fills].map(([level, d]) => path(`level${level}`, d, { class: heatClass(level) }));
  if (isTensor(value)) drawnCells.set(value, { most, cell, shapes });
  return shapes;
}

function slice(whole: Value, count: number, { first, stride }: Span): Tensor {
  const data = Float64Array.from({ length: count }, (_, i) => elementOf(whole, first + i * stride));
  return { shape: [count], data };
}
