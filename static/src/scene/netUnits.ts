/** The units of a column: a box with the value and, once it is known, the gradient. */

import { elementOf } from "../model/cell.ts";
import type { Gradient } from "../model/frame.ts";
import { type Column, targetAt, unitIndex } from "../model/net.ts";
import type { Row } from "../model/netRows.ts";
import { isTensor, type Value } from "../wire/numbers.ts";
import { cellText } from "./anatomy.ts";
import { heatScale, levelOf } from "./heat.ts";
import { signMark } from "./mark.ts";
import { PAGE } from "./metrics.ts";
import type { NetLook } from "./net.ts";
import { type Drawn, MARK, rowBox, TYPE } from "./netStage.ts";
import { type ColumnState, columnState } from "./netState.ts";
import { type BoxLike, circle, group, path, rect, type Shape, text } from "./shapes.ts";
import { numberClass } from "./tensor.ts";

const RADIUS = 10;

export function unitShapes(column: Column, look: NetLook): Shape[] {
  const drawn = look.stage.drawn.get(column.key);
  if (drawn?.kind !== "units") return [];
  const state = columnState(column, look.moment);
  const blocked = blockedIn(column, look);
  return drawn.rows.map((row, i) => {
    const box = rowBox(look.stage, column, i);
    return "unit" in row
      ? unitShape(column, row.unit, box, state, blocked, drawn, look)
      : stripShape(column, row, box, state, look);
  });
}

/** Where an op that lets some elements pass holds one back. */
function blockedIn({ node }: Column, { stage, moment }: NetLook): (index: number) => boolean {
  const [edge] = stage.net.trace.edgesInto(node.id);
  const mask = node.view === "mask" && moment.node(node.id)?.value != null ? (edge?.local ?? null) : null;
  return (index) => mask !== null && elementOf(mask, isTensor(mask) ? index : 0) === 0;
}

function unitShape(
  column: Column,
  unit: number,
  { x, y, width, height }: BoxLike,
  state: ColumnState,
  blocked: (index: number) => boolean,
  { numbered, style }: Extract<Drawn, { kind: "units" }>,
  look: NetLook,
): Shape {
  const { stage, sample } = look;
  const index = unitIndex(stage.net, column, sample, unit);
  const { value, gradient } = state;
  const known = gradient.kind === "whole" ? elementOf(gradient.value, index) : null;
  const target = state.value === null ? null : targetAt(stage.net, column, sample, unit);
  const classes = [
    "unit",
    state.status,
    value === null ? "todo" : "",
    blocked(index) ? "blocked" : "",
    stage.chosen(column) === unit ? "picked" : "",
  ];
  const left = numbered + 8;
  const lines =
    style === "tall"
      ? { value: height / 2 - 12, gradient: height / 2 + 13 }
      : { value: height / 2 + 1, gradient: height / 2 + 1 };
  const instead = style === "flat" && known !== null;
  return group(
    `${column.key} ${unit}`,
    {
      class: classes.filter((name) => name !== "").join(" "),
      transform: `translate(${x},${y})`,
      "data-column": column.key,
      "data-unit": unit,
      "data-ref": instead ? state.gradientRef : state.ref,
      "data-index": index,
      role: "button",
      tabindex: -1,
      "aria-label": look.say.unit(
        column,
        unit,
        value === null ? null : elementOf(value, index),
        gradient,
        index,
      ),
    },
    [
      rect("box", { x: 0, y: 0, width, height }, { class: "unit-box", rx: RADIUS }),
      numbered > 0
        ? text("number", { x: numbered, y: height / 2 + 1 }, String(unit + column.first), {
            class: "muted",
            "text-anchor": "end",
            "font-size": TYPE,
          })
        : null,
      ...(value === null || instead ? [] : valueShapes(elementOf(value, index), left, lines.value)),
      ...gradientShapes(known, gradient, left, lines.gradient, width, instead, style === "tall", {
        "data-ref": state.gradientRef,
        "data-index": index,
      }),
      target === null ? null : targetShape(column, target, { x: width, y: height / 2 }),
    ],
  );
}

