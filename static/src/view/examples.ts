/** The menu of worked examples. */

import { opened } from "../model/request.ts";
import type { State } from "../model/session.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h, say } from "./dom.ts";
import { makeMenu } from "./menu.ts";

export function examplesMenu({ store }: App): HTMLElement {
  const { element, name, button, list } = makeMenu("examples");

  const draw = (state: State) => {
    const words = wordsOf(state);
    say(name, words("examples.label"));
    dress(list, { "aria-label": words("examples.choose") });
    const { examples } = state;
    fill(list, [
      h(
        "button",
        {
          type: "button",
          class: "menu-item",
          "data-example": "net-maker",
          onclick: () => {
            list.hidePopover();
            store.set({ dialog: "net" });
          },
        },
        h("span", { class: "menu-title" }, words("net.maker")),
        h("span", { class: "menu-section" }, ""),
        h("span", { class: "menu-goal" }, words("net.maker_goal")),
      ),
      ...(examples?.map((example) =>
        h(
          "button",
          {
            type: "button",
            class: "menu-item",
            "data-example": example.slug,
            onclick: () => {
              list.hidePopover();
              button.focus();
              store.set({ ...opened(example.request), drawer: "none" });
            },
          },
          h("span", { class: "menu-title" }, example.title),
          h("span", { class: "menu-section" }, example.section),
          h("span", { class: "menu-goal" }, example.goal),
        ),
      ) ?? [h("p", { class: "hint" }, words("examples.failed"))]),
    ]);
  };

  store.watch(["examples", "language"], draw);
  return element;
}
