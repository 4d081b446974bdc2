/** A pass as a film: any moment of it painted on a canvas, in a frame of its own. */

import { openFrameIn, timelineIn } from "../../model/derived.ts";
import { easeInOut } from "../../model/player.ts";
import type { Camera, State } from "../../model/session.ts";
import { fitText } from "../../scene/measure.ts";
import { rect } from "../../scene/shapes.ts";
import type { Translate } from "../../text/i18n.ts";
import { captionOf } from "./caption.ts";
import type { Looked } from "./look.ts";
import { type Context, paintShapes } from "./paint.ts";
import { type Reel, reelOf } from "./reel.ts";
import { captionShapes } from "./sheet.ts";
import type { Subject } from "./subject.ts";

export interface Film {
  readonly width: number;
  readonly height: number;
  readonly reel: Reel;
  paint(context: Context, second: number): void;
}

/** Everything is laid out for a frame of this size, and painted larger or smaller. */
const FRAME = { width: 1024, height: 576 } as const;
const CAPTION = { x: 32, y: 18, height: 150 } as const;
const BAR = 5;
/** Seconds that a stop stands. */
const REST = 1.6;

/** A film of the stops that the reader steps through; null without a trace. */
export function filmOf(
  state: State,
  subject: Subject,
  words: Translate,
  look: Looked,
  width: number,
): Film | null {
  const line = timelineIn(state);
  if (!line) return null;
  const reel = reelOf(line, REST);
  const scale = width / FRAME.width;
  const viewport = { width: FRAME.width, height: FRAME.height - CAPTION.height };
  const cameras = camerasFor(line.stops.length, { ...state, viewport, projection: "off" }, subject);
  const told = FRAME.width - 2 * CAPTION.x;
  const ground = rect("ground", { x: 0, y: 0, ...FRAME }, { class: "sheet" });

  return {
    width,
    height: Math.round((FRAME.height * width) / FRAME.width),
    reel,
    paint(context, second) {
      const { stop, cursor, glide } = reel.at(second);
      const frame = openFrameIn({ ...state, cursor });
      if (!frame) return;
      const caption = captionOf(frame, state, words);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      paintShapes(context, [ground], look);
      const { x, y, k } = between(cameras[stop - 1] ?? cameras[stop], cameras[stop], easeInOut(glide));
      inside(context, CAPTION.height, () => {
        context.translate(x, CAPTION.height + y);
        context.scale(k, k);
        paintShapes(context, subject.shapes(frame), look);
      });
      const lines = captionShapes(
        { ...caption, formula: oneLine(caption.formula, told), numbers: oneLine(caption.numbers, told) },
        told,
      );
      context.translate(CAPTION.x, CAPTION.y);
      paintShapes(context, lines.shapes, look);
      context.translate(-CAPTION.x, FRAME.height - CAPTION.y - BAR);
      const passed = { x: 0, y: 0, width: (FRAME.width * second) / reel.seconds, height: BAR };
      paintShapes(context, [rect("passed", passed, { class: "passed" })], look);
    },
  };
}

/** Paints what lies below `top`. */
function inside(context: Context, top: number, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(0, top, FRAME.width, FRAME.height - top);
  context.clip();
  paint();
  context.restore();
}

const LINE = 17;

function oneLine(text: string, width: number): string {
  return fitText(text, LINE, width);
}

/** The camera for each stop, each moved from the one before as little as need be. */
function camerasFor(count: number, state: State, subject: Subject): readonly Camera[] {
  const cameras: Camera[] = [];
  let camera: Camera = { free: false, x: 0, y: 0, k: 1 };
  for (let step = 0; step < count; step++) {
    camera = subject.camera({ ...state, step, cursor: step, camera });
    cameras.push(camera);
  }
  return cameras;
}

function between(from: Camera | undefined, to: Camera | undefined, t: number): Camera {
  const [a, b] = [from ?? to, to ?? from];
  if (!a || !b) return { free: false, x: 0, y: 0, k: 1 };
  const mix = (p: number, q: number) => p + (q - p) * t;
  return { free: false, x: mix(a.x, b.x), y: mix(a.y, b.y), k: mix(a.k, b.k) };
}
