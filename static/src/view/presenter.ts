/** What a teacher has at hand in a projection: zones to tap, tools, full screen, covers, a spotlight, a test card. */

import type { App } from "./app.ts";
import { mountCover } from "./cover.ts";
import { part } from "./dom.ts";
import { mountFullScreen } from "./fullscreen.ts";
import { mountSpotlight } from "./spotlight.ts";
import { mountTestCard } from "./testcard.ts";
import { mountTools } from "./tools.ts";
import { mountZones } from "./zones.ts";

export function mountPresenter(app: App): void {
  const stage = part("canvas").parentElement as HTMLElement;
  mountZones(app, stage);
  mountTools(app, document.body);
  mountFullScreen(app, part("notices"));
  mountSpotlight(app, document.body);
  mountTestCard(app, document.body);
  mountCover(app, document.body);
  hideStillCursor();
}

const STILL = 3000;

/** A pointer that rests is taken off a projection by the style sheet. */
function hideStillCursor(): void {
  const root = document.documentElement;
  let timer = 0;
  const rest = () => {
    root.dataset.pointer = "still";
  };
  document.addEventListener("pointermove", () => {
    delete root.dataset.pointer;
    window.clearTimeout(timer);
    timer = window.setTimeout(rest, STILL);
  });
}
