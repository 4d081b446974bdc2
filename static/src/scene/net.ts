/** (Frame, NetStage, sample, words) → the shapes of a net, back to front. Pure. */

import type { Frame, Gradient } from "../model/frame.ts";
import type { Column } from "../model/net.ts";
import type { Translate } from "../text/i18n.ts";
import type { Node } from "../wire/trace.ts";
import { widthOf } from "./measure.ts";
import { lineShapes } from "./netLines.ts";
import { pictureShapes } from "./netPictures.ts";
import { blockOf, type NetStage, TYPE } from "./netStage.ts";
import { columnState, isActive, type Moment, momentOf } from "./netState.ts";
import { unitShapes } from "./netUnits.ts";
import { group, rect, type Shape, text } from "./shapes.ts";

/** What is said of the parts of a net to whoever does not see them. */
export interface NetSaying {
  /** `∂L/∂W1` for a reference. */
  name(ref: string): string;
  /** `index`: the element of its column; `value` null: not yet known. */
  unit(column: Column, unit: number, value: number | null, gradient: Gradient, index: number): string;
  weight(node: Node, index: number, value: number, gradient: Gradient): string;
  picture(name: string, side: number): string;
  pixel(name: string, unit: number, value: number): string;
}

export interface NetLook {
  readonly stage: NetStage;
  readonly moment: Moment;
  readonly sample: number;
  readonly words: Translate;
  readonly say: NetSaying;
}

export function netShapes(
  frame: Frame,
  stage: NetStage,
  sample: number,
  words: Translate,
  say: NetSaying,
): Shape[] {
  const look = { stage, moment: momentOf(frame), sample, words, say };
  const { columns } = stage.net;
  const pairs = columns.flatMap((column, i) => {
    const before = columns[i - 1];
    return before ? [{ before, column }] : [];
  });
  return [
    layer(
      "rings",
      columns.flatMap((column) => ringShapes(column, look)),
    ),
    layer(
      "lines",
      pairs.flatMap(({ before, column }) => raised(lineShapes(before, column, look))),
    ),
    layer(
      "pictures",
      columns.flatMap((column, i) => pictureShapes(column, columns[i + 1], look)),
    ),
    layer(
      "units",
      columns.flatMap((column) => unitShapes(column, look)),
    ),
    layer(
      "titles",
      columns.map((column) => titleShape(column, look)),
    ),
    layer(
      "names",
      pairs.flatMap(({ before, column }) => namesShape(before, column, look) ?? []),
    ),
  ];
}

/** What takes part in the step lies above what does not. */
function raised(shapes: readonly Shape[]): Shape[] {
  const active = (shape: Shape) => (String(shape.attributes.class).includes(" active") ? 1 : 0);
  return shapes.toSorted((a, b) => active(a) - active(b));
}

const AROUND = 10;

function ringShapes(column: Column, { stage, moment }: NetLook): Shape[] {
  const { status } = columnState(column, moment);
  const box = stage.layout.blocks.get(column.key);
  if (!box || (status !== "current" && status !== "along")) return [];
  const outset = {
    x: box.x - AROUND,
    y: box.y - AROUND,
    width: box.width + 2 * AROUND,
    height: box.height + 2 * AROUND,
  };
  return [rect(column.key, outset, { class: `column-ring ${status}`, rx: 16 })];
}

const CHIP = 24;
/** From the top of a column to the middle of its title. */
const TITLE = 22;
const FLAG = { width: 46, height: 22 };

function titleShape(column: Column, { stage, moment, words }: NetLook): Shape {
  const { symbol, name, width } = stage.titles.get(column.key) ?? { symbol: "", name: "", width: 0 };
  const box = stage.layout.blocks.get(column.key) ?? { x: 0, y: 0, width: 0, height: 0 };
  const state = columnState(column, moment);
  const chip = symbol === "" ? 0 : Math.ceil(widthOf(symbol, TYPE)) + 14;
  const at = { x: box.x + box.width / 2 - width / 2, y: box.y - TITLE };
  const picture = stage.drawn.get(column.key)?.kind === "picture";
  return group(
    column.key,
    {
      class: `title ${state.status}${state.value === null ? " todo" : ""}`,
      transform: `translate(${at.x},${at.y})`,
    },
    [
      chip > 0
        ? rect("chip", { x: 0, y: -CHIP / 2, width: chip, height: CHIP }, { class: "op-chip", rx: 7 })
        : null,
      chip > 0
        ? text("symbol", { x: chip / 2, y: 1 }, symbol, {
            class: "op-symbol",
            "text-anchor": "middle",
            "font-size": TYPE,
          })
        : null,
      picture
        ? null
        : text("name", { x: chip > 0 ? chip + 8 : 0, y: 1 }, name, { class: "name", "font-size": TYPE }),
      state.status === "current" && column === shownFor(column, stage)
        ? group(
            "now",
            {
              class: "now",
              transform: `translate(${width / 2 - FLAG.width / 2},${-CHIP / 2 - FLAG.height - 4})`,
            },
            [
              rect("flag", { x: 0, y: 0, ...FLAG }, { rx: 6 }),
              text("word", { x: FLAG.width / 2, y: FLAG.height / 2 }, words("graph.now"), {
                "text-anchor": "middle",
                "font-size": TYPE,
              }),
            ],
          )
        : null,
    ],
  );
}

/** The last of the columns that show one node has its flag. */
function shownFor({ node }: Column, { net }: NetStage): Column | undefined {
  return net.columns.findLast((column) => column.node === node);
}

/** The names of the weights and of the bias, above their lines. */
function namesShape(before: Column, column: Column, { stage, moment }: NetLook): Shape | null {
  const { link } = column;
  const own = stage.layout.blocks.get(column.key);
  if (!link?.weights || !own) return null;
  const from = blockOf(stage, before);
  const middle = (from.x + from.width + own.x) / 2;
  const parts = [link.weights, link.bias].filter((part) => part !== null);
  const known = parts.filter(({ node }) => moment.node(node.id)?.value != null);
  if (known.length === 0) return null;
  const active = known.some(({ edge, node }) => isActive(edge.id, node, moment));
  const content = known.map(({ node }) => node.name ?? node.label).join(", ");
  return text(`${column.key} names`, { x: middle, y: Math.min(from.y, own.y) - TITLE + 1 }, content, {
    class: `weight-name${active ? " active" : ""}`,
    "text-anchor": "middle",
    "font-size": TYPE,
  });
}

function layer(key: string, children: readonly (Shape | null)[]): Shape {
  return group(key, { class: `layer ${key}` }, children);
}
