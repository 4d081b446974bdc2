/** A film as an animated GIF: what every program shows, in few colours. */

import { applyPalette, GIFEncoder, quantize } from "gifenc";
import type { Encoding } from "./encoding.ts";
import type { Film } from "./film.ts";

const RATE = 12.5;
const COLOURS = 128;
/** Pictures from which the colours are taken. */
const SAMPLES = 5;
/** The longest that a picture may stand: the format counts hundredths of a second in sixteen bits. */
const LONGEST = 600;

export async function encodeGif(film: Film, { progress, signal }: Encoding): Promise<Blob | null> {
  const { width, height, reel } = film;
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  const pixelsAt = (second: number) => {
    film.paint(context, second);
    return context.getImageData(0, 0, width, height).data;
  };
  const samples = Array.from({ length: SAMPLES }, (_, i) => (reel.seconds * (i + 0.9)) / SAMPLES);
  const palette = quantize(joined(samples.map(pixelsAt)), COLOURS);
  const gif = GIFEncoder();
  const shown = reel.exposures(RATE, LONGEST);
  for (const [i, { second, seconds }] of shown.entries()) {
    if (signal.aborted) return null;
    const indices = applyPalette(pixelsAt(second + seconds / 2), palette);
    gif.writeFrame(indices, width, height, { ...(i === 0 ? { palette } : {}), delay: 1000 * seconds });
    await progress((i + 1) / shown.length);
  }
  gif.finish();
  return new Blob([gif.bytes()], { type: "image/gif" });
}

function joined(parts: readonly Uint8ClampedArray[]): Uint8ClampedArray {
  const all = new Uint8ClampedArray(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
