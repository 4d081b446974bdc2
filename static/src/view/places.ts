/** The pages of the product, in the order in which every menu has them. */

import type { Key } from "../text/i18n.ts";

export interface Place {
  readonly path: string;
  readonly label: Key;
}

export const PLACES: readonly Place[] = [
  { path: "/", label: "place.workbench" },
  { path: "/train", label: "place.train" },
  { path: "/check", label: "place.check" },
  { path: "/mistakes", label: "place.mistakes" },
  { path: "/vanishing", label: "place.vanishing" },
  { path: "/race", label: "place.race" },
  { path: "/compare", label: "place.compare" },
  { path: "/gallery", label: "place.gallery" },
];
