/** All mistakes to choose from; those that were mended in this browser say so. */

import type { Translate } from "../../../text/i18n.ts";
import type { Mistake } from "../../../wire/mistakes.ts";
import { copyText } from "../../copying.ts";
import { dress, fill, h, say } from "../../dom.ts";

export interface Shelf {
  readonly element: HTMLElement;
  show(mistakes: readonly Mistake[], chosen: string, solved: ReadonlySet<string>): void;
}

export function makeShelf(words: Translate, choose: (id: string) => void): Shelf {
  const list = h("div", { class: "shelf-list", role: "group", "aria-label": words("labs.mistakes.choose") });
  const title = h("p", { class: "shelf-title" });
  const note = h("p", { class: "hint", role: "status" });
  const address = h("span", { class: "unseen" });
  let offered: readonly Mistake[] = [];
  const draw = () => {
    const one = offered[Math.floor(Math.random() * offered.length)];
    if (one) choose(one.id);
  };
  const plant = async () => {
    say(address, location.href);
    say(note, words((await copyText(address)) ? "copy.done" : "copy.by_hand"));
  };
  const element = h(
    "div",
    { class: "shelf" },
    list,
    h(
      "div",
      { class: "shelf-tools" },
      title,
      h(
        "button",
        { type: "button", class: "button text outlined", "data-draw": "", onclick: draw },
        words("labs.mistakes.random"),
      ),
      h(
        "button",
        { type: "button", class: "button text outlined", "data-plant": "", onclick: () => void plant() },
        words("labs.mistakes.plant"),
      ),
      address,
    ),
    note,
  );
  return {
    element,
    show(mistakes, chosen, solved) {
      if (mistakes !== offered) {
        offered = mistakes;
        fill(
          list,
          mistakes.map(({ id }) =>
            h("button", { type: "button", class: "button text", "data-bug": id, onclick: () => choose(id) }),
          ),
        );
      }
      for (const button of list.querySelectorAll("button")) {
        const id = button.dataset.bug ?? "";
        const done = solved.has(id);
        say(button, id);
        dress(button, {
          "aria-pressed": String(id === chosen),
          "data-done": done,
          "aria-label": done ? `${id}, ${words("labs.mistakes.solved")}` : id,
        });
      }
      say(title, mistakes.find(({ id }) => id === chosen)?.title ?? "");
      const all = mistakes.length > 0 && mistakes.every(({ id }) => solved.has(id));
      if (all) say(note, words("labs.mistakes.all"));
    },
  };
}
