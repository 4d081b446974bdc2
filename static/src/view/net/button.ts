/** The button that leads to the neurons of a net and back; and why there may be none. */

import { isNet, netOf } from "../../model/net.ts";
import type { State } from "../../model/session.ts";
import { type App, wordsOf } from "../app.ts";
import { actionButton } from "../button.ts";
import { dress } from "../dom.ts";

export function netButton(app: App): HTMLButtonElement {
  const button = actionButton(app, "net", { text: true, class: "to-net" });
  app.store.watch(["trace", "net", "language", "view"], (state) => {
    const why = refusalIn(state);
    if (why !== null) dress(button, { title: why, "aria-label": why });
    else button.removeAttribute("aria-label");
  });
  return button;
}

/** Why the trace is drawn as no net; null where it may be. */
export function refusalIn(state: State): string | null {
  const reading = state.trace && netOf(state.trace);
  if (!reading || isNet(reading)) return null;
  return wordsOf(state)(`net.refused_${reading.reason}`, { name: reading.name });
}
