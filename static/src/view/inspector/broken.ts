/** A way back from NaN or infinity to the step where it was first seen. */

import { firstSeen, stopOf } from "../../model/broken.ts";
import { timelineIn } from "../../model/derived.ts";
import { type Child, h } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Look } from "./look.ts";

export function broken({ app, state, shown, frame, words }: Look): Child {
  const { value, gradient } = shown;
  const grad = "value" in gradient ? gradient.value : null;
  const warning = firstSeen(frame.trace, value) ?? firstSeen(frame.trace, grad);
  const stops = timelineIn(state)?.stops ?? [];
  if (!warning) return null;
  const step = stopOf(stops, warning);
  const go = () => app.store.set({ step, cursor: step, playing: false });
  return h(
    "p",
    { class: "broken-since" },
    icon("warning"),
    h("span", {}, words(warning.code === "nan" ? "warning.nan" : "warning.infinity")),
    h("button", { type: "button", class: "link", onclick: go }, words("warning.first_seen", { i: step + 1 })),
  );
}
