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

/** Where a map of this size hides none of these cards; where it must hide some, as little of them as can be. */
export function cornerFor(
  { width, height }: Size,
  { camera: { x, y, k }, viewport }: Pick<State, "camera" | "viewport">,
  cards: readonly Box[],
): Corner {
  const [across, down] = [width + AROUND, height + AROUND];
  const hidden = (corner: Corner) => {
    const left = CORNERS[corner].x * (viewport.width - across);
    const top = CORNERS[corner].y * (viewport.height - down);
    const areas = cards.map(
      (card) =>
        shared(card.x * k + x, (card.x + card.width) * k + x, left, left + across) *
        shared((card.y - FLAG) * k + y, (card.y + card.height) * k + y, top, top + down),
    );
    return areas.reduce((sum, area) => sum + area, 0);
  };
  const corners = Object.keys(CORNERS) as Corner[];
  return corners.reduce((best, corner) => (hidden(corner) < hidden(best) ? corner : best));
}

/** The length that two stretches have in common. */
function shared(from: number, to: number, start: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start));
}
