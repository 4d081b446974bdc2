/** Where the graph is looked at from. Pure. */

import type { Camera, State } from "./session.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export const LIMITS = { min: 0.1, max: 4 } as const;
/** Kept free at the near and the far edge; below the graph are the camera's buttons. */
const MARGIN = { x: { near: 28, far: 28 }, y: { near: 40, far: 64 } } as const;
/** A small graph is not blown up beyond this. */
const LARGEST = 1.35;

/** The camera with everything `by` times as large, the middle of the window staying where it is. */
export function zoomed({ camera, viewport }: Pick<State, "camera" | "viewport">, by: number): Camera {
  const k = Math.min(LIMITS.max, Math.max(LIMITS.min, camera.k * by));
  const [cx, cy] = [viewport.width / 2, viewport.height / 2];
  const scale = k / camera.k;
  return { free: true, k, x: cx - (cx - camera.x) * scale, y: cy - (cy - camera.y) * scale };
}

/**
 * The camera that follows: the whole graph where it can be read, else as large as can be read, the place of the step
 * inside and nothing moved without need. Where that place is too large for the window, its `heart` is inside.
 */
export function following(
  whole: Box,
  part: Box | null,
  heart: Box | null,
  viewport: Size,
  readable: number,
  from: Camera,
): Camera {
  const width = viewport.width - MARGIN.x.near - MARGIN.x.far;
  const height = viewport.height - MARGIN.y.near - MARGIN.y.far;
  const fit = Math.min(LARGEST, width / whole.width, height / whole.height);
  if (fit >= readable) return { free: false, k: fit, ...centred(whole, viewport, fit) };
  const k = readable;
  const axis = (start: "x" | "y", length: "width" | "height") => {
    const { near } = MARGIN[start];
    const end = viewport[length] - MARGIN[start].far;
    const middleOf = (box: Box) => (near + end) / 2 - (box[start] + box[length] / 2) * k;
    if (whole[length] * k <= end - near) return middleOf(whole);
    const farthest = end - (whole[start] + whole[length]) * k;
    const bound = (value: number) => Math.min(near - whole[start] * k, Math.max(farthest, value));
    const within = (box: Box, value: number) => {
      const low = near - box[start] * k;
      const high = end - (box[start] + box[length]) * k;
      return Math.min(Math.max(value, Math.min(low, high)), Math.max(low, high));
    };
    const now = from.k === k ? from[start] : near - whole[start] * k;
    if (!part) return bound(now);
    if (part[length] * k <= end - near) return bound(within(part, now));
    const middle = middleOf(part);
    return bound(heart ? within(heart, middle) : middle);
  };
  return { free: false, k, x: axis("x", "width"), y: axis("y", "height") };
}

function centred(whole: Box, viewport: Size, k: number): { x: number; y: number } {
  return {
    x: (viewport.width + MARGIN.x.near - MARGIN.x.far - whole.width * k) / 2 - whole.x * k,
    y: (viewport.height + MARGIN.y.near - MARGIN.y.far - whole.height * k) / 2 - whole.y * k,
  };
}

/** The smallest box around some boxes. */
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
