/** The keyboard: keys become actions, unless what has the focus wants them itself. */

import { actionFor } from "../model/actions/index.ts";
import type { Key, Translate } from "../text/i18n.ts";
import type { App } from "./app.ts";

const NAMES: Readonly<Record<string, Key>> = {
  ArrowLeft: "keys.arrow_left",
  ArrowRight: "keys.arrow_right",
  ArrowUp: "keys.arrow_up",
  ArrowDown: "keys.arrow_down",
  Shift: "keys.shift",
  Mod: "keys.control",
  " ": "keys.space",
  Enter: "keys.enter",
  Escape: "keys.escape",
  Home: "keys.home",
  End: "keys.end",
  PageUp: "keys.page_up",
  PageDown: "keys.page_down",
};

/** How a key is written for people: `Shift+→`. */
export function keyText(key: string, words: Translate): string {
  const parts = key.length > 1 ? key.split("+") : [key];
  return parts.map((part) => (NAMES[part] ? words(NAMES[part]) : part.toUpperCase())).join("+");
}

/** At most this many steps a second while a key is held. */
const REPEATS = 8;

export function listenToKeys({ store }: App): void {
  let last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || wants(event)) return;
    const found = actionFor(event, store.get());
    if (!found) return;
    event.preventDefault();
    if (event.repeat) {
      if (event.timeStamp - last < 1000 / REPEATS) return;
      // Held down, a key shows places, not ways.
      store.set({ cursor: store.get().step });
    }
    last = event.timeStamp;
    if (found.enabled(store.get())) store.set(found.perform(store.get()));
  });
}

/** Whether the element with the focus has its own use for the key. */
function wants(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey } = event;
  // Inside a shadow root the event's own target is its host.
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return false;
  if (target.closest("textarea, input, select, [contenteditable]"))
    return key !== "Escape" && !ctrlKey && !metaKey;
  const dialog = target.closest("dialog");
  if (dialog) return key !== "Escape" && key !== "?";
  return (key === " " || key === "Enter") && target.closest("button, a, summary") !== null;
}
