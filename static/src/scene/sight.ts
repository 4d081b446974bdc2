/** How much of the graph is drawn: what lies in the window, in as much detail as can be read there. */

import type { Box } from "../layout/types.ts";
import type { Camera } from "../model/session.ts";
import type { Metrics } from "./metrics.ts";

/** numbers: all of it; names: a card is its name; blocks: a card is its outline. */
export type Detail = "numbers" | "names" | "blocks";

export interface Sight {
  /** What lies outside is not drawn; null: all is. */
  readonly window: Box | null;
  readonly detail: Detail;
  /** Drawn wherever it is: the card that has the keyboard. */
  readonly focused: string | null;
}

export const WHOLE: Sight = { window: null, detail: "numbers", focused: null };

/** Pixels on the screen below which no text is drawn. */
export const READABLE = 14;

/** The size of the name on a collapsed card. */
export function nameSize({ type }: Metrics): number {
  return 2 * type.small;
}

/** The size of the smallest text in each detail; the first that can be read counts. */
const DETAILS: readonly (readonly [Detail, (metrics: Metrics) => number])[] = [
  ["numbers", ({ type }) => type.small],
  ["names", nameSize],
];
const ALMOST = 0.01;

/** Up to this many cards are drawn wherever they are, so that the page holds them all for whoever reads it otherwise. */
const FEW = 200;

type View = Pick<Camera, "x" | "y" | "k">;
type Size = Pick<Box, "width" | "height">;

/** `before` itself, if nothing changed. */
export function sightOf(
  camera: View,
  viewport: Size,
  metrics: Metrics,
  cards: number,
  focused: string | null,
  before: Sight = WHOLE,
): Sight {
  const readable = DETAILS.find(([, size]) => size(metrics) * camera.k >= READABLE - ALMOST);
  const detail = readable?.[0] ?? "blocks";
  const window = cards <= FEW ? null : tiles(viewOf(camera, viewport));
  const sight = { detail, focused, window: sameBox(window, before.window) ? before.window : window };
  return detail === before.detail && focused === before.focused && sight.window === before.window
    ? before
    : sight;
}

/** The part of the graph that the camera sees. */
export function viewOf({ x, y, k }: View, { width, height }: Size): Box {
  return { x: -x / k, y: -y / k, width: width / k, height: height / k };
}

/** A box in whole tiles, each about half as large as the box: it changes now and then as the camera moves. */
function tiles({ x, y, width, height }: Box): Box {
  const tile = 2 ** Math.ceil(Math.log2(Math.max(1, width, height) / 2));
  const [left, top] = [Math.floor(x / tile) * tile, Math.floor(y / tile) * tile];
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width) / tile) * tile - left,
    height: Math.ceil((y + height) / tile) * tile - top,
  };
}

function sameBox(a: Box | null, b: Box | null): boolean {
  if (!a || !b) return a === b;
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

export function meets(a: Box, b: Box | null): boolean {
  return (
    b === null ||
    (a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height)
  );
}
