/** The way from the workbench to the other pages; the gradient check takes the program along, if it is not left out. */

import { isLeftOut } from "../model/controls.ts";
import { checkAddress } from "../model/labs/check.ts";
import type { State } from "../model/session.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h, say } from "./dom.ts";
import { makeMenu } from "./menu.ts";
import { PLACES } from "./places.ts";

export function labsMenu({ store }: App): HTMLElement {
  const { element, name, list } = makeMenu("places");
  store.watch(["language", "hide"], (state: State) => {
    const words = wordsOf(state);
    say(name, words("place.open"));
    dress(list, { "aria-label": words("place.label") });
    fill(
      list,
      PLACES.filter(({ path }) => path !== location.pathname && !isLeftOut(path.slice(1), state)).map(
        ({ path, label }) =>
          h("a", { class: "menu-item", href: `${path}?lang=${state.language}` }, words(label)),
      ),
    );
  });
  list.addEventListener("beforetoggle", () => {
    const [check] = list.querySelectorAll<HTMLAnchorElement>('[href^="/check"]');
    if (check) check.href = checkAddress(store.get());
  });
  store.watch(["leaving"], (state) => {
    if (state.leaving === "none") return;
    // Whoever comes back finds the page as it was.
    store.set({ leaving: "none" });
    location.assign(checkAddress(state));
  });
  return element;
}
