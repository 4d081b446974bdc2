/** How the graph is looked at: through the window of the page or of a projection, at the place of the step. */

import { type Box, closer, fitting, following, type Lens, pageLens, roomOf } from "../model/camera.ts";
import { tellingIn } from "../model/derived.ts";
import { remember } from "../model/remember.ts";
import type { Camera, State } from "../model/session.ts";
import type { Stop } from "../model/stops.ts";
import type { Stage } from "./graph.ts";
import { pageMetrics } from "./metrics.ts";
import type { Place } from "./place.ts";
import { projectedSetting, projectionLens } from "./projected.ts";
import { hasSides, NO_SIDE, type Setting } from "./setting.ts";
import { pageSetting } from "./sides.ts";
import { READABLE } from "./sight.ts";

/** Share of the window that a card of the inspector takes from a projection. */
const CARD = 0.46;

const NOWHERE: Setting = {
  place: { card: null, heart: null, box: null, neighbourhood: null, far: [] },
  left: NO_SIDE,
  right: NO_SIDE,
};

type Window = Pick<State, "projection" | "viewport" | "windowHeight">;

export function lensIn({ projection, viewport, windowHeight }: Window): Lens {
  return projection === "on"
    ? projectionLens(viewport, windowHeight)
    : pageLens(viewport, READABLE / pageMetrics(viewport).type.small);
}

const setting = remember(
  (
    stop: Stop,
    stage: Stage,
    projection: State["projection"],
    viewport: State["viewport"],
    windowHeight: number,
  ): Setting => {
    const lens = lensIn({ projection, viewport, windowHeight });
    return (projection === "on" ? projectedSetting : pageSetting)(stop, stage, lens);
  },
);

/** Where the step of a state takes place in its window. */
export function settingIn(state: State, stage: Stage): Setting {
  const stop = tellingIn(state)?.stop;
  return stop ? setting(stop, stage, state.projection, state.viewport, state.windowHeight) : NOWHERE;
}

/** The camera that follows the step of a state. */
export function cameraFor(state: State, stage: Stage): Camera {
  return state.projection === "on" ? projectedCamera(state, stage) : pageCamera(state, stage);
}

function pageCamera(state: State, stage: Stage): Camera {
  const { layout } = stage;
  const lens = lensIn(state);
  if (state.whole) return fitting(lens, layout);
  const setting = settingIn(state, stage);
  const { place } = setting;
  const { neighbourhood, box, heart } = place;
  if (hasSides(setting) && neighbourhood) return between(setting, neighbourhood, lens, state.camera);
  return following(lens, layout, [neighbourhood, box, heart, cardBox(place, layout)], state.camera);
}

/** A camera that follows, moved as far as the card asks that is sought; where cards stand at the sides it stays. */
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

function projectedCamera(state: State, stage: Stage): Camera {
  const { layout } = stage;
  const whole = lensIn(state);
  const { place, left } = settingIn(state, stage);
  const card = cardBox(place, layout);
  const pane = left.width * whole.readable;
  const lens = narrowed(whole, pane, state.block === 0 ? 0 : CARD * state.viewport.width);
  const fits = place.heart !== null && place.heart.width <= roomOf(lens).width;
  const field = pane > 0 ? endless(layout) : layout;
  const camera = following(lens, field, [place.box, fits ? place.heart : card], state.camera);
  return state.zoom > 1 ? closer(lens, camera, card ?? layout, state.zoom) : camera;
}

/** A lens with something standing at its near and its far side. */
function narrowed(lens: Lens, near: number, far: number): Lens {
  const { x } = lens.margin;
  return { ...lens, margin: { ...lens.margin, x: { near: x.near + near, far: x.far + far } } };
}

/** A graph that goes on behind a pane: it may be moved as far as its step asks. */
function endless({ x, y, width, height }: Box): Box {
  return { x: x - width, y, width: 3 * width, height };
}

function cardBox({ card }: Pick<Place, "card">, { nodes }: Stage["layout"]): Box | null {
  return card === null ? null : (nodes.get(card) ?? null);
}
