/** Every digit of the number pointed at, beside it, with a button that copies it. */

import { formatExactly } from "../text/numbers.ts";
import { type App, wordsOf } from "./app.ts";
import { copyText } from "./copying.ts";
import { dress, h, say } from "./dom.ts";
import { icon } from "./icons.ts";
import type { Tell } from "./pointing.ts";

const GAP = 8;

export interface Popup {
  readonly element: HTMLElement;
  readonly show: Tell;
}

export function makePopup({ store }: App): Popup {
  const digits = h("span", { class: "digits" });
  const copied = h("span", { class: "copied", role: "status" });
  const copy = h(
    "button",
    { type: "button", class: "button", tabindex: -1, onclick: () => take() },
    icon("copy"),
  );
  const element = h("div", { class: "number-popup", hidden: true }, digits, copy, copied);

  const take = async () => {
    const done = await copyText(digits);
    say(copied, wordsOf(store.get())(done ? "copy.done" : "copy.by_hand"));
  };

  // Esc takes it away and nothing else, and the next number brings it back; Enter copies the number with the focus.
  document.addEventListener(
    "keydown",
    (event) => {
      if (element.hidden) return;
      const number =
        event.target instanceof Element && event.target.matches("[data-index]:not(.net *), [data-number]");
      if (event.key === "Enter" && number) void take();
      else if (event.key === "Escape") {
        element.hidden = true;
        store.set({ cell: null });
      } else return;
      event.preventDefault();
    },
    { capture: true },
  );

  return {
    element,
    show(pointed, by) {
      const value = pointed?.value ?? null;
      // Hidden in between, it waits again for the pointer to rest.
      element.hidden = true;
      if (!pointed || value === null) return;
      element.dataset.by = by;
      const words = wordsOf(store.get());
      const exact = formatExactly(value);
      say(digits, exact);
      say(copied, "");
      dress(copy, {
        "aria-label": words("copy.value", { value: exact }),
        title: words("copy.value", { value: exact }),
      });
      element.hidden = false;
      place(element, pointed.box);
    },
  };
}

/** Below the number, or above it where there is no room below; always inside the window. */
function place(element: HTMLElement, box: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const below = box.bottom + GAP + height <= window.innerHeight;
  const left = Math.max(GAP, Math.min(window.innerWidth - width - GAP, box.left + box.width / 2 - width / 2));
  element.style.setProperty("left", `${left}px`);
  element.style.setProperty("top", `${below ? box.bottom + GAP : Math.max(GAP, box.top - GAP - height)}px`);
}
