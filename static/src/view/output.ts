/** Which name is differentiated, where a program assigns more than one. */

import type { State } from "../model/session.ts";
import { DEFAULTS } from "../model/state.ts";
import { type App, wordsOf } from "./app.ts";
import { fill, h, say } from "./dom.ts";

export function outputChoice({ store }: App): HTMLElement {
  const name = h("span", {});
  const select = h("select", { onchange: () => choose(select.value) });
  const choice = h("label", { class: "output" }, name, select);
  let offered = "";

  /** The last name assigned needs no mention: it is the output by itself. */
  const choose = (output: string) => {
    const last = assignedIn(store.get()).at(-1);
    store.set({ output: output === last ? DEFAULTS.output : output });
  };

  store.watch(["trace", "output", "language"], (state) => {
    const names = assignedIn(state);
    choice.hidden = names.length < 2;
    say(name, wordsOf(state)("program.output"));
    if (offered !== names.join()) {
      offered = names.join();
      fill(
        select,
        names.map((option) => h("option", { value: option }, option)),
      );
    }
    select.value = state.trace?.output ?? "";
  });
  return choice;
}

/** The names that operations are bound to, in order. */
function assignedIn({ trace }: State): string[] {
  const names =
    trace?.nodes.flatMap(({ kind, name }) => (kind === "operation" && name !== null ? [name] : [])) ?? [];
  return [...new Set(names)];
}
