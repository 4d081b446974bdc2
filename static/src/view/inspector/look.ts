/** What every part of the inspector is given. */

import type { EdgeFrame, Frame, NodeFrame } from "../../model/frame.ts";
import type { State } from "../../model/session.ts";
import type { Translate } from "../../text/i18n.ts";
import type { Operation } from "../../wire/calls.ts";
import type { App } from "../app.ts";

export interface Look {
  readonly app: App;
  readonly state: State;
  readonly words: Translate;
  readonly frame: Frame;
  readonly shown: NodeFrame;
  readonly operation: Operation | undefined;
  /** The wires into the node, in the order of its operands. */
  readonly into: readonly EdgeFrame[];
}

/** The element of the node that was pointed at last, else its first. */
export function pickedIndex({ state, shown }: Look): number {
  const { picked } = state;
  return picked?.node === shown.node.key ? picked.index : 0;
}
