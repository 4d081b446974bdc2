/** The inputs of the current node that are too far away for the window: copies of their cards in a pane at its side. */

import { heightAt } from "../layout/curve.ts";
import { tellingIn } from "../model/derived.ts";
import type { Frame } from "../model/frame.ts";
import type { State } from "../model/session.ts";
import type { Translate } from "../text/i18n.ts";
import { cardShape } from "./card.ts";
import type { Stage } from "./graph.ts";
import { lensIn } from "./looking.ts";
import { paneWidth, projectedPlace } from "./projected.ts";
import { group, path, rect, type Shape } from "./shapes.ts";

/** Between two cards, and between them and the edges of the window. */
const GAP = 10;

/** A pane in units of the graph, its left edge at that of the window; empty where none is wanted. */
export function paneShapes(state: State, frame: Frame, stage: Stage, words: Translate): Shape[] {
  const stop = tellingIn(state)?.stop;
  if (state.projection === "off" || state.zoom > 1 || !stop) return [];
  const { folding, layout, anatomies } = stage;
  const place = projectedPlace(stop, stage, lensIn(state));
  const { card, far } = place;
  if (far.length === 0) return [];
  const { camera, viewport } = state;
  const { margin } = lensIn(state);
  const left = margin.x.near / camera.k;
  const width = left + paneWidth(place, stage) - GAP;
  const height = viewport.height / camera.k;
  // Where the window's top left corner lies on the graph.
  const corner = { x: -camera.x / camera.k, y: -camera.y / camera.k };

  const wanted = far
    .flatMap((id) => {
      const edge = folding.edges.find(({ source, target }) => source === id && target === card);
      const route = edge && layout.edges.get(edge.id);
      const shown = frame.nodes.find((one) => one.node.id === id);
      const anatomy = anatomies.get(id);
      if (!route || !shown || !anatomy) return [];
      const wire = heightAt(route.points, corner.x + width) - corner.y;
      return [{ id, shown, anatomy, wire }];
    })
    .sort((a, b) => a.wire - b.wire);
  let top = GAP;
  let room = wanted.reduce((sum, { anatomy }) => sum + anatomy.height + GAP, 0);
  const lowest = height - margin.y.far / camera.k;
  const cards = wanted.map(({ id, shown, anatomy, wire }) => {
    const y = Math.max(top, Math.min(wire - anatomy.height / 2, lowest - room));
    top = y + anatomy.height + GAP;
    room -= anatomy.height + GAP;
    const copy = cardShape(
      shown,
      anatomy,
      { x: left, y },
      { trace: frame.trace, notation: state.notation },
      words,
    );
    const { class: kind, transform = "" } = copy.attributes;
    const from = { x: left + anatomy.width, y: y + anatomy.height / 2 };
    const bend = (from.x + width) / 2;
    const way = path(id, `M${from.x} ${from.y}C${bend} ${from.y} ${bend} ${wire} ${width} ${wire}`, {
      class: "wire-line",
    });
    const plain = { ...copy, attributes: { class: kind ?? "", transform } };
    return { way, card: group(id, { class: "stand-in", "data-stand-in": id }, [plain]) };
  });
  return [
    rect("ground", { x: -1, y: -1, width: width + 1, height: height + 2 }, { class: "pane-ground" }),
    rect("edge", { x: width, y: 0, width: 1.5, height }, { class: "pane-edge" }),
    ...cards.map(({ way }) => way),
    ...cards.map(({ card }) => card),
  ];
}
