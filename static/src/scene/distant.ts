/** The graph from afar: cards that are their names, or mere blocks, and wires without heads. */

import type { EdgeRoute } from "../layout/types.ts";
import type { Frame, NodeFrame } from "../model/frame.ts";
import type { Translate } from "../text/i18n.ts";
import { printedLabel } from "../text/numbers.ts";
import type { Anatomy } from "./anatomy.ts";
import { boxShapes, cardGroup } from "./card.ts";
import { fitText } from "./measure.ts";
import { type PointLike, path, type Shape, text } from "./shapes.ts";
import { nameSize } from "./sight.ts";

const MARGIN = 8;

/** A card collapsed to its name: that of its value, else that of its operation. */
export function nameCard(
  shown: NodeFrame,
  anatomy: Anatomy,
  at: PointLike,
  frame: Pick<Frame, "trace">,
  words: Translate,
): Shape {
  const { title, width, height, metrics } = anatomy;
  const size = nameSize(metrics);
  const known = title?.named || title?.symbol === "" ? title.name : title?.symbol;
  const name = fitText(known ?? printedLabel(shown.node.label), size, width - 2 * MARGIN);
  return cardGroup(shown, at, frame, words, [
    ...boxShapes(shown, anatomy),
    text("name", { x: width / 2, y: height / 2 }, name, {
      class: "name",
      "text-anchor": "middle",
      "font-size": size,
    }),
  ]);
}

export function blockCard(
  shown: NodeFrame,
  anatomy: Anatomy,
  at: PointLike,
  frame: Pick<Frame, "trace">,
  words: Translate,
): Shape {
  return cardGroup(shown, at, frame, words, boxShapes(shown, anatomy));
}

/** All wires as one. */
export function wiresShape(routes: Iterable<EdgeRoute>): Shape {
  return path("all", Array.from(routes, (route) => route.path).join(""), { class: "wire-line" });
}
