/** Numbers in the inspector: each can be reached with the keyboard, and lights the same number everywhere. */

import { gridOf, neighbour, placeText, range } from "../../model/cell.ts";
import { numberClass } from "../../scene/tensor.ts";
import { formatNumber } from "../../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../../wire/numbers.ts";
import { h } from "../dom.ts";
import { largeTensor } from "./large.ts";
import type { Look } from "./look.ts";

export type Ink = "value" | "gradient" | "local";

/** Beyond this many rows and columns a tensor is a picture. */
const OPEN = { rows: 8, columns: 6 };

export interface Style {
  readonly ink: Ink;
  /** What the reader hears it called. */
  readonly name: string;
  /** Elements that are held back, such as those that a mask blocks. */
  readonly blocked?: (index: number) => boolean;
}

/** A number; a table of numbers for a small tensor, a picture for a large one. */
export function numbers(value: Value, ref: string, style: Style, look: Look): HTMLElement {
  if (look.state.mask === "on" && style.ink === "gradient") return h("span", { class: "number" }, "?");
  if (!isTensor(value)) return one(value, ref, 0, style);
  const { rows, columns } = gridOf(value);
  if (rows > OPEN.rows || columns > OPEN.columns) return largeTensor(value, ref, style, look);
  return table(value, ref, style);
}

/** One number that stands alone. */
export function one(x: number, ref: string, index: number, { ink }: Style): HTMLElement {
  return h(
    "span",
    {
      class: inkClass(ink, x),
      "data-ref": ref,
      "data-index": index,
      "data-focus": `${ref} ${index}`,
      role: "button",
      tabindex: 0,
    },
    formatNumber(x),
  );
}

export function inkClass(ink: Ink, x: number): string {
  return ink === "local" ? "number local" : numberClass(ink, x);
}

function table(value: Exclude<Value, number>, ref: string, { ink, name, blocked }: Style): HTMLElement {
  const grid = gridOf(value);
  const cell = (index: number) => {
    const x = value.data[index] ?? Number.NaN;
    return h(
      "td",
      {
        class: inkClass(ink, x) + (blocked?.(index) ? " blocked" : ""),
        role: "gridcell",
        "data-index": index,
        "data-focus": `${ref} ${index}`,
        tabindex: index === 0 ? 0 : -1,
        "aria-label": `${placeText(value.shape, index)} ${formatNumber(x)}`,
      },
      formatNumber(x),
    );
  };
  const rows = range(grid.rows).map((row) =>
    h("tr", { role: "row" }, ...range(grid.columns).map((column) => cell(row * grid.columns + column))),
  );
  const made = h(
    "table",
    {
      class: "numbers",
      role: "grid",
      "data-ref": ref,
      "aria-label": `${name}, ${shapeText(value.shape)}`,
      onkeydown: (event: KeyboardEvent) => rove(event, made, (index) => neighbour(grid, index, event.key)),
    },
    h("tbody", { role: "rowgroup" }, ...rows),
  );
  return h("div", { class: "numbers-frame" }, made);
}

/** Arrow keys go from cell to cell; the table is one stop of the tab key. */
function rove(event: KeyboardEvent, table: Element, next: (index: number) => number | null): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
    return;
  if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const index = next(Number(from.dataset.index));
  const to = index === null ? null : table.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
