/** A trace laid out for a projection: the sizes stay, so what has no room is told in less. */

import { type Lens, roomOf, type Size } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import type { State } from "../model/session.ts";
import type { Stop } from "../model/stops.ts";
import type { Translate } from "../text/i18n.ts";
import { type Anatomies, type Stage, type Tellings, tellingsOf } from "./graph.ts";
import { BRIEF, type Metrics, namely, PROJECTED } from "./metrics.ts";
import { inputsOf, placeOf } from "./place.ts";
import { type Misfit, roomyStage } from "./roomy.ts";
import { hasRoom, sidedSetting } from "./sides.ts";

/** Share of the window's height that `small` takes: a little above the 2.8 % that the back row needs. */
const SMALL = 0.0281;
/** Shares of the window's height: the camera keeps clear of them, below too so that heads in front hide nothing. */
const MARGIN = { x: 0.025, top: 0.012, bottom: 0.041 } as const;

/** A card at the side for whose numbers there is no room. */
const CALLED: Metrics = { ...namely(PROJECTED), port: 0, narrowest: 56 };

/** The window of a projection in a browser window of this height, of which `covered` is hidden at the far side. */
export function projectionLens(viewport: Size, windowHeight: number, covered: number): Lens {
  const readable = (SMALL * windowHeight) / PROJECTED.type.small;
  const x = { near: MARGIN.x * windowHeight, far: covered + MARGIN.x * windowHeight };
  const y = { near: MARGIN.top * windowHeight, far: MARGIN.bottom * windowHeight };
  return { viewport, margin: { x, y }, below: y.far, readable, largest: 1.35 * readable };
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
  const manner = {
    ways: [metricsIn(room)],
    brief: BRIEF,
    asidesOf: (anatomies: Anatomies) => projectedAsides(folding, words, anatomies),
    misfitOf: (stop: Stop, stage: Stage) => misfitOf(stop, stage, lens),
  } as const;
  return roomyStage(folding, stops, words, manner, null);
}

/** How cards are told at the sides of a projection: as in the graph, or by their names. */
export function projectedAsides(folding: Folding, words: Translate, anatomies: Anatomies): Tellings[] {
  return [anatomies, tellingsOf(folding, words, CALLED)];
}

/** Whether a card has no room with its inputs, all of their numbers told. */
function misfitOf(stop: Stop, stage: Stage, lens: Lens): Misfit | null {
  const room = roomOf(lens);
  const setting = sidedSetting(stop, stage, lens);
  const { card, heart } = placeOf(stop, stage.folding, stage.layout);
  if (card === null || !heart) return null;
  const told = setting.left.cards.every(({ anatomy }) => anatomy.body.kind !== "name");
  if (told && hasRoom(setting, lens)) return null;
  const high = heart.height > room.height;
  const inputs = inputsOf(card, stage.folding);
  // Inputs stand below each other, and the card beside them.
  const beside = !high || (stage.anatomies.get(card)?.height ?? 0) > room.height;
  return { length: high ? "height" : "width", cards: beside ? [...inputs, card] : inputs };
}
