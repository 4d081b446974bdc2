/** What a card is called, on its head; beside it the marks of where the reader is, and of what can be opened. */

import type { Translate } from "../text/i18n.ts";
import type { Anatomy } from "./anatomy.ts";
import { HINGE } from "./hinge.ts";
import type { Metrics } from "./metrics.ts";
import { group, rect, type Shape, text } from "./shapes.ts";

export function nowFlag(words: Translate, { type }: Metrics): Shape {
  const width = 46;
  return group("now", { class: "now", transform: "translate(10,-28)" }, [
    rect("flag", { x: 0, y: 0, width, height: 24 }, { rx: 6 }),
    text("word", { x: width / 2, y: 12 }, words("graph.now"), {
      "text-anchor": "middle",
      "font-size": type.small,
    }),
  ]);
}

export function titleShapes({ title, shape, width, top, metrics, opens }: Anatomy): (Shape | null)[] {
  const { type, row, pad } = metrics;
  if (!title) return [];
  const middle = top + row.title / 2 + 1;
  const { symbol, symbolWidth, name } = title;
  const nameAt = symbol === "" ? pad.x : pad.x - 4 + symbolWidth + 8;
  return [
    symbol === ""
      ? null
      : rect(
          "chip",
          { x: pad.x - 4, y: middle - 12, width: symbolWidth, height: 24 },
          { class: "op-chip", rx: 7 },
        ),
    symbol === ""
      ? null
      : text("symbol", { x: pad.x - 4 + symbolWidth / 2, y: middle }, symbol, {
          class: "op-symbol",
          "text-anchor": "middle",
          "font-size": type.name,
        }),
    name === ""
      ? null
      : text("name", { x: nameAt, y: middle }, name, {
          class: title.named ? "name" : "muted",
          "font-size": type.name,
        }),
    shape === ""
      ? null
      : text("shape", { x: width - (opens ? HINGE + 8 : pad.x), y: middle }, shape, {
          class: "muted",
          "text-anchor": "end",
          "font-size": type.small,
        }),
  ];
}

/** What a card is called, in its middle, and a note below it. */
export function calledShapes({ title, width, height, metrics }: Anatomy, note: string): (Shape | null)[] {
  const { type, row } = metrics;
  const rise = note === "" ? 0 : row.cell / 2;
  const middle = { x: width / 2, y: height / 2 };
  const style = { "text-anchor": "middle" };
  return [
    text("name", { ...middle, y: middle.y - rise }, title?.name ?? "", {
      ...style,
      class: "name",
      "font-size": type.name,
    }),
    note === ""
      ? null
      : text("note", { ...middle, y: middle.y + rise }, note, {
          ...style,
          class: "muted",
          "font-size": type.small,
        }),
  ];
}
