/** A language is chosen when its words have come, so that no part of the page is ever without them. */

import { hasWords, loadWords } from "../text/i18n.ts";
import type { State } from "./session.ts";
import type { Store } from "./store.ts";

export function withWords(store: Store<State>): Store<State> {
  return {
    ...store,
    set(patch) {
      const { language } = patch;
      if (language === undefined || hasWords(language)) store.set(patch);
      else void loadWords(language).then(() => store.set(patch));
    },
  };
}
