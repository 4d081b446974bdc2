/** Ink as a picture. It is drawn in black on nothing: the style sheet gives it the theme's colours. */

import { dress, h } from "../../dom.ts";

export interface InkPicture {
  readonly element: HTMLCanvasElement;
  /** Ink from 0 to 1, row by row. */
  show(ink: ArrayLike<number>, columns: number): void;
}

/** `label`: what a screen reader calls it; nothing where the words beside it say enough. */
export function makeInkPicture(label?: string): InkPicture {
  const element = h("canvas", { class: "ink", width: 1, height: 1 });
  dress(element, label === undefined ? { "aria-hidden": "true" } : { role: "img", "aria-label": label });
  return {
    element,
    show(ink, columns) {
      const rows = Math.ceil(ink.length / columns);
      if (element.width !== columns || element.height !== rows) {
        element.width = columns;
        element.height = rows;
      }
      const image = new ImageData(columns, rows);
      for (let i = 0; i < ink.length; i++) image.data[4 * i + 3] = 255 * (ink[i] ?? 0);
      element.getContext("2d")?.putImageData(image, 0, 0);
    },
  };
}
