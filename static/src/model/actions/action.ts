/** An action is a record; the buttons, the help sheet and the keyboard are made from these. */

import type { Key } from "../../text/i18n.ts";
import type { State } from "../session.ts";

export type Group = "step" | "graph" | "page" | "projection";

export interface Action {
  readonly id: string;
  readonly group: Group;
  /** What it is called; it may depend on the state (play, pause). */
  readonly label: (state: State) => Key;
  /** As `KeyboardEvent.key`, with `Shift+` in front where that matters, and `Mod+` for Ctrl or ⌘; the first is the one to teach. */
  readonly keys: readonly string[];
  /** When its keys are taken; otherwise they mean what they mean to the browser. Default: always. */
  readonly hears?: (state: State) => boolean;
  readonly icon?: (state: State) => string;
  readonly enabled: (state: State) => boolean;
  readonly perform: (state: State) => Partial<State>;
}

export const always = (): boolean => true;
