/** A store that follows another at the pace of a reader. */

import { createStore, type Store } from "../store.ts";

/** Milliseconds between two changes: four a second. */
const PAUSE = 250;

/** What `store` holds, changed now and then; at once where the change is `urgent`. */
export function calmed<S extends object>(
  store: Store<S>,
  urgent: (now: S, shown: S) => boolean,
  after: (milliseconds: number, callback: () => void) => unknown,
): Store<S> {
  const shown = createStore(store.get());
  let waiting = false;
  store.subscribe((now) => {
    if (urgent(now, shown.get())) return shown.set(now);
    if (waiting) return;
    waiting = true;
    after(PAUSE, () => {
      waiting = false;
      shown.set(store.get());
    });
  });
  return shown;
}
