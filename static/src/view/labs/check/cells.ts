/** The elements of one parameter, each with its two gradients and their relative error; one of them is looked at. */

import { gridOf, neighbour, placeText } from "../../../model/cell.ts";
import { blockAround, type Cells, cellsOf, type Picked, verdictOf } from "../../../model/labs/check.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatExactly, formatNumber } from "../../../text/numbers.ts";
import type { CellReport } from "../../../wire/labs.ts";
import { type Child, fill, h, say } from "../../dom.ts";
import { gradient, verdictIcon, verdictWord } from "./report.ts";

export interface CellsView {
  readonly element: HTMLElement;
  show(report: CellReport, picked: Picked): void;
}

/** What is shown at a time of a large parameter. */
const BLOCK = { rows: 8, columns: 5 };

/** `pick` hears which element is to be looked at. */
export function makeCells(words: Translate, pick: (name: string, index: number) => void): CellsView {
  const title = h("h2", {});
  const note = h("p", { class: "hint" });
  const grid = h("div", { class: "cell-table", role: "grid" });
  const moves = h("div", { class: "cell-moves" });
  const detail = h("div", { class: "cell-detail" });
  const element = h(
    "section",
    { class: "check-cells" },
    title,
    note,
    h("div", { class: "cell-scroll" }, grid),
    moves,
    detail,
  );

  let shown: { report: CellReport; name: string; block: string } | null = null;

  const show = (report: CellReport, picked: Picked) => {
    const checked = report.parameters[picked.name];
    if (!checked) return;
    const cells = cellsOf(checked);
    const size = gridOf({
      shape: cells.shape.length > 0 ? cells.shape : [1],
      data: Float64Array.from(cells.analytic),
    });
    const block = blockAround(size, picked.index, BLOCK);
    const known = `${block.rows[0]} ${block.columns[0]}`;
    const cut = size.rows > block.rows.length || size.columns > block.columns.length;
    say(title, words("labs.check.cells", { name: picked.name }));
    say(note, words("labs.check.cells_note"));
    grid.setAttribute("aria-label", title.textContent ?? "");
    if (shown?.report !== report || shown.name !== picked.name || shown.block !== known) {
      const focused = grid.contains(document.activeElement);
      shown = { report, name: picked.name, block: known };
      const cell = (row: number, column: number) => {
        const index = row * size.columns + column;
        return cellElement(words, picked.name, cells, index, () => pick(picked.name, index));
      };
      fill(grid, [
        cells.shape.length > 0 ? heads(block.columns) : null,
        ...block.rows.map((row) =>
          h(
            "div",
            { role: "row", class: "cell-line" },
            cells.shape.length > 1
              ? h("div", { role: "rowheader", class: "cell-head" }, String(row + 1))
              : null,
            ...block.columns.map((column) => cell(row, column)),
          ),
        ),
      ]);
      grid.style.setProperty("--columns", String(block.columns.length));
      grid.dataset.rows = cells.shape.length > 1 ? "named" : "";
      if (focused) find(picked.index)?.focus();
    }
    fill(moves, cut ? [words("labs.check.block", partOf(size, block)), ...arrows(size, block, picked)] : []);
    for (const each of grid.querySelectorAll<HTMLElement>("[data-index]")) {
      const here = each.dataset.index === String(picked.index);
      each.tabIndex = here ? 0 : -1;
      each.setAttribute("aria-selected", String(here));
    }
    fill(detail, detailOf(words, picked, cells));
    grid.onkeydown = (event) => {
      const next = neighbour(size, picked.index, event.key);
      if (next === null) return;
      event.preventDefault();
      pick(picked.name, next);
      find(next)?.focus();
    };
  };

  const find = (index: number) => grid.querySelector<HTMLElement>(`[data-index="${index}"]`);

  /** By a block in each direction in which there is one. */
  const arrows = (
    size: { rows: number; columns: number },
    block: ReturnType<typeof blockAround>,
    { name, index }: Picked,
  ): Child[] => {
    const [row, column] = [Math.floor(index / size.columns), index % size.columns];
    const ways = [
      ["←", "labs.check.left", row, (block.columns[0] ?? 0) - 1],
      ["→", "labs.check.right", row, (block.columns.at(-1) ?? 0) + 1],
      ["↑", "labs.check.up", (block.rows[0] ?? 0) - 1, column],
      ["↓", "labs.check.down", (block.rows.at(-1) ?? 0) + 1, column],
    ] as const;
    return ways.map(([glyph, label, r, c]) => {
      const inside = r >= 0 && r < size.rows && c >= 0 && c < size.columns;
      const go = () => inside && pick(name, r * size.columns + c);
      return h(
        "button",
        {
          type: "button",
          class: "button outlined",
          "aria-label": words(label),
          "aria-disabled": inside ? null : "true",
          onclick: go,
        },
        glyph,
      );
    });
  };

  return { element, show };
}

