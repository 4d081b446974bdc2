/** Below a drawing: the ways to keep it, as a picture or as its numbers. */

import { rect, type Shape } from "../../scene/shapes.ts";
import type { Translate } from "../../text/i18n.ts";
import { h } from "../dom.ts";
import { makeLook } from "../share/look.ts";
import { svgFile } from "../share/markup.ts";
import { paintShapes } from "../share/paint.ts";
import { fileName, saveFile } from "../share/saving.ts";
import type { Sheet } from "../share/sheet.ts";

/** What is kept; null while there is nothing. */
export interface Kept {
  readonly drawing: () => Sheet | null;
  readonly csv: () => string | null;
}

export interface Named {
  /** Names the files. */
  readonly name: string;
  readonly title: string;
}

/** Pixels of a saved picture for each of the page's. */
const SCALE = 2;

export function saveTools(words: Translate, { name, title }: Named, { drawing, csv }: Kept): HTMLElement {
  const ways = {
    svg: async () => withSheet(drawing(), (sheet, look) => svgFile(sheet, look, title)),
    png: async () => withSheet(drawing(), painted),
    csv: async () => {
      const text = csv();
      return text === null ? null : new Blob(["\uFEFF", text], { type: "text/csv" });
    },
  };
  const button = (suffix: keyof typeof ways) => {
    const word = words(`labs.plot.${suffix}`);
    return h(
      "button",
      {
        type: "button",
        class: "link",
        "data-save": suffix,
        "aria-label": `${words("labs.plot.save", { title })}: ${word}`,
        onclick: async () => {
          const content = await ways[suffix]();
          if (content) saveFile(content, fileName(name, suffix));
        },
      },
      word,
    );
  };
  return h("div", { class: "plot-tools" }, button("svg"), button("png"), button("csv"));
}

type Look = ReturnType<typeof makeLook>["root"];

/** On a ground of its own, in the page's colours. */
async function withSheet(
  drawing: Sheet | null,
  use: (sheet: Sheet, look: Look) => Promise<Blob | null>,
): Promise<Blob | null> {
  if (!drawing) return null;
  const { width, height } = drawing;
  const ground: Shape = rect("ground", { x: 0, y: 0, width, height }, { class: "sheet" });
  const { root, done } = makeLook(document.body);
  try {
    return await use({ width, height, shapes: [ground, ...drawing.shapes] }, root);
  } finally {
    done();
  }
}

async function painted({ width, height, shapes }: Sheet, look: Look): Promise<Blob | null> {
  await document.fonts.ready;
  const canvas = new OffscreenCanvas(width * SCALE, height * SCALE);
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(SCALE, SCALE);
  paintShapes(context, shapes, look);
  return canvas.convertToBlob({ type: "image/png" });
}
