/** The cells of a vector or matrix, to be typed, pasted into and walked through by the arrow keys. */

import {
  blockOf,
  type Cells,
  laidOver,
  textOf,
  withCell,
  withColumn,
  withoutColumn,
  withoutRow,
  withRow,
} from "../text/cells.ts";
import type { Translate } from "../text/i18n.ts";
import { readValue, writeValue } from "../text/values.ts";
import { dress, fill, h } from "./dom.ts";
import { letDrag } from "./drag.ts";
import { icon } from "./icons.ts";

export interface Grid {
  readonly element: HTMLElement;
  /** Shows cells; one that is being typed in is left alone. */
  show(cells: Cells, words: Translate): void;
  hasFocus(): boolean;
  focus(): void;
}

interface Hands {
  readonly name: string;
  /** Id of what says what is wrong. */
  readonly note: string;
  readonly write: (text: string) => void;
  /** Switches to the text of the value. */
  readonly asText: () => void;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
};

export function makeGrid({ name, note, write, asText }: Hands): Grid {
  let cells: Cells = { rows: [], vector: false };
  let fields: HTMLInputElement[][] = [];
  /** The cell that takes the tab key, and at which rows and columns come and go. */
  let at = { row: 0, column: 0 };
  const table = h("div", { class: "cells", role: "grid" });
  const tools = h("div", { class: "cell-tools" });
  const element = h("div", { class: "cell-grid" }, table, tools);

  /** What is typed counts, whether it can be read or not. */
  const change = (next: Cells) => {
    if (next === cells) return;
    cells = next;
    write(textOf(next));
  };

  const stand = (row: number, column: number) => {
    fields[at.row]?.[at.column]?.setAttribute("tabindex", "-1");
    at = { row, column };
    fields[row]?.[column]?.setAttribute("tabindex", "0");
  };

  const move = (row: number, column: number) => {
    const field = fields[row]?.[column];
    if (!field || field === document.activeElement) return;
    field.focus();
    field.select();
  };

  const press = (event: KeyboardEvent, row: number, column: number) => {
    const field = event.currentTarget as HTMLInputElement;
    const step = MOVES[event.key];
    if (event.key === "Escape") field.blur();
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing)
      return;
    const { selectionStart, selectionEnd, value } = field;
    const whole = selectionStart === 0 && selectionEnd === value.length;
    const caret = step[1] < 0 ? selectionEnd === 0 : selectionStart === value.length;
    // Inside the text the arrows move the caret.
    if (step[1] !== 0 && !whole && !caret) return;
    event.preventDefault();
    move(row + step[0], column + step[1]);
  };

  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const block = blockOf(event.clipboardData?.getData("text/plain") ?? "");
    if (!block || block.rows.flat().length < 2) return;
    event.preventDefault();
    change(laidOver(cells, row, column, block));
    (event.currentTarget as HTMLInputElement).select();
  };

  const cellField = (row: number, column: number) =>
    h("input", {
      class: "cell-field",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": note,
      tabindex: row === at.row && column === at.column ? 0 : -1,
      oninput: (event: Event) =>
        change(withCell(cells, row, column, (event.currentTarget as HTMLInputElement).value)),
      onclick: () => move(row, column),
      onfocus: () => stand(row, column),
      onkeydown: (event: KeyboardEvent) => press(event, row, column),
      onpaste: (event: ClipboardEvent) => paste(event, row, column),
    });

  /** New fields where the shape has changed, the keyboard staying at its place. */
  const build = ({ rows }: Cells) => {
    const focused = table.matches(":focus-within");
    const [height, width] = [rows.length, rows[0]?.length ?? 0];
    at = { row: Math.min(at.row, height - 1), column: Math.min(at.column, width - 1) };
    fields = rows.map((line, row) => line.map((_, column) => cellField(row, column)));
    fill(
      table,
      fields.map((line) => h("div", { class: "cell-row", role: "row" }, ...line.map(wrapped))),
    );
    if (focused) move(at.row, at.column);
  };

  const handleAt = (target: EventTarget | null) => {
    const field = target instanceof HTMLInputElement && target !== document.activeElement ? target : null;
    const row = fields.findIndex((line) => field !== null && line.includes(field));
    const column = field ? (fields[row]?.indexOf(field) ?? -1) : -1;
    if (!field || column < 0) return null;
    const reading = readValue(cells.rows[row]?.[column] ?? "");
    const number = reading.ok && typeof reading.value === "number" ? reading.value : null;
    return { read: () => number, write: (x: number) => change(withCell(cells, row, column, writeValue(x))) };
  };
  letDrag(table, handleAt);

  let told: Translate | null = null;
  const label = (words: Translate) => {
    if (told === words) return;
    told = words;
    dress(table, { "aria-label": words("inputs.field", { name }) });
    fill(tools, [
      ...TOOLS.map(({ key, act }) => tool(words(`inputs.${key}`), key, () => change(act(cells, at)))),
      h("span", { class: "spacer" }),
      tool(words("inputs.as_text", { name }), "text", asText),
    ]);
  };

  return {
    element,
    hasFocus: () => element.contains(document.activeElement),
    focus: () => move(at.row, at.column),
    show(next, words) {
      const same = next.rows.length === fields.length && next.rows[0]?.length === fields[0]?.length;
      cells = next;
      if (!same) build(next);
      for (const [row, line] of next.rows.entries())
        for (const [column, text] of line.entries()) {
          const field = fields[row]?.[column];
          if (!field) continue;
          const typing = field === document.activeElement && means(field.value, text);
          if (!typing && field.value !== text) field.value = text;
          const place = { name, row: row + 1, column: column + 1 };
          dress(field, { "aria-label": words("inputs.cell", place), size: Math.max(3, text.length) });
        }
      label(words);
    },
  };
}

/** Whether a typed text says the same number: `2.` and `2`. */
function means(typed: string, text: string): boolean {
  const [a, b] = [readValue(typed), readValue(text)];
  return a.ok && b.ok && Object.is(a.value, b.value);
}

/** Each with its key, which is its picture too. */
const TOOLS = [
  { key: "row_more", act: (cells: Cells, { row }: Spot) => withRow(cells, row) },
  { key: "row_less", act: (cells: Cells, { row }: Spot) => withoutRow(cells, row) },
  { key: "column_more", act: (cells: Cells, { column }: Spot) => withColumn(cells, column) },
  { key: "column_less", act: (cells: Cells, { column }: Spot) => withoutColumn(cells, column) },
] as const;

interface Spot {
  readonly row: number;
  readonly column: number;
}

function wrapped(field: HTMLInputElement): HTMLElement {
  return h("div", { role: "gridcell" }, field);
}

function tool(name: string, picture: string, act: () => void): HTMLElement {
  const style = { type: "button", class: "button small", title: name, "aria-label": name, onclick: act };
  return h("button", style, icon(picture));
}
