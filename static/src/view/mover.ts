/** What moves, painted over the picture. */

import type { Frame } from "../model/frame.ts";
import type { Camera } from "../model/session.ts";
import type { Stage } from "../scene/graph.ts";
import { movingMarks } from "../scene/moving.ts";
import type { Sight } from "../scene/sight.ts";
import { makePainter } from "./painter.ts";

export interface Mover {
  move(frame: Frame, stage: Stage, sight: Sight, camera: Pick<Camera, "x" | "y" | "k">): void;
  resize(width: number, height: number): void;
}

export function makeMover(canvas: HTMLCanvasElement, picture: SVGSVGElement): Mover {
  const painter = makePainter(canvas, picture);
  return {
    move: (frame, stage, sight, camera) => painter.paint(movingMarks(frame, stage, sight), camera),
    resize: painter.resize,
  };
}
