/** Buttons to the steps of a node. */

import { timelineIn } from "../../model/derived.ts";
import { concerns } from "../../model/stops.ts";
import { type Child, h } from "../dom.ts";
import type { Look } from "./look.ts";

export function ways({ frame, shown, state, words, app }: Look): Child[] {
  const stops = timelineIn(state)?.stops ?? [];
  const seen = new Set<string>();
  return stops.flatMap((stop, at) => {
    const { step } = stop;
    if (seen.has(step.phase) || !concerns(stop, frame.trace, [shown.node.id])) return [];
    seen.add(step.phase);
    const go = () => app.store.set({ step: at, cursor: at, playing: false });
    const name = words("inspector.go", { phase: words(`phase.${step.phase}`) });
    return [
      h(
        "button",
        { type: "button", class: "button text outlined", "data-focus": `way ${step.phase}`, onclick: go },
        name,
      ),
    ];
  });
}
