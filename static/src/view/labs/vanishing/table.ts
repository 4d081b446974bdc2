/** The numbers of a run as a table. */

import { LEAST } from "../../../model/labs/vanishing.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import type { Chain, WideNet } from "../../../wire/labs.ts";
import { decodeNumber } from "../../../wire/numbers.ts";
import { h } from "../../dom.ts";

/** A size that is as good as none says so. */
export function printed(words: Translate, x: number): string {
  return x > 0 && x < LEAST ? words("labs.vanishing.below") : formatNumber(x);
}

/** Heads, and rows of numbers; null where there is none. */
export type Table = readonly [heads: readonly string[], rows: readonly (readonly (number | null)[])[]];

export function tableOf(words: Translate, heads: Table[0], rows: Table[1]): HTMLElement {
  const cell = (x: number | null | undefined) => (x == null ? "–" : printed(words, x));
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h(
      "tbody",
      {},
      ...rows.map(([first, ...rest]) =>
        h("tr", {}, h("th", { scope: "row" }, String(first)), ...rest.map((x) => h("td", {}, cell(x)))),
      ),
    ),
  );
}

export function chainTable(words: Translate, { layers, saturation }: Chain): Table {
  const heads = ["layer", "input", "output", "local", "share", "left"] as const;
  return [
    heads.map((head) => words(`labs.vanishing.column.${head}`)),
    layers.map(({ index, input, output, local, gradient }, i) => [
      index,
      ...[input, output, local, saturation[i] ?? "NaN", gradient].map(decodeNumber),
    ]),
  ];
}

export function wideTable(words: Translate, { layers }: WideNet): Table {
  const heads = ["layer", "activation_std", "gradient_norm", "saturated"] as const;
  return [
    heads.map((head) => words(`labs.vanishing.column.${head}`)),
    layers.map(({ index, activation_std, gradient_norm, share_saturated }) => [
      index,
      decodeNumber(activation_std),
      decodeNumber(gradient_norm),
      share_saturated === null ? null : decodeNumber(share_saturated),
    ]),
  ];
}
