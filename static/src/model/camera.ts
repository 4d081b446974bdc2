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
/** Of the map in the corner, which is there when the graph does not fit. */
const MAPS = { wide: { width: 160, height: 90 }, narrow: { width: 96, height: 54 } } as const;
const NARROW = 560;
/** Around the map: its border and the distances to the window's edge and to the graph. */
const AROUND_MAP = 34;

interface Edges {
  readonly near: number;
  readonly far: number;
}

/** A window onto the graph. */
export interface Lens {
  readonly viewport: Size;
  /** Kept free at the near and the far edge. */
  readonly margin: { readonly x: Edges; readonly y: Edges };
  /** Kept free at the lower edge where the graph does not fit. */
  readonly below: number;
  /** What is drawn smaller cannot be read. */
  readonly readable: number;
  /** A small graph is not blown up beyond this. */
  readonly largest: number;
}

/** The page's window; below the graph are the camera's buttons. */
export function pageLens(viewport: Size, readable: number): Lens {
  const margin = { x: { near: 28, far: 28 }, y: { near: 40, far: 64 } };
  return { viewport, margin, below: belowMap(viewport, margin.y.far), readable, largest: 1.35 };
}

/** The free part of a window, in the units of a graph that is drawn as small as can be read. */
export function roomOf({ viewport, margin: { x, y }, readable }: Lens): Size {
  return {
    width: (viewport.width - x.near - x.far) / readable,
    height: (viewport.height - y.near - y.far) / readable,
  };
}

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
export function following(lens: Lens, whole: Box, part: Box | null, heart: Box | null, from: Camera): Camera {
  const { viewport, margin, readable: k } = lens;
  const room = roomOf(lens);
  const fit = Math.min(lens.largest, (k * room.width) / whole.width, (k * room.height) / whole.height);
  if (fit >= k) return { free: false, k: fit, ...centred(lens, whole, fit) };
  const axis = (start: "x" | "y", length: "width" | "height") => {
    const { near } = margin[start];
    const end = viewport[length] - (start === "y" ? lens.below : margin.x.far);
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
function belowMap(viewport: Size, least: number): number {
  const wanted = mapSize(viewport).height + AROUND_MAP;
  return viewport.height < 4 * wanted ? least : Math.max(least, wanted);
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

/** Where a graph k times as large has a box in the middle of what is free. */
function centred({ viewport, margin: { x, y } }: Lens, box: Box, k: number): { x: number; y: number } {
  return {
    x: (viewport.width + x.near - x.far - box.width * k) / 2 - box.x * k,
    y: (viewport.height + y.near - y.far - box.height * k) / 2 - box.y * k,
  };
}

/** A camera `by` times as near, with a box in the middle. */
export function closer(lens: Lens, camera: Camera, box: Box, by: number): Camera {
  const k = camera.k * by;
  return { free: false, k, ...centred(lens, box, k) };
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
