/** Which nodes belong together: those of one op that was opened, or of one statement. */

import type { Node } from "../wire/trace.ts";

/** The layer of a node: its group, else the statement that it is a part of. */
export function layerOf({ group, key }: Node): string {
  return group ?? statementOf(key);
}

/** The key of the statement that a node is a part of: `y` for `y`, `y.0.1` and `y/exp2`. */
export function statementOf(key: string): string {
  return key.split(/[./]/, 1)[0] as string;
}
