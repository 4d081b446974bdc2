/** The mark that opens a card, or closes the frame around an open layer. */

import { group, type PointLike, path, rect, type Shape } from "./shapes.ts";

/** As wide as high; large enough for a finger's tip. */
export const HINGE = 24;

/** `node`: what opens or closes when it is pressed. The keyboard has a key for that. */
export function hingeShape(node: string, { x, y }: PointLike, kind: "open" | "close"): Shape {
  const middle = HINGE / 2;
  const bars = kind === "open" ? `M7 ${middle}h10M${middle} 7v10` : `M7 ${middle}h10`;
  return group(
    "hinge",
    { class: `hinge ${kind}`, transform: `translate(${x},${y})`, "data-hinge": node, "aria-hidden": "true" },
    [rect("area", { x: 0, y: 0, width: HINGE, height: HINGE }, { rx: 6 }), path("bars", bars, {})],
  );
}
