/** A film as MP4 or WebM: by WebCodecs where the page may use them, else recorded while it plays. */

import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from "mediabunny";
import type { Encoding } from "./encoding.ts";
import type { Film } from "./film.ts";

const RATE = 60;
/** While nothing moves a picture may stand this long: seeking stays exact. */
const LONGEST = 0.5;

export const CONTAINERS = {
  mp4: { codecs: ["avc", "vp9", "av1"], format: () => new Mp4OutputFormat() },
  webm: { codecs: ["vp9", "vp8", "av1"], format: () => new WebMOutputFormat() },
} as const;

export type Container = keyof typeof CONTAINERS;

/** null: stopped, or this browser encodes nothing that fits in. */
export async function encodeVideo(
  film: Film,
  container: Container,
  { progress, signal }: Encoding,
): Promise<Blob | null> {
  const { width, height, reel } = film;
  const { codecs, format } = CONTAINERS[container];
  const codec = await getFirstEncodableVideoCodec([...codecs], { width, height });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!codec || !context) return null;
  const target = new BufferTarget();
  const output = new Output({ format: format(), target });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: RATE });
  await output.start();
  const shown = reel.exposures(RATE, LONGEST);
  for (const [i, { second, seconds }] of shown.entries()) {
    if (signal.aborted) {
      await output.cancel();
      return null;
    }
    film.paint(context, second + seconds / 2);
    await source.add(second, seconds);
    await progress((i + 1) / shown.length);
  }
  await output.finalize();
  return target.buffer && new Blob([target.buffer], { type: `video/${container}` });
}
