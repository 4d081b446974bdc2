/** Bars on the page: drawn in the room they have, and kept as a picture or as numbers. */

import { type Bars, barsShapes } from "../../../scene/bars.ts";
import { group, text } from "../../../scene/shapes.ts";
import type { Translate } from "../../../text/i18n.ts";
import { h, say, svg } from "../../dom.ts";
import { join } from "../../join.ts";
import type { Sheet } from "../../share/sheet.ts";
import { type Named, saveTools } from "../saves.ts";

/** Room for the title above a drawing that is kept. */
const HEAD = 32;

export interface BarsView {
  readonly element: HTMLElement;
  show(bars: Bars): void;
  /** What stands above it. */
  entitle(text: string): void;
  /** What a reader hears of it. */
  say(text: string): void;
}

export function makeBars(words: Translate, named: Named, csv: () => string | null): BarsView {
  const picture = svg("svg", { class: "graph bars", role: "img" });
  const title = h("p", { class: "bars-title" });
  const space = h("div", { class: "bars-space" }, picture);
  let bars: Bars | null = null;
  let drawing: Sheet | null = null;
  const tools = saveTools(words, named, {
    drawing: () => drawing && titled(title.textContent, drawing),
    csv,
  });
  const element = h("div", { class: "bars-part" }, title, space, tools);
  const draw = () => {
    const { clientWidth: width, clientHeight: height } = space;
    if (!bars || width === 0) return;
    tools.hidden = bars.values === null;
    drawing = { width, height, shapes: barsShapes(bars, { width, height }) };
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    join(picture, drawing.shapes);
  };
  new ResizeObserver(draw).observe(space);
  return {
    element,
    show(next) {
      bars = next;
      draw();
    },
    entitle: (text) => say(title, text),
    say: (text) => picture.setAttribute("aria-label", text),
  };
}

/** A drawing that is kept says itself what it shows. */
function titled(title: string, { width, height, shapes }: Sheet): Sheet {
  return {
    width,
    height: height + HEAD,
    shapes: [
      text("title", { x: 8, y: HEAD / 2 }, title, { class: "plot-label" }),
      group("bars", { transform: `translate(0,${HEAD})` }, shapes),
    ],
  };
}
