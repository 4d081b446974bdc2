/** The camera on the page: d3-zoom takes the reader's hands, the rest is moved to where it is asked, at once or gliding. */

import { select } from "d3-selection";
import { type D3ZoomEvent, zoom, zoomIdentity } from "d3-zoom";
import { LIMITS } from "../model/camera.ts";
import { easeInOut } from "../model/player.ts";
import type { Camera } from "../model/session.ts";

const GLIDE = 300;

export interface Glider {
  isAt(camera: Camera): boolean;
  to(target: Camera, jump: boolean): void;
}

/** Looks at `scene` in `picture`; `taken` hears where the reader's hand has moved it. */
export function makeGlider(
  picture: SVGSVGElement,
  scene: SVGElement,
  taken: (camera: Camera) => void,
): Glider {
  const selection = select<SVGSVGElement, unknown>(picture);
  const behaviour = zoom<SVGSVGElement, unknown>().scaleExtent([LIMITS.min, LIMITS.max]);
  let at: Camera = { free: false, x: 0, y: 0, k: 1 };
  let aim: Camera = at;
  let request = 0;

  const put = (camera: Camera) => {
    at = camera;
    behaviour.transform(selection, zoomIdentity.translate(camera.x, camera.y).scale(camera.k));
  };

  const glide = (target: Camera) => {
    const from = at;
    let begun: number | null = null;
    const tick = (now: number) => {
      begun ??= now;
      const t = Math.min(1, (now - begun) / GLIDE);
      if (t < 1) request = requestAnimationFrame(tick);
      put(t < 1 ? between(from, target, easeInOut(t)) : target);
    };
    request = requestAnimationFrame(tick);
  };

  selection.call(behaviour).on("dblclick.zoom", null);
  behaviour.on("zoom", ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
    const { x, y, k } = transform;
    scene.setAttribute("transform", `translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${k.toFixed(4)})`);
    if (!sourceEvent) return;
    cancelAnimationFrame(request);
    at = { free: true, x, y, k };
    aim = at;
    taken(at);
  });

  return {
    isAt: (camera) => near(at, camera),
    to(target, jump) {
      if (near(aim, target) && !jump) return;
      cancelAnimationFrame(request);
      aim = target;
      if (jump || near(at, target)) put(target);
      else glide(target);
    },
  };
}

function near(a: Camera, b: Camera): boolean {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + 100 * Math.abs(a.k - b.k) < 0.01;
}

function between(from: Camera, to: Camera, t: number): Camera {
  const mix = (a: number, b: number) => a + (b - a) * t;
  return { free: to.free, x: mix(from.x, to.x), y: mix(from.y, to.y), k: mix(from.k, to.k) };
}
