/** The cards at the sides of the window as they are drawn, over what they hide of the graph. */

import type { Frame } from "../model/frame.ts";
import type { State } from "../model/session.ts";
import type { Translate } from "../text/i18n.ts";
import { cardShape } from "./card.ts";
import { outlineShapes } from "./outline.ts";
import type { Pane } from "./panes.ts";
import { group, rect, type Shape } from "./shapes.ts";

export function paneShapes(
  panes: readonly Pane[],
  frame: Frame,
  { notation, outlined }: Pick<State, "notation" | "outlined">,
  words: Translate,
): Shape[] {
  return panes.map(({ side, box, edge, cards }) => {
    const copies = cards.flatMap(({ id, anatomy, box: at }) => {
      const shown = frame.nodes.find((one) => one.node.id === id);
      if (!shown) return [];
      const copy = cardShape(shown, anatomy, at, { trace: frame.trace, notation }, words);
      const { class: kind, transform = "" } = copy.attributes;
      const plain = { ...copy, attributes: { class: kind ?? "", transform } };
      return [group(id, { class: "stand-in", "data-stand-in": id }, [plain])];
    });
    return group(side, { class: "pane-side" }, [
      rect("ground", box, { class: "pane-ground" }),
      rect("edge", { ...box, x: edge, width: 1.5 }, { class: "pane-edge" }),
      ...copies,
      group(
        "outlines",
        {},
        outlineShapes(outlined, (id) => cards.find((card) => card.id === id) ?? null),
      ),
    ]);
  });
}
