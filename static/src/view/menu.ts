/** A button with a list below it: opened and closed by the browser, gone through with the arrow keys. */

import { dress, h } from "./dom.ts";
import { icon } from "./icons.ts";

export interface Menu {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly list: HTMLElement;
}

export function makeMenu(id: string): Menu {
  const name = h("span", {});
  const button = h(
    "button",
    {
      type: "button",
      class: "button text",
      "aria-haspopup": "true",
      "aria-expanded": "false",
      popovertarget: id,
    },
    name,
    icon("down"),
  );
  const list = h("div", { class: "menu", id, popover: "auto" });
  const items = () => [...list.querySelectorAll(".menu-item")] as HTMLElement[];
  list.addEventListener("toggle", (event) => {
    const open = (event as ToggleEvent).newState === "open";
    dress(button, { "aria-expanded": String(open) });
    if (!open) return;
    const { left, bottom } = button.getBoundingClientRect();
    list.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8))}px`);
    list.style.setProperty("top", `${bottom + 6}px`);
    items()[0]?.focus();
  });
  list.addEventListener("keydown", (event) => {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move === 0) return;
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + move + all.length) % all.length]?.focus();
    event.preventDefault();
  });
  return { element: h("div", { class: id }, button, list), name, button, list };
}
