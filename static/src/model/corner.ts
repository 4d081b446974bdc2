/** The corner of the window in which the map hides no card. */

import type { Box, Size } from "./camera.ts";
import type { State } from "./session.ts";

/** In the order in which they are preferred; the camera's buttons are in the fourth. */
const CORNERS = {
  "bottom-left": { x: 0, y: 1 },
  "top-left": { x: 0, y: 0 },
  "top-right": { x: 1, y: 0 },
} as const;

export type Corner = keyof typeof CORNERS;

/** Beside the map: its border, and the distance to the window's edge. */
const AROUND = 34;
/** Above a card stands the flag of the current one. */
const FLAG = 28;

/**
 * Where a map of this size hides none of these cards; where it must hide some, as little of them as can be. None where
 * it would hide one of those that are spoken of.
 */
export function cornerFor(
  { width, height }: Size,
  { camera: { x, y, k }, viewport }: Pick<State, "camera" | "viewport">,
  cards: readonly Box[],
  spoken: readonly Box[] = [],
): Corner | null {
  const [across, down] = [width + AROUND, height + AROUND];
  const seen = (boxes: readonly Box[]) =>
    boxes
      .map((card) => ({
        left: card.x * k + x,
        right: (card.x + card.width) * k + x,
        top: (card.y - FLAG) * k + y,
        bottom: (card.y + card.height) * k + y,
      }))
      .filter(({ left, right, top, bottom }) => {
        return right > 0 && left < viewport.width && bottom > 0 && top < viewport.height;
      });
  const [all, kept] = [seen(cards), seen(spoken)];
  const hidden = Object.entries(CORNERS).map(([corner, at]) => {
    const left = at.x * (viewport.width - across);
    const top = at.y * (viewport.height - down);
    const areas = (boxes: typeof all) =>
      boxes.reduce(
        (sum, card) =>
          sum +
          shared(card.left, card.right, left, left + across) * shared(card.top, card.bottom, top, top + down),
        0,
      );
    return { corner: corner as Corner, area: areas(all), spoken: areas(kept) };
  });
  const free = hidden.filter((each) => each.spoken === 0);
  return free.length === 0 ? null : free.reduce((best, each) => (each.area < best.area ? each : best)).corner;
}

/** The length that two stretches have in common. */
function shared(from: number, to: number, start: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start));
}
