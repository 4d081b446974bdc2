/** The graph, or the net, at a step as a picture file. */

import type { State } from "../../model/session.ts";
import type { Stage } from "../../scene/graph.ts";
import { wordsOf } from "../app.ts";
import type { DrawnNet } from "../net/net.ts";
import { glimpseAt } from "./glimpse.ts";
import { makeLook } from "./look.ts";
import { svgFile } from "./markup.ts";
import { paintShapes } from "./paint.ts";
import { sheetOf } from "./sheet.ts";

/** No browser paints a larger canvas than this in either direction. */
const LARGEST = 8192;

export type Made = Promise<Blob | null>;

export function savedSvg(state: State, stage: Stage, net: DrawnNet | null): Made {
  return withSheet(state, stage, net, (sheet, look) => svgFile(sheet, look, state.program));
}

/** `scale`: pixels for each unit of the graph. */
export function savedPng(state: State, stage: Stage, net: DrawnNet | null, scale: number): Made {
  return withSheet(state, stage, net, async (sheet, look) => {
    await document.fonts.ready;
    const size = Math.min(scale, LARGEST / sheet.width, LARGEST / sheet.height);
    const canvas = new OffscreenCanvas(Math.round(sheet.width * size), Math.round(sheet.height * size));
    const context = canvas.getContext("2d");
    if (!context) return null;
    context.scale(size, size);
    paintShapes(context, sheet.shapes, look);
    return canvas.convertToBlob({ type: "image/png" });
  });
}

type Use = (sheet: ReturnType<typeof sheetOf>, look: ReturnType<typeof makeLook>["root"]) => Made;

async function withSheet(state: State, stage: Stage, net: DrawnNet | null, use: Use): Made {
  const glimpse = glimpseAt(state, stage, state.step, wordsOf(state));
  if (!glimpse) return null;
  const { root, done } = makeLook(document.body);
  try {
    return await use(
      sheetOf(net?.shapes ?? glimpse.shapes, net?.layout ?? stage.layout, glimpse.caption),
      root,
    );
  } finally {
    done();
  }
}
