/** A film recorded while it plays, where the page may not use WebCodecs: it takes as long as it lasts. */

import type { Encoding } from "./encoding.ts";
import type { Film } from "./film.ts";

const RATE = 30;

/** null: stopped, or the browser records nothing. */
export async function recordVideo(film: Film, { progress, signal }: Encoding): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = film.width;
  canvas.height = film.height;
  const context = canvas.getContext("2d");
  if (!context || typeof MediaRecorder === "undefined") return null;
  film.paint(context, 0);
  const recorder = new MediaRecorder(canvas.captureStream(RATE), { mimeType: "video/webm" });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  recorder.start();
  const begun = performance.now();
  for (let second = 0; second < film.reel.seconds && !signal.aborted; ) {
    film.paint(context, second);
    await progress(second / film.reel.seconds);
    await new Promise(requestAnimationFrame);
    second = (performance.now() - begun) / 1000;
  }
  recorder.stop();
  await stopped;
  return signal.aborted ? null : new Blob(parts, { type: "video/webm" });
}
