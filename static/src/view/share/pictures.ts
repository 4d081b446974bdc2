/** The graph, or the net, at a step as a picture file. */

import { openFrameIn } from "../../model/derived.ts";
import type { State } from "../../model/session.ts";
import { wordsOf } from "../app.ts";
import { captionOf } from "./caption.ts";
import { makeLook } from "./look.ts";
import { svgFile } from "./markup.ts";
import { paintShapes } from "./paint.ts";
import { sheetOf } from "./sheet.ts";
import type { Subject } from "./subject.ts";

/** No browser paints a larger canvas than this in either direction. */
const LARGEST = 8192;

export type Made = Promise<Blob | null>;

export function savedSvg(state: State, subject: Subject): Made {
  return withSheet(state, subject, (sheet, look) => svgFile(sheet, look, state.program));
}

/** `scale`: pixels for each unit of the graph. */
export function savedPng(state: State, subject: Subject, scale: number): Made {
  return withSheet(state, subject, async (sheet, look) => {
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

async function withSheet(state: State, subject: Subject, use: Use): Made {
  const frame = openFrameIn({ ...state, cursor: state.step });
  if (!frame) return null;
  const caption = captionOf(frame, state, wordsOf(state));
  const { root, done } = makeLook(document.body);
  try {
    return await use(sheetOf(subject.shapes(frame), subject.layout, caption), root);
  } finally {
    done();
  }
}
