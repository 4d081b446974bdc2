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

export const LIMITS = { min: 0.03, max: 4 } as const;
/** Kept free at the near and the far edge; below the graph are the camera's buttons. */
const MARGIN = { x: { near: 28, far: 28 }, y: { near: 40, far: 64 } } as const;
/** Of the map in the corner, which is there when the graph does not fit. */
const MAPS = { wide: { width: 160, height: 90 }, narrow: { width: 96, height: 54 } } as const;
const NARROW = 560;
/** Around the map: its border and the distances to the window's edge and to the graph. */
const AROUND_MAP = 34;
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
    const end = viewport[length] - (start === "y" ? belowMap(viewport) : MARGIN.x.far);
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

export function mapSize({ width }: Size): Size {
  return width < NARROW ? MAPS.narrow : MAPS.wide;
}

/** Kept free at the lower edge for the map; a low window has no room to spare. */
function belowMap(viewport: Size): number {
  const wanted = mapSize(viewport).height + AROUND_MAP;
  return viewport.height < 4 * wanted ? MARGIN.y.far : Math.max(MARGIN.y.far, wanted);
}

/** Whether a camera sees all of a box. */
export function sees({ x, y, k }: Pick<Camera, "x" | "y" | "k">, viewport: Size, box: Box): boolean {
  const inside = (from: number, length: number, room: number) => from >= -1 && from + length <= room + 1;
  return (
    inside(box.x * k + x, box.width * k, viewport.width) &&
    inside(box.y * k + y, box.height * k, viewport.height)
  );
}

/** The camera with a place of the graph in the middle of the window. */
export function centredOn(
  place: { readonly x: number; readonly y: number },
  { camera, viewport }: Pick<State, "camera" | "viewport">,
  whole: Box,
): Camera {
  const { k } = camera;
  const x = Math.min(whole.x + whole.width, Math.max(whole.x, place.x));
  const y = Math.min(whole.y + whole.height, Math.max(whole.y, place.y));
  return { free: true, k, x: viewport.width / 2 - x * k, y: viewport.height / 2 - y * k };
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
