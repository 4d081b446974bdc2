/** The graph from afar: cards that are their names, or mere blocks, and wires without heads. */

import type { EdgeRoute } from "../layout/types.ts";
import { printedLabel } from "../text/numbers.ts";
import { boxShapes, cardGroup, type DrawCard } from "./card.ts";
import { fitText } from "./measure.ts";
import { path, type Shape, text } from "./shapes.ts";
import { nameSize } from "./sight.ts";

const MARGIN = 8;

/** A card collapsed to its name: that of its value, else that of its operation. */
export const nameCard: DrawCard = (shown, anatomy, at, frame, words) => {
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
};

export const blockCard: DrawCard = (shown, anatomy, at, frame, words) =>
  cardGroup(shown, at, frame, words, boxShapes(shown, anatomy));

/** All wires as one. */
export function wiresShape(routes: Iterable<EdgeRoute>): Shape {
  return path("all", Array.from(routes, (route) => route.path).join(""), { class: "wire-line" });
}
