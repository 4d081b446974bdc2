/** A program with values too large for an address: handed from page to page inside one tab. */

import { writeValue } from "../text/values.ts";
import { toNested, type Value } from "../wire/numbers.ts";
import type { Settings } from "./state.ts";

/** Where it comes from: a step of a run of training, with the sample that is shown, or sizes that were asked for. */
export type HandedFrom =
  | { readonly kind: "run"; readonly run: string; readonly step: number; readonly sample?: string }
  | { readonly kind: "sizes"; readonly sizes: string; readonly seed: number };

/** Values as text, as the page has them. */
export type Handed = Pick<Settings, "program" | "inputs" | "parameters"> & {
  readonly origin: HandedFrom | null;
};

/** From so many characters on, values are kept beside the address. */
const LARGE = 60_000;

export function isLarge(inputs: Settings["inputs"]): boolean {
  return Object.values(inputs).reduce((sum, text) => sum + text.length, 0) > LARGE;
}

/** The text of a value; a matrix has its rows on lines of their own. */
export function textOf(value: Value): string {
  return writeValue(toNested(value)).replaceAll("], [", "],\n [");
}
