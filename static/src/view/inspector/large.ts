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
  return h(
    "div",
    { class: "large", role: "group", "aria-label": `${style.name}, ${shapeText(value.shape)}` },
    picture(value, ref, look),
    h("p", { class: "muted" }, summaryText(value, look)),
    picker(value, ref, style, look),
  );
}

function picture(value: Tensor, ref: string, { frame }: Look): SVGElement {
  const grid = gridOf(value);
  const height = Math.min(TALLEST, Math.max(16, (WIDTH * grid.rows) / grid.columns));
  const made = svg("svg", {
    class: "heat-map",
    viewBox: `0 0 ${WIDTH} ${height}`,
    "data-ref": ref,
    "aria-hidden": "true",
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

/** Row and column count from 1, as people count them. */
function picker(value: Tensor, ref: string, style: Style, { words, app, state }: Look): HTMLElement {
  const { rows, columns } = gridOf(value);
  const start = state.cell?.ref === ref ? state.cell.index : 0;
  const number = one(value.data[start] ?? Number.NaN, ref, start, style);
  const field = (name: string, most: number, at: number) => {
    const input = h("input", { type: "number", min: 1, max: most, value: at + 1, oninput: () => pick() });
    return { input, label: h("label", {}, name, input) };
  };
  const row = field(words("inspector.row"), rows, Math.floor(start / columns));
  const column = field(words("inspector.column"), columns, start % columns);
  const pick = () => {
    const at = [row.input.valueAsNumber - 1, column.input.valueAsNumber - 1] as const;
    if (!(at[0] >= 0 && at[0] < rows && at[1] >= 0 && at[1] < columns)) return;
    const index = Math.trunc(at[0]) * columns + Math.trunc(at[1]);
    const x = value.data[index] ?? Number.NaN;
    number.textContent = formatNumber(x);
    number.className = inkClass(style.ink, x);
    number.dataset.index = String(index);
    app.store.set({ cell: { ref, index } });
  };
  return h("div", { class: "picker" }, row.label, column.label, number);
}