function heads(columns: readonly number[]): HTMLElement {
  return h(
    "div",
    { role: "row", class: "cell-line heads" },
    ...columns.map((column) => h("div", { role: "columnheader", class: "cell-head" }, String(column + 1))),
  );
}

function partOf(
  size: { rows: number; columns: number },
  { rows, columns }: ReturnType<typeof blockAround>,
): Readonly<Record<string, number>> {
  return {
    r1: (rows[0] ?? 0) + 1,
    r2: (rows.at(-1) ?? 0) + 1,
    rows: size.rows,
    c1: (columns[0] ?? 0) + 1,
    c2: (columns.at(-1) ?? 0) + 1,
    columns: size.columns,
  };
}

function cellElement(
  words: Translate,
  name: string,
  cells: Cells,
  index: number,
  act: () => void,
): HTMLElement {
  const error = cells.errors[index] ?? Number.NaN;
  const kink = cells.kinks[index] === true && Number.isNaN(error);
  const [analytic, numeric] = [cells.analytic[index] ?? Number.NaN, cells.numeric[index] ?? Number.NaN];
  const verdict = verdictOf(error);
  const said = kink ? words("labs.check.kink") : formatNumber(error);
  return h(
    "div",
    {
      role: "gridcell",
      class: kink ? "cell kink" : `cell ${verdict.replace(" ", "-")}`,
      "data-index": index,
      tabindex: -1,
      onclick: act,
      "aria-label": words("labs.check.cell", {
        name: name + placeText(cells.shape, index),
        e: said,
        a: formatNumber(analytic),
        b: formatNumber(numeric),
      }),
    },
    h("span", { class: "cell-error" }, kink ? null : verdictIcon(verdict), said),
    gradient(analytic),
    h("span", { class: "cell-numeric" }, formatNumber(numeric)),
  );
}

/** The picked element, every digit of it. */
function detailOf(words: Translate, { name, index }: Picked, cells: Cells): Child[] {
  const [analytic, numeric] = [cells.analytic[index] ?? Number.NaN, cells.numeric[index] ?? Number.NaN];
  const error = cells.errors[index] ?? Number.NaN;
  const kink = cells.kinks[index] === true && Number.isNaN(error);
  const row = (label: string, ...value: Child[]) => h("div", {}, h("dt", {}, label), h("dd", {}, ...value));
  return [
    h("h3", {}, name + placeText(cells.shape, index)),
    h(
      "dl",
      {},
      row(words("labs.check.column.analytic"), formatExactly(analytic)),
      row(words("labs.check.column.numeric"), formatExactly(numeric)),
      row(words("labs.check.difference"), formatNumber(Math.abs(analytic - numeric))),
      kink
        ? row(words("labs.check.relative"), words("labs.check.kink_long"))
        : row(words("labs.check.relative"), `${formatNumber(error)} `, verdictWord(words, verdictOf(error))),
    ),
    h("p", { class: "hint" }, words("labs.check.formula")),
  ];
}
