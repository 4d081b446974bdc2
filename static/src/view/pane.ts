/** The cards at the sides of the window, over the graph: they are seen whatever the camera looks at. */

import { frameIn } from "../model/derived.ts";
import type { State } from "../model/session.ts";
import { paneShapes } from "../scene/pane.ts";
import { panesIn } from "../scene/panes.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, part, svg } from "./dom.ts";
import type { GraphView } from "./graph.ts";
import { join } from "./join.ts";

export function mountPane({ store }: App, { stageNow, listen }: GraphView): void {
  const pane = svg("g", { class: "pane", "aria-hidden": "true" });
  part("graph").append(pane);
  const overlay = part("canvas").querySelector<HTMLElement>(".overlay");
  const panesNow = (state: State) => {
    const stage = stageNow();
    return stage ? panesIn(state, stage) : [];
  };
  const draw = (state: State) => {
    const frame = frameIn(state);
    if (frame) join(pane, paneShapes(panesNow(state), frame, state, wordsOf(state)));
    look(state);
  };
  const look = (state: State) => {
    const { x, y, k } = state.camera;
    dress(pane, { transform: `translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${k.toFixed(4)})` });
    // What moves on the graph does so behind them.
    const panes = panesNow(state);
    const { left = 0, right = 0 } = Object.fromEntries(panes.map(({ side, box }) => [side, box.width * k]));
    if (overlay) overlay.style.clipPath = panes.length === 0 ? "" : `inset(0 ${right}px 0 ${left}px)`;
  };
  listen(draw);
  store.watch(["camera"], look);
}
