/** The left and the right tenth of a projection: tap to step, without a keyboard. */

import { action } from "../model/actions/index.ts";
import { type App, perform, wordsOf } from "./app.ts";
import { dress, h } from "./dom.ts";
import { icon } from "./icons.ts";

export function mountZones(app: App, stage: HTMLElement): void {
  const zones = (["previous", "next"] as const).map((id) => {
    const zone = h(
      "button",
      { type: "button", class: `zone ${id}`, onclick: () => perform(app, id) },
      icon(id),
    );
    return { id, zone };
  });
  stage.append(...zones.map(({ zone }) => zone));
  app.store.watch(["language"], (state) => {
    for (const { id, zone } of zones) dress(zone, { "aria-label": wordsOf(state)(action(id).label(state)) });
  });
}
