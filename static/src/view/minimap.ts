/** The whole graph in a corner, a frame around what is seen of it; it is there while not all of it is. */

import { centredOn, mapSize, sees } from "../model/camera.ts";
import { cornerFor } from "../model/corner.ts";
import { aimIn } from "../model/derived.ts";
import type { State } from "../model/session.ts";
import type { Stage } from "../scene/graph.ts";
import { spokenOf } from "../scene/panes.ts";
import { viewOf } from "../scene/sight.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, svg } from "./dom.ts";
import type { GraphView } from "./graph.ts";

/** Of what is seen, the share by which an arrow key moves on. */
const STRIDE = 0.25;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function makeMinimap({ store }: App, { stageNow, move }: GraphView): SVGSVGElement {
  const cards = svg("path", { class: "map-cards" });
  const here = svg("rect", { class: "map-here" });
  const frame = svg("rect", { class: "map-frame" });
  const map = svg("svg", { class: "minimap", role: "application", tabindex: 0 }, cards, here, frame);
  let drawn: Stage | null = null;

  const draw = (state: State) => {
    const { camera, viewport } = state;
    const stage = stageNow();
    map.toggleAttribute("hidden", !stage || viewport.width === 0 || sees(camera, viewport, stage.layout));
    if (!stage || map.hasAttribute("hidden")) return;
    const { layout } = stage;
    const size = mapSize(viewport);
    dress(map, { ...size, "aria-label": wordsOf(state)("graph.overview") });
    const corner = cornerFor(size, state, [...layout.nodes.values()], spokenOf(state, stage));
    map.toggleAttribute("hidden", corner === null);
    map.dataset.corner = corner ?? "";
    if (stage !== drawn) {
      drawn = stage;
      dress(map, { viewBox: `${layout.x} ${layout.y} ${layout.width} ${layout.height}` });
      const boxes = Array.from(layout.nodes.values(), ({ x, y, width, height }) => {
        return `M${x} ${y}h${width}v${height}h${-width}z`;
      });
      dress(cards, { d: boxes.join("") });
    }
    const current = aimIn(state)?.nodes.find(({ status }) => status === "current");
    const box = current && layout.nodes.get(current.node.id);
    dress(here, box ? { x: box.x, y: box.y, width: box.width, height: box.height } : { width: 0, height: 0 });
    dress(frame, { ...viewOf(camera, viewport) });
  };
  store.watch(["camera", "viewport", "step", "trace", "closed", "language", "whole", "sought"], draw);

  /** The place in the graph under a pointer. */
  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(map.getScreenCTM()?.inverse());
    return { x, y };
  };
  const look = (place: { x: number; y: number }) => {
    const stage = stageNow();
    if (stage) move(centredOn(place, store.get(), stage.layout));
  };

  /** From the place grasped to the middle of what is seen. */
  let grasp: { x: number; y: number } | null = null;
  map.addEventListener("pointerdown", (event) => {
    const { camera, viewport } = store.get();
    const place = placeOf(event);
    const view = viewOf(camera, viewport);
    const middle = { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    grasp = event.target === frame ? { x: middle.x - place.x, y: middle.y - place.y } : { x: 0, y: 0 };
    map.setPointerCapture(event.pointerId);
    if (event.target !== frame) look(place);
  });
  map.addEventListener("pointermove", (event) => {
    if (!grasp) return;
    const { x, y } = placeOf(event);
    look({ x: x + grasp.x, y: y + grasp.y });
  });
  for (const end of ["pointerup", "pointercancel"])
    map.addEventListener(end, () => {
      grasp = null;
    });
  map.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { camera, viewport } = store.get();
    const { x, y, width, height } = viewOf(camera, viewport);
    look({ x: x + width * (0.5 + STRIDE * way[0]), y: y + height * (0.5 + STRIDE * way[1]) });
  });
  return map;
}
