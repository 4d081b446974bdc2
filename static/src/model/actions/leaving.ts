/** What ends with a projection; where the reader stands and what is selected stays. */

import type { State } from "../session.ts";

export const LEAVING = {
  projection: "off",
  fullScreen: false,
  refused: false,
  zoom: 1,
  spotlight: false,
  testCard: false,
  block: 0,
} as const satisfies Partial<State>;
