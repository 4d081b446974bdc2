/** The tools of a projection, as a sheet of buttons made from the actions. */

import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { dress, h } from "./dom.ts";

const TOOLS = [
  "spotlight",
  "black",
  "white",
  "mask",
  "inspector",
  "test-card",
  "full-screen",
  "zoom-in",
  "zoom-out",
  "room",
  "dock",
  "language",
  "help",
  "projection",
];

export function mountTools(app: App, place: HTMLElement): void {
  const sheet = h(
    "div",
    { class: "presenter-tools", role: "group" },
    ...TOOLS.map((id) => actionButton(app, id, { text: true })),
  );
  place.append(sheet);
  app.store.watch(["language"], (state) =>
    dress(sheet, { "aria-label": wordsOf(state)("projection.tools") }),
  );
}
