/** Keeps the place of the reader in line with the step that is wanted. */

import { timelineIn } from "./derived.ts";
import { placeOf } from "./place.ts";
import type { State } from "./session.ts";
import type { Store } from "./store.ts";

export function startStanding(store: Store<State>): void {
  store.watch(["step", "trace", "granularity", "landing"], (state) => {
    const line = timelineIn(state);
    if (!line || state.landing) return;
    const place = placeOf(line, state.step);
    const { step, detail } = state.place;
    if (place.step !== step || place.detail !== detail) store.set({ place });
  });
}
