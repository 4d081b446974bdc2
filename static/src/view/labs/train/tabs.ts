/** The parts of the page: side by side where there is room, else one at a time behind tabs. */

import { TABS, type Tab } from "../../../model/labs/training.ts";
import { dress, fill, h } from "../../dom.ts";
import type { TrainPage } from "./page.ts";

/** From this width on there are two columns. */
const WIDE = "(min-width: 1200px)";
/** Stand in the left column all the time, where there are two. */
const LEFT: ReadonlySet<Tab> = new Set(["settings", "curves"]);

export interface Part {
  readonly element: HTMLElement;
  /** Hears that it has come into sight, or gone. */
  readonly seen?: (visible: boolean) => void;
}

export function mountTabs({ settings, words }: TrainPage, parts: Readonly<Record<Tab, Part>>): HTMLElement {
  const wide = matchMedia(WIDE);
  const tabs = TABS.map((tab) =>
    h(
      "button",
      {
        type: "button",
        class: "tab",
        role: "tab",
        id: `tab-${tab}`,
        "aria-controls": `part-${tab}`,
        "data-tab": tab,
        onclick: () => settings.set({ tab }),
      },
      words(`labs.train.tab.${tab}`),
    ),
  );
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": words("labs.train.parts") }, ...tabs);
  list.addEventListener("keydown", (event) => {
    const shown = tabs.filter((tab) => !tab.hidden);
    const at = shown.indexOf(document.activeElement as HTMLButtonElement);
    const to = TO[event.key]?.(at, shown.length);
    if (to === undefined) return;
    event.preventDefault();
    shown[(to + shown.length) % shown.length]?.focus();
    shown[(to + shown.length) % shown.length]?.click();
  });
  for (const tab of TABS) dress(parts[tab].element, { id: `part-${tab}`, "data-part": tab });
  const left = h("div", { class: "column" });
  const right = h("div", { class: "column" });
  const element = h("div", { class: "columns" }, left, right);

  const layOut = () => {
    const both = wide.matches;
    dress(element, { "data-wide": String(both) });
    fill(left, both ? TABS.filter((tab) => LEFT.has(tab)).map((tab) => parts[tab].element) : []);
    fill(right, [list, ...TABS.filter((tab) => !both || !LEFT.has(tab)).map((tab) => parts[tab].element)]);
    show();
  };
  const show = () => {
    const both = wide.matches;
    const { tab } = settings.get();
    const chosen: Tab = both && LEFT.has(tab) ? "digits" : tab;
    for (const [i, name] of TABS.entries()) {
      const beside = both && LEFT.has(name);
      const visible = beside || name === chosen;
      const { element: part, seen } = parts[name];
      if (tabs[i]) {
        tabs[i].hidden = beside;
        dress(tabs[i], {
          "aria-selected": String(name === chosen),
          tabindex: name === chosen ? 0 : -1,
        });
      }
      dress(
        part,
        beside
          ? { role: "region", "aria-labelledby": null, "aria-label": words(`labs.train.tab.${name}`) }
          : { role: "tabpanel", "aria-labelledby": `tab-${name}`, "aria-label": null },
      );
      part.hidden = !visible;
      seen?.(visible);
    }
  };
  wide.addEventListener("change", layOut);
  layOut();
  settings.subscribe((now, before) => {
    if (now.tab !== before.tab) show();
  });
  return element;
}

const TO: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};
