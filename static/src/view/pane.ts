/** The cards at the sides of the window, over the graph: they are seen whatever the camera looks at. */

import { frameIn } from "../model/derived.ts";
import type { State } from "../model/session.ts";
import { paneShapes } from "../scene/pane.ts";
import { panesIn } from "../scene/panes.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, part, svg } from "./dom.ts";
import type { GraphView } from "./graph.ts";
import { join } from "./join.ts";

export function mountPane({ store }: App, { stageNow }: GraphView): void {
  const pane = svg("g", { class: "pane", "aria-hidden": "true" });
  part("graph").append(pane);
  const overlay = part("canvas").querySelector<HTMLElement>(".overlay");
  const draw = (state: State) => {
    const frame = frameIn(state);
    const stage = stageNow();
    if (!frame || !stage) return;
    const panes = panesIn(state, stage);
    const { x, y, k } = state.camera;
    join(pane, paneShapes(panes, frame, state, wordsOf(state)));
    dress(pane, { transform: `translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${k.toFixed(4)})` });
    // What moves on the graph does so behind them.
    const { left = 0, right = 0 } = Object.fromEntries(panes.map(({ side, box }) => [side, box.width * k]));
    if (overlay) overlay.style.clipPath = panes.length === 0 ? "" : `inset(0 ${right}px 0 ${left}px)`;
  };
  store.watch(
    [
      "trace",
      "closed",
      "cursor",
      "granularity",
      "camera",
      "step",
      "projection",
      "zoom",
      "sought",
      "block",
      "whole",
      "mask",
      "notation",
      "outlined",
      "language",
      "viewport",
    ],
    draw,
  );
}
