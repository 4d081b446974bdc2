/** Drawing a digit: strokes on a grid of cells, and what a net trained on MNIST wishes to see of them. Pure. */

/** Ink from 0 to 1, row by row, on a square. */
export interface Pad {
  readonly side: number;
  readonly ink: readonly number[];
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** In cells: MNIST's strokes are about two and a half wide. */
const RADIUS = 1.15;
/** The width over which a stroke fades. */
const EDGE = 0.8;
/** MNIST fits a digit into 20 of 28 cells, its proportions kept … */
const FITTED = 20 / 28;
/** … counting from this much ink on. */
const VISIBLE = 0.05;

export function emptyPad(side: number): Pad {
  return { side, ink: new Array<number>(side * side).fill(0) };
}

export function isEmpty({ ink }: Pad): boolean {
  return ink.every((value) => value < VISIBLE);
}

/** A stroke from `a` to `b`, both in cells from the upper left corner. */
export function stroked({ side, ink }: Pad, a: Spot, b: Spot): Pad {
  const drawn = ink.map((before, i) => {
    const cell = { x: (i % side) + 0.5, y: Math.floor(i / side) + 0.5 };
    return Math.max(before, clamp((RADIUS + EDGE / 2 - distance(cell, a, b)) / EDGE));
  });
  return { side, ink: drawn };
}

/** The cell `index` inked, or cleared if it was. */
export function toggled({ side, ink }: Pad, index: number): Pad {
  return { side, ink: ink.with(index, (ink[index] ?? 0) < 0.5 ? 1 : 0) };
}

/** As MNIST has it: fitted into its box, and its centre of mass in the middle. An empty pad stays empty. */
export function centred(pad: Pad): Pad {
  const { side } = pad;
  const box = boxOf(pad);
  if (!box) return pad;
  const scale = (side * FITTED) / Math.max(box.right - box.left, box.bottom - box.top);
  const middle = centreOf(pad);
  // The cell at `i` shows what lies about this spot of the drawing.
  const origin = (at: number, centre: number) => centre + (at + 0.5 - side / 2) / scale;
  const ink = pad.ink.map((_, i) =>
    average(pad, origin(i % side, middle.x), origin(Math.floor(i / side), middle.y), 1 / scale),
  );
  return { side, ink };
}

function boxOf({ side, ink }: Pad): { left: number; right: number; top: number; bottom: number } | null {
  const inked = [...ink.keys()].filter((i) => (ink[i] ?? 0) >= VISIBLE);
  if (inked.length === 0) return null;
  const columns = inked.map((i) => i % side);
  const rows = inked.map((i) => Math.floor(i / side));
  return {
    left: Math.min(...columns),
    right: Math.max(...columns) + 1,
    top: Math.min(...rows),
    bottom: Math.max(...rows) + 1,
  };
}

/** The centre of mass. */
function centreOf({ side, ink }: Pad): Spot {
  let [mass, x, y] = [0, 0, 0];
  for (const [i, value] of ink.entries()) {
    mass += value;
    x += value * ((i % side) + 0.5);
    y += value * (Math.floor(i / side) + 0.5);
  }
  return { x: x / mass, y: y / mass };
}

/** The mean ink of a square with this centre and side; what lies outside the pad is empty. */
function average({ side, ink }: Pad, x: number, y: number, width: number): number {
  const overlap = (at: number, cell: number) =>
    Math.max(0, Math.min(at + width / 2, cell + 1) - Math.max(at - width / 2, cell));
  let sum = 0;
  for (let row = Math.floor(y - width / 2); row < y + width / 2; row++)
    for (let column = Math.floor(x - width / 2); column < x + width / 2; column++)
      if (row >= 0 && row < side && column >= 0 && column < side)
        sum += overlap(y, row) * overlap(x, column) * (ink[row * side + column] ?? 0);
  return clamp(sum / (width * width));
}

/** From a spot to the line between two. */
function distance(spot: Spot, a: Spot, b: Spot): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? clamp(((spot.x - a.x) * dx + (spot.y - a.y) * dy) / length) : 0;
  return Math.hypot(spot.x - a.x - along * dx, spot.y - a.y - along * dy);
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}
