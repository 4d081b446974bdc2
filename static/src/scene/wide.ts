/** A window that is no phone: all cards have room there, though not always with all that is near them. */

import type { Layout } from "../layout/types.ts";
import { fitting, type Lens, roomOf } from "../model/camera.ts";
import type { Folding } from "../model/folding.ts";
import { type Stop, stopsOf } from "../model/stops.ts";
import type { Translate } from "../text/i18n.ts";
import { type Anatomies, anatomiesOf, type Stage, type Tellings, tellingsOf } from "./graph.ts";
import { briefly, CLOSE, namely, PAGE } from "./metrics.ts";
import { inputsOf, outputsOf, placeOf } from "./place.ts";
import { type Misfit, roomyStage } from "./roomy.ts";

const BRIEF_CLOSE = briefly(CLOSE);

/** What cards tell at the sides, from the most to the least: no wires end there one below the other. */
const ASIDES = [PAGE, CLOSE, BRIEF_CLOSE, { ...namely(CLOSE), narrowest: 56 }].map((told) => {
  return { ...told, port: 0 };
});

/** The cards of a graph as there is room for each with what is near it; `previous` is where they stood. */
export function wideStage(folding: Folding, words: Translate, lens: Lens, previous: Layout | null): Stage {
  const asides = wideAsides(folding, words);
  const manner = {
    ways: [PAGE, CLOSE],
    brief: BRIEF_CLOSE,
    asidesOf: () => asides,
    misfitOf: (stop: Stop, stage: Stage) => misfitOf(stop, stage, lens),
  } as const;
  return roomyStage(folding, stopsOf(folding.trace, "nodes"), words, manner, previous);
}

/** Whether a card, or all of it with its inputs and outputs, is too high; what is too wide stands at the sides. */
function misfitOf(stop: Stop, { folding, anatomies, layout }: Stage, lens: Lens): Misfit | null {
  if (fitting(lens, layout).k >= lens.readable) return null;
  const { card, heart, neighbourhood } = placeOf(stop, folding, layout);
  const room = roomOf(lens);
  if (card === null || !heart || !neighbourhood) return null;
  if ((anatomies.get(card)?.height ?? 0) > room.height) return { length: "height", cards: [card] };
  if (neighbourhood.width > room.width || neighbourhood.height <= room.height) return null;
  // What is at a side of a card stands below each other.
  const cards = heart.height > room.height ? inputsOf(card, folding) : outputsOf(card, folding);
  return { length: "height", cards };
}

/** The cards of a graph that is too large to be laid out in several ways. */
export function vastAnatomies(folding: Folding, words: Translate, lens: Lens): Anatomies {
  const { height } = roomOf(lens);
  const full = anatomiesOf(folding, words, () => PAGE);
  return anatomiesOf(folding, words, (id) => ((full.get(id)?.height ?? 0) > height ? BRIEF_CLOSE : PAGE));
}

/** How cards are told at the sides of the window. */
export function wideAsides(folding: Folding, words: Translate): readonly Tellings[] {
  return ASIDES.map((told) => tellingsOf(folding, words, told));
}
