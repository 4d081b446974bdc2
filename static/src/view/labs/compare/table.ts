/** The numbers of two traces beside each other, as far as their steps have come, and how far apart they are. */

import { frameIn } from "../../../model/derived.ts";
import { difference, gradientSeen, type Pair, paired } from "../../../model/labs/compare.ts";
import type { State } from "../../../model/session.ts";
import type { Store } from "../../../model/store.ts";
import { titleOf } from "../../../scene/cardLabel.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatExactly, formatNumber } from "../../../text/numbers.ts";
import { isTensor, shapeText, type Value } from "../../../wire/numbers.ts";
import { fill, h } from "../../dom.ts";

export function makeDifferences(a: Store<State>, b: Store<State>, words: Translate): HTMLElement {
  const body = h("tbody", {});
  const heads = ["value", "gradient"].map((of) => words(`labs.compare.${of as "value" | "gradient"}`));
  const table = h(
    "table",
    { class: "differences" },
    h("caption", { class: "unseen" }, words("labs.compare.differences")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, words("labs.compare.node")),
        ...heads.flatMap((head) => [
          h("th", { scope: "col" }, `${head} A`),
          h("th", { scope: "col" }, `${head} B`),
          h("th", { scope: "col" }, "B − A"),
        ]),
      ),
    ),
    body,
  );
  const draw = () => {
    const [left, right] = [frameIn(a.get()), frameIn(b.get())];
    const name = ({ a: one, b: other, key }: Pair) =>
      one && left ? titleOf(one.node.id, left) : other && right ? titleOf(other.node.id, right) : key;
    fill(
      body,
      paired(left, right).map((pair) => {
        const now = [pair.a, pair.b].some((each) => each?.status === "current");
        return h(
          "tr",
          { "aria-current": now ? "step" : null, "data-pair": pair.key },
          h("th", { scope: "row" }, name(pair)),
          ...cells(pair.a?.value ?? null, pair.b?.value ?? null, "value"),
          ...cells(pair.a && gradientSeen(pair.a), pair.b && gradientSeen(pair.b), "gradient"),
        );
      }),
    );
  };
  const drawn = (state: State, before: State) => {
    if (state === before || state.cursor === state.step || state.trace !== before.trace) draw();
  };
  for (const store of [a, b]) store.watch(["cursor", "trace", "closed"], drawn);
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": words("labs.compare.differences") },
    table,
  );
}

function cells(a: Value | null, b: Value | null, kind: string): HTMLElement[] {
  const gap = difference(a, b);
  return [
    h("td", { class: kind }, printed(a)),
    h("td", { class: kind }, printed(b)),
    h(
      "td",
      { class: gap ? "apart" : "same", title: gap === null ? null : formatExactly(gap) },
      gap === null ? "" : `${gap > 0 ? "+" : ""}${formatNumber(gap)}`,
    ),
  ];
}

function printed(value: Value | null): string {
  if (value === null) return "?";
  return isTensor(value) ? shapeText(value.shape) : formatNumber(value);
}