function valueShapes(x: number, left: number, y: number): Shape[] {
  return [
    circle("dot", { x: left + 4, y: y - 1 }, 4, { class: "mark value" }),
    text("value", { x: left + MARK, y }, cellText(x), { class: numberClass("value", x), "font-size": TYPE }),
  ];
}

function gradientShapes(
  known: number | null,
  { kind }: Gradient,
  left: number,
  y: number,
  width: number,
  instead: boolean,
  tall: boolean,
  marks: Readonly<Record<string, string | number>>,
): (Shape | null)[] {
  if (kind === "none") return [];
  if (known !== null)
    return [
      signMark("sign", known, { x: left + 4, y: y - 1 }, { ...PAGE, mark: 5 }),
      text("gradient", { x: left + MARK, y }, cellText(known), {
        class: numberClass("gradient", known),
        "font-size": TYPE,
        ...(instead ? {} : marks),
      }),
    ];
  const at = tall ? { x: left + MARK, y } : { x: width - 18, y };
  return [
    tall ? path("sign", `M${left - 1} ${y - 1}l8.5 -5v10z`, { class: "mark unknown" }) : null,
    text("gradient", at, "?", { class: "number unknown", "font-size": TYPE }),
  ];
}

/** What the unit is compared with, at its right edge. */
function targetShape({ target }: Column, value: number, { x, y }: { x: number; y: number }): Shape | null {
  if (value === 0) return null;
  const content = `${target?.name ?? ""} = ${cellText(value)}`.trim();
  return group("target", { class: "target", transform: `translate(${x},${y})` }, [
    path("flag", `M0 0l9 -8v16z`, { class: "target-mark" }),
    text("word", { x: 14, y: 1 }, content, { class: "target-word", "font-size": TYPE }),
  ]);
}

const STRIP = 20;

/** Units that are passed over, as small cells in one row: each can be pointed at and picked. */
function stripShape(
  column: Column,
  { from, to }: Extract<Row, { from: number }>,
  { x, y, width, height }: BoxLike,
  state: ColumnState,
  { stage, sample }: NetLook,
): Shape {
  const { net } = stage;
  const back = state.gradient.kind === "whole";
  const value: Value | null = state.gradient.kind === "whole" ? state.gradient.value : state.value;
  const ref = back ? state.gradientRef : state.ref;
  const count = to - from + 1;
  const cell = (width - 8) / count;
  const first = unitIndex(net, column, sample, from);
  const stride = count > 1 ? unitIndex(net, column, sample, from + 1) - first : 1;
  const most = value === null ? 0 : heatScale(net.trace, ref);
  const fills = new Map<number, string>();
  for (let i = 0; value !== null && i < count; i++) {
    const level = levelOf(elementOf(value, first + i * stride), most);
    fills.set(
      level,
      `${fills.get(level) ?? ""}M${(i * cell).toFixed(2)} 0h${(cell + 0.1).toFixed(2)}v${STRIP}h${(-cell - 0.1).toFixed(2)}z`,
    );
  }
  return group(
    `${column.key} ${from} to`,
    {
      class: "strip",
      transform: `translate(${x + 4},${y + (height - STRIP) / 2})`,
      "data-column": column.key,
      "data-first": from,
      "data-ref": ref,
      "data-span": `${first} ${stride} 1 ${count}`,
    },
    [
      ...[...fills].map(([level, d]) => path(`level${level}`, d, { class: heatClass(level) })),
      rect("frame", { x: 0, y: 0, width: width - 8, height: STRIP }, { class: "grid-frame", rx: 3 }),
    ],
  );
}

export function heatClass(level: number): string {
  return `heat heat${level < 0 ? "-n" : "-p"}${Math.abs(level)}`;
}
