/** All actions, and which of them a key means. */

import { isLeftOut } from "../controls.ts";
import type { State } from "../session.ts";
import { type Action, always } from "./action.ts";
import { GRAPH_ACTIONS } from "./graph.ts";
import { PAGE_ACTIONS } from "./page.ts";
import { PROJECTION_ACTIONS } from "./projection.ts";
import { STEP_ACTIONS } from "./step.ts";

export const ACTIONS: readonly Action[] = [
  ...STEP_ACTIONS,
  ...GRAPH_ACTIONS,
  ...PAGE_ACTIONS,
  ...PROJECTION_ACTIONS,
];

const BY_ID = new Map(ACTIONS.map((action) => [action.id, action]));

export function action(id: string): Action {
  const found = BY_ID.get(id);
  if (!found) throw new RangeError(`There is no action ${id}.`);
  return found;
}

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The action of a key; null where there is none, or letters are switched off. */
export function actionFor(pressed: Pressed, state: State): Action | null {
  if (pressed.altKey) return null;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const mod = pressed.ctrlKey || pressed.metaKey;
  if (key.length === 1 && key !== " " && !mod && state.letters === "off") return null;
  const shift = pressed.shiftKey && (mod || key.length > 1);
  const written = `${mod ? "Mod+" : ""}${shift ? "Shift+" : ""}${key}`;
  const found = ACTIONS.find(({ keys, hears = always }) => keys.includes(written) && hears(state));
  if (!found || isLeftOut(found.id, state)) return null;
  // Behind a cover nobody sees where a step would lead.
  return found.group === "step" && state.cover !== "none" ? action("uncover") : found;
}
