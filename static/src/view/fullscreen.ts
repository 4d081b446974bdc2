/** Full screen as the state wishes it, as far as the browser allows. */

import type { State } from "../model/session.ts";
import { type App, perform, wordsOf } from "./app.ts";
import { fill, h } from "./dom.ts";
import { icon } from "./icons.ts";

/** Where there is one, Escape can be had in full screen too: it then closes layer by layer. */
interface Keyboard {
  lock?(keys: readonly string[]): Promise<void>;
}

export function mountFullScreen(app: App, corner: HTMLElement): void {
  const { store } = app;
  let leaving = false;

  const enter = async () => {
    try {
      await document.documentElement.requestFullscreen();
      const { keyboard } = navigator as Navigator & { keyboard?: Keyboard };
      await keyboard?.lock?.(["Escape"]).catch(() => undefined);
    } catch {
      store.set({ fullScreen: false, refused: true });
    }
  };

  store.watch(["fullScreen"], ({ fullScreen }, before) => {
    const inside = document.fullscreenElement !== null;
    if (fullScreen && !inside) void enter();
    if (!fullScreen && inside && before.fullScreen) {
      leaving = true;
      void document.exitFullscreen();
    }
  });
  document.addEventListener("fullscreenchange", () => {
    const inside = document.fullscreenElement !== null;
    // Left with the browser's own Escape, which the page has not heard.
    if (!inside && !leaving && store.get().projection === "on") perform(app, "close");
    leaving = false;
    store.set({ fullScreen: inside });
  });

  const notice = h("div", { class: "notice refusal", role: "status" });
  corner.append(notice);
  store.watch(["refused", "projection", "language"], (state) => {
    notice.hidden = !state.refused;
    fill(notice, [icon("warning"), h("span", {}, refusal(state))]);
  });
  store.watch(["step"], (now, before) => {
    if (now.step !== before.step) store.set({ refused: false });
  });
}

function refusal(state: State): string {
  return wordsOf(state)(state.projection === "on" ? "projection.refused" : "projection.refused_page");
}
