/** Signed numbers as a picture: orange and + above zero, blue and − below, as everywhere on the page. */

import { heatShapes, levelOf } from "../../../scene/heat.ts";
import { strength } from "../../../scene/scale.ts";
import type { Tensor } from "../../../wire/numbers.ts";
import { dress, svg } from "../../dom.ts";
import { join } from "../../join.ts";

export interface HeatPicture {
  readonly element: SVGElement;
  /** `most`: what has the strongest colour; the strongest number itself where nothing is said. */
  show(numbers: Tensor, label: string, most?: number): void;
}

/** Pixels of the drawing for each number: room for a sign. */
const CELL = 10;

export function makeHeatPicture(): HeatPicture {
  const element = svg("svg", { class: "graph heat-picture", role: "img" });
  return {
    element,
    show(numbers, label, most = strength(numbers)) {
      const [rows = 1, columns = 1] = numbers.shape;
      const size = { width: columns * CELL, height: rows * CELL };
      dress(element, { viewBox: `0 0 ${size.width} ${size.height}`, "aria-label": label });
      join(element, heatShapes(loud(numbers, most), size, most));
    },
  };
}

/** Without what is too weak to be coloured: signs all over would drown the picture. */
function loud({ shape, data }: Tensor, most: number): Tensor {
  return { shape, data: data.map((x) => (levelOf(x, most) === 0 ? 0 : x)) };
}

/** Numbers in row order as a matrix; one row where they fill no whole ones. */
export function matrixOf(data: Float64Array, columns: number): Tensor {
  const rows = data.length / columns;
  return { shape: Number.isInteger(rows) ? [rows, columns] : [1, data.length], data };
}

export function extremes(data: Float64Array): { min: number; max: number } {
  return { min: Math.min(...data), max: Math.max(...data) };
}
