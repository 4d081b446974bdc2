/** Programs with values too large for an address, kept in this tab: from page to page, and over a reload. */

import { type Handed, type HandedFrom, isLarge, textOf } from "../model/handed.ts";
import type { Value } from "../wire/numbers.ts";
import type { App } from "./app.ts";
import { HANDED } from "./kept.ts";

export interface HandedNet {
  readonly program: string;
  readonly inputs: Readonly<Record<string, Value>>;
  readonly parameters: readonly string[];
  readonly note: HandedFrom;
}

/** Hands a net to the workbench: the address to open in this tab, layer by layer. Throws where the browser keeps nothing. */
export function handNet({ program, inputs, parameters, note }: HandedNet): string {
  const texts = Object.entries(inputs).map(([name, value]) => [name, textOf(value)]);
  keep({ program, inputs: Object.fromEntries(texts), parameters, origin: note });
  return "/#handed&steps=layers";
}

const EDITED = ["program", "inputs", "parameters"] as const;
const DELAY = 500;

/** Keeps what becomes of what was handed over, and values that have grown too large for an address. */
export function startHanded({ store }: App): void {
  let waiting = 0;
  const write = () => {
    waiting = 0;
    const { handed, program, inputs, parameters, origin } = store.get();
    if (!handed) return;
    try {
      keep({ program, inputs, parameters, origin });
    } catch {
      // The browser keeps nothing, or not as much.
    }
  };
  store.subscribe((now, before) => {
    if (EDITED.every((name) => now[name] === before[name])) return;
    if (now.origin === null) store.set({ handed: isLarge(now.inputs) });
    if (waiting === 0 && store.get().handed) waiting = window.setTimeout(write, DELAY);
  });
  window.addEventListener("pagehide", write);
}

function keep(handed: Handed): void {
  sessionStorage.setItem(HANDED, JSON.stringify(handed));
}
