/** The camera on the page: it goes where the reader's hand takes it, and where it is asked to, at once or gliding. */

import { LIMITS } from "../model/camera.ts";
import { easeInOut } from "../model/player.ts";
import type { Camera } from "../model/session.ts";
import type { Sight } from "./hand.ts";

/** Milliseconds that the camera takes by itself, and beside a layer that opens or closes. */
export const GLIDE = 300;
export const UNFOLD = 500;

export interface Glider {
  isAt(camera: Camera): boolean;
  /** Goes there, at once or in so many milliseconds. */
  to(target: Camera, jump: boolean, duration: number): void;
}

/** `look` is told of every move of the camera; `taken` hears where the reader's hand on `picture` has moved it. */
export function makeGlider(
  picture: SVGSVGElement,
  look: (camera: Camera) => void,
  taken: (camera: Camera) => void,
): Glider {
  let at: Camera = { free: false, x: 0, y: 0, k: 1 };
  let aim: Camera = at;
  let request = 0;
  let tell: ((sight: Sight) => void) | null = null;

  const put = (camera: Camera) => {
    at = camera;
    look(camera);
  };

  const glide = (target: Camera, duration: number) => {
    const from = at;
    let begun: number | null = null;
    const tick = (now: number) => {
      begun ??= now;
      const t = Math.min(1, (now - begun) / duration);
      if (t < 1) request = requestAnimationFrame(tick);
      put(t < 1 ? between(from, target, easeInOut(t)) : target);
      tell?.(at);
    };
    request = requestAnimationFrame(tick);
  };

  whenReached(picture, async () => {
    const { layHand } = await import("./hand.ts");
    tell = layHand(picture, LIMITS, ({ x, y, k }) => {
      cancelAnimationFrame(request);
      put({ free: true, x, y, k });
      aim = at;
      taken(at);
    });
    tell(at);
  });

  return {
    isAt: (camera) => near(at, camera),
    to(target, jump, duration) {
      if (near(aim, target) && !jump) return;
      cancelAnimationFrame(request);
      aim = target;
      if (!jump && !near(at, target)) return glide(target, duration);
      put(target);
      tell?.(target);
    },
  };
}

/** Calls once: when a pointer comes to the picture; at once where none can be seen coming. */
function whenReached(picture: Element, callback: () => void): void {
  if (matchMedia("(hover: none)").matches) {
    callback();
    return;
  }
  const reached = new AbortController();
  const call = () => {
    reached.abort();
    callback();
  };
  for (const sign of ["pointerover", "wheel"])
    picture.addEventListener(sign, call, { passive: true, signal: reached.signal });
}

function near(a: Camera, b: Camera): boolean {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + 100 * Math.abs(a.k - b.k) < 0.01;
}

function between(from: Camera, to: Camera, t: number): Camera {
  const mix = (a: number, b: number) => a + (b - a) * t;
  return { free: to.free, x: mix(from.x, to.x), y: mix(from.y, to.y), k: mix(from.k, to.k) };
}
