/** How the graph is looked at: through the window of the page or of a projection, at the place of the step. */

import { type Box, closer, fitting, following, type Lens, pageLens, roomOf } from "../model/camera.ts";
import { tellingIn } from "../model/derived.ts";
import type { Camera, State } from "../model/session.ts";
import type { Stage } from "./graph.ts";
import { pageMetrics } from "./metrics.ts";
import { type Place, placeOf } from "./place.ts";
import { paneWidth, projectedPlace, projectionLens } from "./projected.ts";
import { READABLE } from "./sight.ts";

/** Share of the window that a card of the inspector takes from a projection. */
const CARD = 0.46;

const NOWHERE: Place = { card: null, heart: null, box: null, neighbourhood: null, far: [] };

export function lensIn({ projection, viewport, windowHeight }: State): Lens {
  return projection === "on"
    ? projectionLens(viewport, windowHeight)
    : pageLens(viewport, READABLE / pageMetrics(viewport).type.small);
}

/** The camera that follows the step of a state. */
export function cameraFor(state: State, stage: Stage): Camera {
  return state.projection === "on" ? projectedCamera(state, stage) : pageCamera(state, stage);
}

function pageCamera(state: State, { folding, layout }: Stage): Camera {
  const lens = lensIn(state);
  if (state.whole) return fitting(lens, layout);
  const stop = tellingIn(state)?.stop;
  const place = stop ? placeOf(stop, folding, layout) : NOWHERE;
  const { neighbourhood, box, heart } = place;
  return following(lens, layout, [neighbourhood, box, heart, cardBox(place, layout)], state.camera);
}

function projectedCamera(state: State, stage: Stage): Camera {
  const { layout } = stage;
  const stop = tellingIn(state)?.stop;
  const whole = lensIn(state);
  const place = stop ? projectedPlace(stop, stage, whole) : NOWHERE;
  const card = cardBox(place, layout);
  const pane = paneWidth(place, stage) * whole.readable;
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

function cardBox({ card }: Place, { nodes }: Stage["layout"]): Box | null {
  return card === null ? null : (nodes.get(card) ?? null);
}
