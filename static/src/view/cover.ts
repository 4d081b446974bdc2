/** A black or a white screen over everything; a tap takes it away. */

import { type App, perform, wordsOf } from "./app.ts";
import { dress, h } from "./dom.ts";

export function mountCover(app: App, place: HTMLElement): void {
  const cover = h("button", { type: "button", class: "cover", onclick: () => perform(app, "uncover") });
  place.append(cover);
  app.store.watch(["cover", "language"], (state) => {
    cover.hidden = state.cover === "none";
    dress(cover, { "data-cover": state.cover, "aria-label": wordsOf(state)("projection.uncover") });
  });
}
