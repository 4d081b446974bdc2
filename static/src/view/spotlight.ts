/** All but a circle in the dark: it begins at the current node, and goes with the pointer and with the focus. */

import type { App } from "./app.ts";
import { h } from "./dom.ts";

export function mountSpotlight({ store }: App, place: HTMLElement): void {
  const light = h("div", { class: "spotlight", "aria-hidden": "true" });
  place.append(light);

  const aim = (x: number, y: number) => {
    light.style.setProperty("--x", `${x}px`);
    light.style.setProperty("--y", `${y}px`);
  };
  const aimAt = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    aim(x + width / 2, y + height / 2);
  };

  store.watch(["spotlight"], ({ spotlight }) => {
    light.hidden = !spotlight;
    const current = document.querySelector("#graph .card.current .card-box");
    if (spotlight) aimAt(current ?? document.body);
  });
  document.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (store.get().spotlight) aim(clientX, clientY);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (store.get().spotlight && target instanceof Element) aimAt(target);
  });
}
