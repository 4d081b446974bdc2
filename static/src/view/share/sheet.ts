/** The sheet that is saved: what is told of a step above its picture, in one size of its own. Pure. */

import type { Box } from "../../layout/types.ts";
import { widthOf } from "../../scene/measure.ts";
import { group, rect, type Shape, text } from "../../scene/shapes.ts";

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** What is told: which step, its sentence, its formula in symbols and with the numbers. */
export interface Caption {
  readonly position: string;
  readonly sentence: string;
  readonly formula: string;
  readonly numbers: string;
}

const MARGIN = 28;
const NARROWEST = 640;
const LINES = [
  { name: "position", size: 15, gap: 24 },
  { name: "sentence", size: 22, gap: 32 },
  { name: "formula", size: 17, gap: 27 },
  { name: "numbers", size: 17, gap: 25 },
] as const;

/** The whole graph below its caption, as large as it is. */
export function sheetOf(graph: readonly Shape[], whole: Box, caption: Caption): Sheet {
  const width = Math.max(NARROWEST, whole.width + 2 * MARGIN);
  const told = captionShapes(caption, width - 2 * MARGIN);
  const top = MARGIN + told.height + MARGIN;
  const left = (width - whole.width) / 2;
  return {
    width: Math.ceil(width),
    height: Math.ceil(top + whole.height + MARGIN),
    shapes: [
      rect(
        "ground",
        { x: 0, y: 0, width: Math.ceil(width), height: Math.ceil(top + whole.height + MARGIN) },
        { class: "sheet" },
      ),
      group("caption", { transform: `translate(${MARGIN},${MARGIN})` }, told.shapes),
      group("scene", { class: "scene", transform: `translate(${left - whole.x},${top - whole.y})` }, graph),
    ],
  };
}

/** The lines of a caption, broken where they are too long, from 0 down. */
export function captionShapes(caption: Caption, width: number): { shapes: Shape[]; height: number } {
  let y = 0;
  const shapes = LINES.flatMap(({ name, size, gap }) =>
    wrapped(caption[name], size, width).map((line, i) => {
      y += gap;
      return text(`${name}${i}`, { x: 0, y: y - gap / 2 }, line, {
        class: `caption-${name}`,
        "font-size": size,
      });
    }),
  );
  return { shapes, height: y };
}

/** Between words, and between any two Chinese characters. */
export function wrapped(content: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of content.match(/\p{Script=Han}[，。：；、）]*|\S+\s*|\s+/gu) ?? []) {
    if (line !== "" && widthOf((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}
