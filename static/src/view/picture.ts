/** The picture of the graph: what stands is joined to the SVG, what moves is painted on a canvas above it. */

import type { Region } from "../model/cell.ts";
import type { Frame } from "../model/frame.ts";
import type { Camera, State } from "../model/session.ts";
import { type Still, stillOf } from "../model/still.ts";
import { graphShapes, type Stage } from "../scene/graph.ts";
import { type Sight, sightOf } from "../scene/sight.ts";
import type { Translate } from "../text/i18n.ts";
import type { Notation } from "../text/mathml.ts";
import { join } from "./join.ts";
import type { Mover, makeMover } from "./mover.ts";

export interface Shown {
  readonly frame: Frame;
  readonly stage: Stage;
  readonly words: Translate;
  readonly outlined: readonly Region[];
  readonly notation: Notation;
}

export interface Picture {
  /** From now on what moves is painted too. */
  animate(make: typeof makeMover): void;
  /** Draws a frame, as far as it differs from the one before. */
  show(shown: Shown): void;
  /** Looks from elsewhere. */
  look(camera: Camera): void;
  resize(viewport: State["viewport"]): void;
  /** Has this card drawn wherever the camera is. */
  keep(node: string | null): void;
}

/** `changed` hears when elements of the scene were made or changed. */
export function makePicture(
  picture: SVGSVGElement,
  scene: SVGElement,
  canvas: HTMLCanvasElement,
  changed: () => void,
): Picture {
  /** It comes after the first picture, in which nothing moves. */
  let mover: Mover | null = null;
  let shown: (Shown & { readonly still: Still }) | null = null;
  let camera: Pick<Camera, "x" | "y" | "k"> = { x: 0, y: 0, k: 1 };
  let viewport = { width: 0, height: 0 };
  let focused: string | null = null;
  let sight: Sight | undefined;
  let drawn: readonly unknown[] = [];

  const draw = () => {
    if (!shown) return;
    const { frame, still, stage, words, outlined, notation } = shown;
    sight = sightOf(camera, viewport, stage.metrics, frame.nodes.length, focused, sight);
    const parts = [still, stage, words, sight, outlined, notation];
    if (parts.some((part, i) => part !== drawn[i])) {
      drawn = parts;
      scene.setAttribute("class", `scene ${sight.detail}`);
      join(scene, graphShapes(still, stage, words, sight, outlined, notation));
      changed();
    }
    mover?.move(frame, stage, sight, camera);
  };

  return {
    animate(make) {
      mover = make(canvas, picture);
      mover.resize(viewport.width, viewport.height);
      draw();
    },
    show(next) {
      shown = { ...next, still: stillOf(next.frame, shown?.still ?? null) };
      draw();
    },
    look(from) {
      camera = from;
      const { x, y, k } = from;
      scene.setAttribute("transform", `translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${k.toFixed(4)})`);
      draw();
    },
    resize(size) {
      viewport = size;
      mover?.resize(size.width, size.height);
      draw();
    },
    keep(node) {
      if (node === focused) return;
      focused = node;
      draw();
    },
  };
}
