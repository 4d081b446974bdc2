/** Far inputs in a projection, over the graph: they are seen whatever the camera looks at. */

import { frameIn } from "../model/derived.ts";
import type { State } from "../model/session.ts";
import { paneShapes } from "../scene/pane.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, part, svg } from "./dom.ts";
import type { GraphView } from "./graph.ts";
import { join } from "./join.ts";

export function mountPane({ store }: App, { stageNow }: GraphView): void {
  const pane = svg("g", { class: "pane", "aria-hidden": "true" });
  part("graph").append(pane);
  const draw = (state: State) => {
    const frame = frameIn(state);
    const stage = stageNow();
    if (!frame || !stage) return;
    join(pane, paneShapes(state, frame, stage, wordsOf(state)));
    dress(pane, { transform: `scale(${state.camera.k.toFixed(4)})` });
  };
  store.watch(
    [
      "trace",
      "cursor",
      "granularity",
      "camera",
      "step",
      "projection",
      "zoom",
      "mask",
      "language",
      "viewport",
    ],
    draw,
  );
}
