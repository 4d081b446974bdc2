/** A part of a store as a store of its own. */

import type { Store } from "./store.ts";

export function partOf<S extends object, K extends keyof S & string>(
  store: Store<S>,
  key: K,
): S[K] extends object ? Store<S[K]> : never;
export function partOf<T extends object>(store: Store<Record<string, T>>, key: string): Store<T> {
  const get = () => store.get()[key] as T;
  const subscribe: Store<T>["subscribe"] = (listener) =>
    store.subscribe((now, before) => {
      const [own, old] = [now[key] as T, before[key] as T];
      if (own !== old) listener(own, old);
    });
  return {
    get,
    set(patch) {
      const keys = Object.keys(patch) as (keyof T)[];
      if (keys.some((name) => !Object.is(patch[name], get()[name])))
        store.set({ [key]: { ...get(), ...patch } });
    },
    subscribe,
    watch(keys, listener) {
      listener(get(), get());
      return subscribe((now, before) => {
        if (keys.some((name) => !Object.is(now[name], before[name]))) listener(now, before);
      });
    },
  };
}
