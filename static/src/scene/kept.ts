/** Shapes made anew only when what they show has changed: the join then has nothing to compare. */

import type { Shape } from "./shapes.ts";

type Make = () => Shape | null;

/** Remembers, for each owner, the last shape and what it was made from. */
export function keeper(): (owner: object, parts: readonly unknown[], make: Make) => Shape | null {
  const kept = new WeakMap<object, { parts: readonly unknown[]; shape: Shape | null }>();
  return (owner, parts, make) => {
    const known = kept.get(owner);
    if (known?.parts.every((part, i) => Object.is(part, parts[i]))) return known.shape;
    const shape = make();
    kept.set(owner, { parts, shape });
    return shape;
  };
}
