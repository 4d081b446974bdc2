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
/** Lower windows have the camera's buttons at their far side, of this width (notices.css has the same bounds). */
const LOW = { narrow: 240, wide: 420 } as const;
const BUTTONS = 72;
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

/** The page's window; below the graph are the camera's buttons, in a low one beside it. */
export function pageLens(viewport: Size, readable: number): Lens {
  const side = isNarrow(viewport) ? 10 : 28;
  const low = viewport.height < (isNarrow(viewport) ? LOW.narrow : LOW.wide);
  const margin = {
    x: { near: side, far: low ? BUTTONS : side },
    y: { near: low ? 36 : 40, far: low ? 12 : 64 },
  };
  return { viewport, margin, below: belowMap(viewport, margin.y.far), readable, largest: 1.35 };
}

export function isNarrow({ width }: Size): boolean {
  return width > 0 && width < NARROW;
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

/** The camera that sees all of a graph, however small that is. */
export function fitting(lens: Lens, whole: Box): Camera {
  const room = roomOf(lens);
  const share = Math.min(room.width / whole.width, room.height / whole.height);
  const k = Math.max(LIMITS.min, Math.min(lens.largest, lens.readable * share));
  return { free: false, k, ...centred(lens, whole, k) };
}

/**
 * The camera that follows: the whole graph where it can be read, else as large as can be read, the place of the step
 * inside and nothing moved without need. `parts` are what is wanted in the window, from all of it to the least: where
 * the first has no room it is in the middle, as far as the next allows that has some.
 */
export function following(lens: Lens, whole: Box, parts: readonly (Box | null)[], from: Camera): Camera {
  const { viewport, margin, readable: k } = lens;
  const fitted = fitting(lens, whole);
  if (fitted.k >= k) return fitted;
  const wanted = parts.filter((part) => part !== null);
  const axis = (start: "x" | "y", length: "width" | "height") => {
    const { near } = margin[start];
    const most = viewport[length] - margin[start].far;
    const mapped = viewport.height - lens.below;
    // The map goes elsewhere before a step is cut short for it.
    const end = start === "x" || (wanted[0] && wanted[0][length] * k > mapped - near) ? most : mapped;
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
    const [first, last] = [wanted[0], wanted.at(-1)];
    if (!first || !last) return bound(now);
    const part = wanted.find((box) => box[length] * k <= end - near);
    return bound(within(part ?? last, part === first ? now : middleOf(first)));
  };
  return { free: false, k, x: axis("x", "width"), y: axis("y", "height") };
}

export function mapSize(viewport: Size): Size {
  return isNarrow(viewport) ? MAPS.narrow : MAPS.wide;
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
