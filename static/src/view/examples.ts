/** The menu of worked examples. */

import { opened } from "../model/request.ts";
import type { State } from "../model/session.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h, say } from "./dom.ts";
import { icon } from "./icons.ts";

export function examplesMenu({ store }: App): HTMLElement {
  const name = h("span", {});
  const button = h(
    "button",
    { type: "button", class: "button text", "aria-haspopup": "true", "aria-expanded": "false" },
    name,
    icon("down"),
  );
  const list = h("div", { class: "menu", id: "examples", popover: "auto" });
  dress(button, { popovertarget: "examples" });
  const element = h("div", { class: "examples" }, button, list);

  const draw = (state: State) => {
    const words = wordsOf(state);
    say(name, words("examples.label"));
    dress(list, { "aria-label": words("examples.choose") });
    const { examples } = state;
    fill(
      list,
      examples?.map((example) =>
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
      ) ?? [h("p", { class: "hint" }, words("examples.failed"))],
    );
  };

  list.addEventListener("toggle", (event) => {
    const open = (event as ToggleEvent).newState === "open";
    dress(button, { "aria-expanded": String(open) });
    if (open) {
      const { left, bottom } = button.getBoundingClientRect();
      list.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8))}px`);
      list.style.setProperty("top", `${bottom + 6}px`);
      list.querySelector("button")?.focus();
    }
  });
  list.addEventListener("keydown", (event) => {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move === 0) return;
    const items = [...list.querySelectorAll<Element>("button")];
    const at = document.activeElement ? items.indexOf(document.activeElement) : -1;
    (items[(at + move + items.length) % items.length] as HTMLElement | undefined)?.focus();
    event.preventDefault();
  });
  store.watch(["examples", "language"], draw);
  return element;
}
