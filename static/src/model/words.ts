/** A language, or a granularity, is chosen when its words have come: no part of the page is ever without them. */

import { hasWords, loadWords } from "../text/i18n.ts";
import type { State } from "./session.ts";
import type { Store } from "./store.ts";
import { canTell, fetchTellings } from "./telling.ts";

export function withWords(store: Store<State>): Store<State> {
  return {
    ...store,
    set(patch) {
      const wanted = fetchWords(patch);
      if (wanted.length === 0) store.set(patch);
      else void Promise.all(wanted).then(() => store.set(patch));
    },
  };
}

/** Fetches the words that these settings need and that are not here. */
export function fetchWords({ language, granularity }: Partial<State>): Promise<void>[] {
  return [
    ...(language === undefined || hasWords(language) ? [] : [loadWords(language)]),
    ...(granularity === undefined || canTell(granularity) ? [] : [fetchTellings()]),
  ];
}
