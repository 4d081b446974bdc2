/** What the reader has edited, kept so that it can be taken back: one history for the program and its values. */

import type { State } from "./session.ts";
import type { Settings } from "./state.ts";
import type { Store } from "./store.ts";

const EDITED = ["program", "inputs", "output", "upstream", "rate", "parameters", "expand"] as const;

/** The edited part of a state. */
export type Edition = Pick<Settings, (typeof EDITED)[number]>;

/** Milliseconds within which changes of one thing are one edit. */
const PAUSE = 700;
const LONGEST = 200;

type Edited = Edition & Pick<State, "past" | "future">;

export function undone(state: Edited): Partial<State> {
  const before = state.past.at(-1);
  if (!before) return {};
  return { ...before, past: state.past.slice(0, -1), future: [...state.future, editionOf(state)] };
}

export function redone(state: Edited): Partial<State> {
  const after = state.future.at(-1);
  if (!after) return {};
  return { ...after, past: [...state.past, editionOf(state)], future: state.future.slice(0, -1) };
}

/** Writes down each edit; `clock` gives milliseconds. */
export function startHistory(store: Store<State>, clock: () => number): void {
  let last = { what: "", at: Number.NEGATIVE_INFINITY };
  store.subscribe((now, before) => {
    const what = changeOf(now, before);
    if (what === "") return;
    // Taken back, or done again.
    if (now.past !== before.past) {
      last = { what: "", at: Number.NEGATIVE_INFINITY };
      return;
    }
    const at = clock();
    const goesOn = what === last.what && at - last.at < PAUSE && isStroke(now, before);
    last = { what, at };
    const past = goesOn ? now.past : [...now.past, editionOf(before)].slice(-LONGEST);
    store.set({ past, future: [] });
  });
}

/** A program grows or shrinks by a character; a repair, a paste or a suggestion is an edit of its own. */
function isStroke(now: Edition, before: Edition): boolean {
  return now.program === before.program || Math.abs(now.program.length - before.program.length) === 1;
}

function editionOf(state: Edition): Edition {
  const { program, inputs, output, upstream, rate, parameters, expand } = state;
  return { program, inputs, output, upstream, rate, parameters, expand };
}

/** What differs: `program`, `inputs.x`; empty where nothing does. */
function changeOf(now: Edition, before: Edition): string {
  const changed = EDITED.filter((key) => now[key] !== before[key]);
  if (!changed.includes("inputs")) return changed.join(" ");
  const names = Object.keys({ ...now.inputs, ...before.inputs });
  const other = names.filter((name) => now.inputs[name] !== before.inputs[name]);
  return [...changed, ...other].join(" ");
}
