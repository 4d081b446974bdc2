/** The reader's hand on the picture: d3-zoom's wheel, drag and pinch. Fetched when it reaches out, for its size. */

import { select } from "d3-selection";
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import type { Camera } from "../model/session.ts";

export type Sight = Pick<Camera, "x" | "y" | "k">;

/** How small and how large the picture may become. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** Lays the hand on `picture`; `moved` hears where it moves. The function returned tells it of moves that it did not make. */
export function layHand(
  picture: SVGSVGElement,
  limits: Limits,
  moved: (sight: Sight) => void,
): (sight: Sight) => void {
  const selection = select<SVGSVGElement, unknown>(picture);
  const behaviour = zoom<SVGSVGElement, unknown>().scaleExtent([limits.min, limits.max]);
  selection.classed("movable", true).call(behaviour).on("dblclick.zoom", null);
  // For a moment after a wheel has turned, d3-zoom takes what it is told for the wheel's doing.
  let told = false;
  behaviour.on("zoom", ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
    if (sourceEvent && !told) moved(transform);
  });
  return ({ x, y, k }) => {
    const transform: ZoomTransform = zoomIdentity.translate(x, y).scale(k);
    told = true;
    behaviour.transform(selection, transform);
    told = false;
  };
}
