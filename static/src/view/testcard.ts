/** Can the last row read this: the four marks, the two sizes of type, and lines of one pixel. */

import type { Key } from "../text/i18n.ts";
import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { fill, h } from "./dom.ts";
import { MARKS, markPicture } from "./legend.ts";

const SIZES: readonly (readonly [name: string, words: Key])[] = [
  ["primary", "projection.primary"],
  ["secondary", "projection.secondary"],
];

export function mountTestCard(app: App, place: HTMLElement): void {
  const content = h("div", { class: "test-content" });
  const card = h(
    "section",
    { class: "test-card" },
    content,
    h(
      "div",
      { class: "test-tools" },
      actionButton(app, "room", { text: true }),
      actionButton(app, "test-card", { text: true }),
    ),
  );
  place.append(card);
  app.store.watch(["testCard", "language"], (state) => {
    card.hidden = !state.testCard;
    if (card.hidden) return;
    const words = wordsOf(state);
    fill(content, [
      h("h2", {}, words("projection.last_row")),
      ...SIZES.map(([name, key]) => h("p", { class: name }, words(key))),
      h("ul", {}, ...MARKS.map((mark) => h("li", {}, markPicture(mark), words(mark[0])))),
      h("div", { class: "pixel-grid" }),
    ]);
  });
}
