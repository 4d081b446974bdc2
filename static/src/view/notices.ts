/** Over the graph: the connection is gone, the numbers are no longer finite. And the camera's buttons. */

import { timelineIn } from "../model/derived.ts";
import type { State } from "../model/session.ts";
import type { Key } from "../text/i18n.ts";
import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { type Child, fill, h, prose } from "./dom.ts";
import { icon } from "./icons.ts";

export function mountNotices(app: App, corner: HTMLElement): void {
  const { store } = app;
  const list = h("div", { class: "notice-list", role: "status" });
  const tools = h(
    "div",
    { class: "camera-tools" },
    actionButton(app, "zoom-out"),
    actionButton(app, "fit"),
    actionButton(app, "zoom-in"),
  );
  fill(corner, [list, tools]);

  const draw = (state: State) => fill(list, [connection(state), ...warnings(state)]);

  const warnings = (state: State): Child[] => {
    const words = wordsOf(state);
    const stops = timelineIn(state)?.stops ?? [];
    return (state.trace?.warnings ?? []).map(({ message, step }) => {
      const at = Math.max(
        0,
        stops.findIndex(({ last }) => last >= (step ?? 0)),
      );
      const go = () => store.set({ step: at, cursor: at, playing: false });
      return h(
        "div",
        { class: "notice" },
        icon("warning"),
        h("span", {}, ...prose(message)),
        h(
          "button",
          { type: "button", class: "button text outlined", onclick: go },
          words("warning.go", { i: at + 1 }),
        ),
      );
    });
  };

  store.watch(["connection", "trace", "language", "granularity"], draw);
}

const TROUBLE: Readonly<Partial<Record<State["connection"], Key>>> = {
  offline: "problem.offline",
  busy: "problem.busy",
  unexpected: "problem.unexpected",
};

function connection(state: State): Child {
  const key = TROUBLE[state.connection];
  if (!key) return null;
  return h("div", { class: "notice" }, icon("warning"), h("span", {}, wordsOf(state)(key, { seconds: 3 })));
}
