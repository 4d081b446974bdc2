/** A tensor too large for its numbers: a picture, what it holds in short, and any element by its row and column. */

import { gridOf } from "../../model/cell.ts";
import { heatScale, heatShapes } from "../../scene/heat.ts";
import { formatNumber } from "../../text/numbers.ts";
import { shapeText, type Tensor } from "../../wire/numbers.ts";
import { h, svg } from "../dom.ts";
import { join } from "../join.ts";
import type { Look } from "./look.ts";
import { inkClass, one, type Style } from "./numbers.ts";

const WIDTH = 300;
const TALLEST = 180;

export function largeTensor(value: Tensor, ref: string, style: Style, look: Look): HTMLElement {
  const { element, pick } = picker(value, ref, style, look);
  // A click picks the element that the pointer is on.
  const choose = () => {
    const { cell } = look.app.store.get();
    if (cell?.ref === ref) pick(cell.index);
  };
  return h(
    "div",
    { class: "large", role: "group", "aria-label": `${style.name}, ${shapeText(value.shape)}` },
    picture(value, ref, look, choose),
    h("p", { class: "muted" }, summaryText(value, look)),
    element,
  );
}

function picture(value: Tensor, ref: string, { frame }: Look, onclick: () => void): SVGElement {
  const grid = gridOf(value);
  const height = Math.min(TALLEST, Math.max(16, (WIDTH * grid.rows) / grid.columns));
  const made = svg("svg", {
    class: "heat-map",
    viewBox: `0 0 ${WIDTH} ${height}`,
    "data-ref": ref,
    "aria-hidden": "true",
    onclick,
  });
  join(made, heatShapes(value, { width: WIDTH, height }, heatScale(frame.trace, ref)));
  return made;
}

export function summaryText({ data }: Tensor, { words }: Look): string {
  let [low, high, sum, zeros] = [Infinity, -Infinity, 0, 0];
  for (const x of data) {
    low = Math.min(low, x);
    high = Math.max(high, x);
    sum += x;
    zeros += x === 0 ? 1 : 0;
  }
  return [
    words("inspector.elements", { n: data.length }),
    words("inspector.range", { min: formatNumber(low), max: formatNumber(high) }),
    words("inspector.mean", { mean: formatNumber(sum / data.length) }),
    words("inspector.zeros", { percent: formatNumber((100 * zeros) / data.length, 3) }),
  ].join(words("list.separator"));
}

interface Picker {
  readonly element: HTMLElement;
  readonly pick: (index: number) => void;
}

/** Row and column count from 1, as people count them. */
function picker(value: Tensor, ref: string, style: Style, { words, app, state, shown }: Look): Picker {
  const { rows, columns } = gridOf(value);
  const start = state.cell?.ref === ref ? state.cell.index : 0;
  const number = one(value.data[start] ?? Number.NaN, ref, start, style);
  const field = (name: string, most: number) => {
    const input = h("input", {
      type: "number",
      min: 1,
      max: most,
      "data-focus": `${ref} ${name}`,
      oninput: () => read(),
    });
    return { input, label: h("label", {}, name, input) };
  };
  const row = field(words("inspector.row"), rows);
  const column = field(words("inspector.column"), columns);
  const fillIn = (index: number) => {
    row.input.valueAsNumber = Math.floor(index / columns) + 1;
    column.input.valueAsNumber = (index % columns) + 1;
  };
  const read = () => {
    const [r, c] = [Math.trunc(row.input.valueAsNumber) - 1, Math.trunc(column.input.valueAsNumber) - 1];
    if (r >= 0 && r < rows && c >= 0 && c < columns) show(r * columns + c);
  };
  const show = (index: number) => {
    const x = value.data[index] ?? Number.NaN;
    number.textContent = formatNumber(x);
    number.className = inkClass(style.ink, x);
    number.dataset.index = String(index);
    const own = ref.startsWith(`${shown.node.id}.`);
    app.store.set({ cell: { ref, index }, ...(own ? { picked: { node: shown.node.key, index } } : {}) });
  };
  fillIn(start);
  return {
    element: h("div", { class: "picker" }, row.label, column.label, number),
    pick: (index) => {
      fillIn(index);
      show(index);
    },
  };
}
