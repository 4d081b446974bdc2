/** The window's clock, for what is told one (tests bring their own). */

import type { Timer } from "../model/loader.ts";
import type { Clock } from "../model/player.ts";
import { reduced } from "./motion.ts";

export const timer: Timer = {
  after: (milliseconds, callback) => window.setTimeout(callback, milliseconds),
  cancelAfter: (id) => window.clearTimeout(id),
};

export const clock: Clock = {
  ...timer,
  frame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (id) => cancelAnimationFrame(id),
  still: reduced,
};
