/** Where the camera that follows shall look for a step. */

import type { Layout } from "../layout/types.ts";
import { around, following } from "../model/camera.ts";
import { aimIn } from "../model/derived.ts";
import type { Folding } from "../model/folding.ts";
import type { Frame } from "../model/frame.ts";
import type { Camera, State } from "../model/session.ts";
import type { Stage } from "../scene/graph.ts";
import { READABLE } from "../scene/sight.ts";

export function cameraFor(state: State, { folding, layout, metrics }: Stage): Camera {
  const frame = aimIn(state);
  const readable = READABLE / metrics.type.small;
  const { step } = frame?.stop ?? {};
  const heart = step && "node" in step ? (layout.nodes.get(folding.cardOf(step.node)) ?? null) : null;
  const part = frame && around(boxesOf(frame, folding, layout));
  return following(layout, part, heart, state.viewport, readable, state.camera);
}

/** The current node with everything that the step touches; the first card where it touches none in particular. */
function boxesOf(frame: Frame, { cardOf }: Folding, layout: Layout) {
  const { step } = frame.stop;
  const ids = new Set(
    "node" in step ? [cardOf(step.node)] : frame.nodes.slice(0, 1).map(({ node }) => node.id),
  );
  for (const { edge, active } of frame.edges) if (active) ids.add(edge.source).add(edge.target);
  return [...ids].flatMap((id) => layout.nodes.get(id) ?? []);
}
