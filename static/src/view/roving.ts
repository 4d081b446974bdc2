/** Which card the arrow keys go to. */

import type { Box } from "../layout/types.ts";

export type Direction = "left" | "right" | "up" | "down";

const TOWARDS: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** The nearest box in that direction; what lies askew counts as farther away. */
export function nextNode(boxes: ReadonlyMap<string, Box>, from: string, direction: Direction): string | null {
  const start = boxes.get(from);
  if (!start) return null;
  const [dx, dy] = TOWARDS[direction];
  const centre = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const a = centre(start);
  let best: string | null = null;
  let least = Infinity;
  for (const [id, box] of boxes) {
    const b = centre(box);
    const ahead = (b.x - a.x) * dx + (b.y - a.y) * dy;
    const aside = Math.abs((b.x - a.x) * dy) + Math.abs((b.y - a.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 1 && cost < least) [best, least] = [id, cost];
  }
  return best;
}
