/** One value, the functions that wish to know when it changes, and nothing else. */

export type Listener<S> = (now: S, before: S) => void;

export interface Store<S extends object> {
  get(): S;
  /** Lays `patch` over the state; listeners hear of it once, and only if something differs. */
  set(patch: Partial<S>): void;
  /** Calls `listener` after each change; the function returned ends that. */
  subscribe(listener: Listener<S>): () => void;
  /** As `subscribe`, but only when one of `keys` changed; calls once at the start too. */
  watch(keys: readonly (keyof S)[], listener: Listener<S>): () => void;
}

export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial;
  let told = initial;
  let telling = false;
  const listeners = new Set<Listener<S>>();

  /** A change made by a listener is told after this one, so that all hear the same story in the same order. */
  function tell(): void {
    if (telling) return;
    telling = true;
    try {
      while (state !== told) {
        const [now, before] = [state, told];
        told = now;
        for (const listener of [...listeners]) listener(now, before);
      }
    } finally {
      telling = false;
    }
  }

  const subscribe = (listener: Listener<S>) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    get: () => state,
    set(patch) {
      const keys = Object.keys(patch) as (keyof S)[];
      if (keys.every((key) => Object.is(patch[key], state[key]))) return;
      state = { ...state, ...patch };
      tell();
    },
    subscribe,
    watch(keys, listener) {
      listener(state, state);
      return subscribe((now, before) => {
        if (keys.some((key) => !Object.is(now[key], before[key]))) listener(now, before);
      });
    },
  };
}

/** Resolves when `holds` of the state for the first time. */
export function until<S extends object>(store: Store<S>, holds: (state: S) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds(store.get())) return resolve();
    const end = store.subscribe((now) => {
      if (!holds(now)) return;
      end();
      resolve();
    });
  });
}
