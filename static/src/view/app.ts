/** What every part of the page is given. */

import { action } from "../model/actions/index.ts";
import type { State } from "../model/session.ts";
import type { Store } from "../model/store.ts";
import { type Translate, translators } from "../text/i18n.ts";

export interface App {
  readonly store: Store<State>;
}

/** The words of the language that the page is in. */
export function wordsOf({ language }: Pick<State, "language">): Translate {
  return translators[language];
}

/** Does what an action says, if it may be done now. */
export function perform({ store }: App, id: string): void {
  const { enabled, perform: act } = action(id);
  if (enabled(store.get())) store.set(act(store.get()));
}
