/** A number dragged left or right: how far it moves for how many pixels. Pure. */

/** Pixels that a hand may tremble before it drags. */
export const THRESHOLD = 3;

const FINE = 0.1;
const COARSE = 10;
const SMALLEST = 1e-6;

/** What one pixel is worth for a number of this size: a hundredth of its power of ten. */
export function unitOf(x: number, { fine, coarse }: { fine: boolean; coarse: boolean }): number {
  const size = Math.abs(x);
  const power = size > 0 && Number.isFinite(size) ? 10 ** Math.floor(Math.log10(size)) : 1;
  return (Math.max(power, SMALLEST) / 100) * (fine ? FINE : 1) * (coarse ? COARSE : 1);
}

/** `from` moved by `pixels`, in whole steps of `unit`, so that round numbers are met on the way. */
export function dragged(from: number, pixels: number, unit: number): number {
  const steps = Math.round(from / unit + pixels);
  return Number((steps * unit).toPrecision(12)) + 0;
}
