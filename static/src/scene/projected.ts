/** A trace laid out for a projection: the sizes stay, so what has no room is told in less. */

import { layout } from "../layout/layout.ts";
import { type Lens, roomOf, type Size } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import type { State } from "../model/session.ts";
import type { Stop } from "../model/stops.ts";
import type { Translate } from "../text/i18n.ts";
import { anatomiesOf, layoutInput, layoutOptions, type Stage } from "./graph.ts";
import { BRIEF, type Metrics, PROJECTED } from "./metrics.ts";
import { inputsOf, placeOf } from "./place.ts";
import { type Misfit, roomyStage } from "./roomy.ts";
import { NO_SIDE, type Setting, standIns } from "./setting.ts";

/** Share of the window's height that `small` takes: a little above the 2.8 % that the back row needs. */
const SMALL = 0.0281;
/** Shares of the window's height: the camera keeps clear of them, below too so that heads in front hide nothing. */
const MARGIN = { x: 0.025, top: 0.012, bottom: 0.041 } as const;

/** Beside the card in a pane, in the units of the layout: room for the way to its wire. */
const PANE = 44;

/** The window of a projection in a browser window of this height. */
export function projectionLens(viewport: Size, windowHeight: number): Lens {
  const readable = (SMALL * windowHeight) / PROJECTED.type.small;
  const x = { near: MARGIN.x * windowHeight, far: MARGIN.x * windowHeight };
  const y = { near: MARGIN.top * windowHeight, far: MARGIN.bottom * windowHeight };
  return { viewport, margin: { x, y }, below: y.far, readable, largest: 1.35 * readable };
}

/** Where a stop takes place; inputs too far away for the window stand in a pane at its side (`pane.ts`). */
export function projectedSetting(stop: Stop, stage: Stage, lens: Lens): Setting {
  const { folding, layout: placed, anatomies } = stage;
  const { width } = roomOf(lens);
  const place = placeOf(stop, folding, placed);
  const { card } = place;
  if (card === null || beyond(card, stage, width).length === 0)
    return { place, left: NO_SIDE, right: NO_SIDE };
  const inputs = standIns(inputsOf(card, folding), anatomies);
  const pane = PANE + Math.max(...inputs.map(({ anatomy }) => anatomy.width));
  const far = beyond(card, stage, width - pane);
  const left = { cards: standIns(far, anatomies), width: pane, port: null, labelled: true };
  return { place: placeOf(stop, folding, placed, far), left, right: NO_SIDE };
}

/** The inputs that begin more than `reach` before the end of their card. */
function beyond(card: string, { folding, layout: { nodes } }: Stage, reach: number): string[] {
  const home = nodes.get(card);
  if (!home) return [];
  return inputsOf(card, folding).filter((id) => home.x + home.width - (nodes.get(id)?.x ?? 0) > reach);
}

/** A weak projector shows no shades: a large tensor is told in numbers. */
function metricsIn(room: State["room"]): Metrics {
  return room === "weak" ? { ...PROJECTED, map: BRIEF.map } : PROJECTED;
}

/** Cards with all their numbers, but for the tensors that keep a step from having room. */
export function projectedStage(
  folding: Folding,
  stops: readonly Stop[],
  words: Translate,
  lens: Lens,
  room: State["room"],
): Stage {
  return roomyStage(stops, {
    ways: [metricsIn(room)],
    make: (metrics, brief) => {
      const anatomies = anatomiesOf(folding, words, (id) => (brief.has(id) ? BRIEF : metrics));
      const placed = layout(layoutInput(folding, anatomies), layoutOptions(folding, metrics));
      return { folding, metrics, anatomies, layout: placed };
    },
    misfitOf: (stop, stage) => misfitOf(stop, stage, lens),
  });
}

/** Whether a card with its inputs has no room. */
function misfitOf(stop: Stop, stage: Stage, lens: Lens): Misfit | null {
  const room = roomOf(lens);
  const { place, left } = projectedSetting(stop, stage, lens);
  const { card, heart, far } = place;
  if (card === null || !heart) return null;
  const high = heart.height > room.height;
  if (!high && heart.width <= room.width - left.width) return null;
  const inputs = inputsOf(card, stage.folding).filter((id) => !far.includes(id));
  // Inputs stand below each other, and the card beside them.
  const beside = !high || (stage.anatomies.get(card)?.height ?? 0) > room.height;
  return { length: high ? "height" : "width", cards: beside ? [...inputs, card] : inputs };
}
