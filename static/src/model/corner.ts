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

/** Where a map of this size hides none of these cards; where it must hide some, as few as can be. */
export function cornerFor(
  { width, height }: Size,
  { camera: { x, y, k }, viewport }: Pick<State, "camera" | "viewport">,
  cards: readonly Box[],
): Corner {
  const [across, down] = [width + AROUND, height + AROUND];
  const hidden = (corner: Corner) => {
    const left = CORNERS[corner].x * (viewport.width - across);
    const top = CORNERS[corner].y * (viewport.height - down);
    return cards.filter(
      (card) =>
        card.x * k + x < left + across &&
        (card.x + card.width) * k + x > left &&
        (card.y - FLAG) * k + y < top + down &&
        (card.y + card.height) * k + y > top,
    ).length;
  };
  const corners = Object.keys(CORNERS) as Corner[];
  return corners.reduce((best, corner) => (hidden(corner) < hidden(best) ? corner : best));
}
