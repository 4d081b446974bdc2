/** How the graph is looked at: through the window of the page or of a projection, at the place of the step. */

import { type Box, closer, fitting, following, type Lens, pageLens, type Size } from "../model/camera.ts";
import { tellingIn } from "../model/derived.ts";
import { remember } from "../model/remember.ts";
import type { Camera, State } from "../model/session.ts";
import type { Stop } from "../model/stops.ts";
import type { Stage } from "./graph.ts";
import { numberSize, pageMetrics } from "./metrics.ts";
import { inputsOf, outputsOf, type Place } from "./place.ts";
import { projectionLens } from "./projected.ts";
import { hasSides, NO_SIDE, type Setting } from "./setting.ts";
import { plainSetting, sidedSetting } from "./sides.ts";
import { READABLE } from "./sight.ts";

/** Share of the window that a card of the inspector takes from a projection. */
const CARD = 0.46;

const NOWHERE: Setting = {
  place: { card: null, heart: null, box: null, neighbourhood: null, far: [] },
  left: NO_SIDE,
  right: NO_SIDE,
};

type Window = Pick<State, "projection" | "viewport" | "windowHeight" | "block">;

export function lensIn({ projection, viewport, windowHeight, block }: Window): Lens {
  return projection === "on"
    ? projectionLens(viewport, windowHeight, block === 0 ? 0 : CARD * viewport.width)
    : pageLens(viewport, readableIn(viewport));
}

/** As small as a graph is drawn that is to be read: nothing below READABLE, and its numbers as the window demands. */
export function readableIn(viewport: Size): number {
  const { small, number } = pageMetrics(viewport).type;
  return Math.max(READABLE / small, numberSize(viewport) / number);
}

const setting = remember(
  (
    stop: Stop,
    stage: Stage,
    projection: State["projection"],
    viewport: State["viewport"],
    windowHeight: number,
    block: number,
  ): Setting => sidedSetting(stop, stage, lensIn({ projection, viewport, windowHeight, block })),
);

const plain = remember(plainSetting);

/** Where the step of a state takes place in its window; nothing stands at the sides while a card out there is sought. */
export function settingIn(state: State, stage: Stage): Setting {
  const { projection, viewport, windowHeight, block, sought } = state;
  const stop = tellingIn(state)?.stop;
  if (!stop) return NOWHERE;
  const sided = setting(stop, stage, projection, viewport, windowHeight, block);
  const elsewhere = sought !== null && stage.layout.nodes.has(sought);
  const hidden = elsewhere && hasSides(sided) && !nearIn(sided.place, stage).includes(sought);
  return hidden ? plain(stop, stage) : sided;
}

/** The card of a step with its inputs and outputs, but for those at the sides. */
export function nearIn({ card, far }: Place, { folding }: Stage): string[] {
  if (card === null) return [];
  return [card, ...inputsOf(card, folding), ...outputsOf(card, folding)].filter((id) => !far.includes(id));
}

/** The camera that follows the step of a state. */
export function cameraFor(state: State, stage: Stage): Camera {
  const { layout } = stage;
  const lens = lensIn(state);
  const projecting = state.projection === "on";
  if (state.whole && !projecting) return fitting(lens, layout);
  const setting = settingIn(state, stage);
  const { neighbourhood, box, heart } = setting.place;
  const card = cardBox(setting.place, layout);
  const camera =
    hasSides(setting) && neighbourhood
      ? between(setting, neighbourhood, lens, state.camera)
      : following(lens, layout, [neighbourhood, box, heart, card], state.camera);
  return projecting && state.zoom > 1 ? closer(lens, camera, card ?? layout, state.zoom) : camera;
}

/** A camera that follows, moved as far as the card asks that is sought; beside those at the sides it is seen. */
export function seeking(camera: Camera, state: State, stage: Stage): Camera {
  const box = cardBox({ card: state.sought }, stage.layout);
  if (camera.free || box === null || hasSides(settingIn(state, stage))) return camera;
  return following({ ...lensIn(state), readable: camera.k }, stage.layout, [box], camera);
}

/** A box in the middle of what the sides of a setting leave free, as small as can be read. */
function between({ left, right }: Setting, box: Box, lens: Lens, camera: Camera): Camera {
  const { readable: k, margin } = lens;
  const x = { near: left.width * k || margin.x.near, far: right.width * k || margin.x.far };
  return closer({ ...lens, margin: { ...margin, x } }, { ...camera, k }, box, 1);
}

function cardBox({ card }: Pick<Place, "card">, { nodes }: Stage["layout"]): Box | null {
  return card === null ? null : (nodes.get(card) ?? null);
}
