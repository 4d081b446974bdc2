/** One of the two runs: its settings, what is left of the gradient, its bars, and its numbers as a table. */

import {
  ACTIVATIONS,
  BOUNDS,
  boundsOf,
  fateOf,
  gradientsOf,
  INITS,
  type Lane,
  type LaneName,
  measureOf,
  saturatedOf,
  type WideMeasure,
} from "../../../model/labs/vanishing.ts";
import type { Store } from "../../../model/store.ts";
import type { Bars } from "../../../scene/bars.ts";
import { csvText } from "../../../text/csv.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import type { Chain, WideNet } from "../../../wire/labs.ts";
import { decodeNumber } from "../../../wire/numbers.ts";
import { type Child, fill, h, svg } from "../../dom.ts";
import { choiceField, numberField, sliderField } from "../form.ts";
import { makeBars } from "./bars.ts";
import { chainTable, printed, tableOf, wideTable } from "./table.ts";

type Span = readonly [number, number];

export interface LaneView {
  readonly element: HTMLElement;
  /** null: not to be seen yet. */
  showChain(chain: Chain | null, lane: Lane, span: Span): void;
  showWide(wide: WideNet | null, lane: Lane, spans: Readonly<Record<WideMeasure, Span>>): void;
}

export function makeLane(words: Translate, name: LaneName, lane: Store<Lane>): LaneView {
  const letter = name.toUpperCase();
  const activations = ACTIVATIONS.map((each) => [each, words(`labs.vanishing.f.${each}`)] as const);
  const inits = INITS.map((each) => [each, words(`labs.vanishing.init.${each}`)] as const);
  const weight = sliderField(lane, words, "weight", "labs.vanishing.weight", BOUNDS.weight, {
    step: 0.1,
    curved: true,
  });
  const init = choiceField(lane, words, "init", "labs.vanishing.init.label", inits);
  const scale = numberField(lane, words, "scale", "labs.vanishing.scale", BOUNDS.scale);
  const headline = h("div", { class: "lane-headline" });
  const tone = name === "a" ? 1 : 2;
  /** What the table shows, for a spreadsheet. */
  let csv: string | null = null;
  const bars = (measure: string, title: string) =>
    makeBars(
      words,
      { name: `${measure}-${name}`, title: `${words("labs.vanishing.lane", { letter })}${title}` },
      () => csv,
    );
  const chart = bars("gradients", "");
  const spread = bars("activations", `, ${words("labs.vanishing.activation_std")}`);
  const note = h("p", { class: "hint bound-note" });
  const table = h("div", { class: "lane-table" });
  const element = h(
    "section",
    { class: `lane lane-${name}`, "aria-label": words("labs.vanishing.lane", { letter }), "data-lane": name },
    h("div", { class: "lane-head" }, h("span", { class: `lane-letter tone-${tone}` }, letter), headline),
    h(
      "div",
      { class: "lane-form" },
      choiceField(lane, words, "activation", "labs.vanishing.activation", activations),
      sliderField(lane, words, "depth", "labs.vanishing.depth", BOUNDS.depth, { step: 1 }),
      weight,
      init,
      scale,
    ),
    spread.element,
    chart.element,
    note,
    h("details", {}, h("summary", {}, words("labs.plot.table")), table),
  );

  const seen = (wide: boolean, { init: rule }: Lane) => {
    weight.hidden = wide;
    init.hidden = !wide;
    scale.hidden = !wide || rule !== "own";
    spread.element.hidden = !wide;
    element.classList.toggle("wide", wide);
  };

  return {
    element,
    showChain(chain, now, span) {
      seen(false, now);
      const count = chain ? chain.layers.length + 1 : now.depth + 1;
      const values = chain && gradientsOf(chain);
      chart.show({
        values,
        count,
        name: String,
        span,
        bound: chain && boundsOf(chain),
        strip: chain?.saturation.map(decodeNumber) ?? null,
        tone,
        stripTitle: words("labs.vanishing.strip"),
      });
      chart.entitle(words("labs.vanishing.axis"));
      chart.say(
        values
          ? words("labs.vanishing.said", {
              letter,
              list: values.map((x) => printed(words, x)).join(words("list.separator")),
            })
          : words("labs.vanishing.withheld"),
      );
      fill(
        headline,
        values
          ? headlineOf(words, values[0] ?? Number.NaN, "arrives")
          : [h("p", { class: "muted" }, words("labs.vanishing.withheld"))],
      );
      fill(note, chain?.bound == null ? [] : boundNote(words, chain.bound, count - 1));
      csv = chain && csvText(...chainTable(words, chain));
      fill(table, chain ? [tableOf(words, ...chainTable(words, chain))] : []);
    },
    showWide(wide, now, spans) {
      seen(true, now);
      const count = wide?.layers.length ?? now.depth;
      const drawn = (measure: WideMeasure, more: Partial<Bars>): Bars => ({
        values: wide ? measureOf(wide, measure) : null,
        count,
        name: (i) => String(i + 1),
        span: spans[measure],
        tone,
        ...more,
      });
      spread.entitle(words("labs.vanishing.activation_std"));
      chart.entitle(words("labs.vanishing.gradient_norm"));
      spread.show(drawn("activation_std", {}));
      chart.show(
        drawn("gradient_norm", {
          strip: wide && saturatedOf(wide),
          stripTitle: words("labs.vanishing.saturated"),
        }),
      );
      const norms = wide ? measureOf(wide, "gradient_norm") : [];
      const list = (values: readonly number[]) =>
        values.map((x) => printed(words, x)).join(words("list.separator"));
      chart.say(words("labs.vanishing.said_norm", { letter, list: list(norms) }));
      spread.say(
        words("labs.vanishing.said_std", {
          letter,
          list: list(wide ? measureOf(wide, "activation_std") : []),
        }),
      );
      const kept = (norms[0] ?? Number.NaN) / (norms.at(-1) ?? Number.NaN);
      fill(headline, wide ? headlineOf(words, kept, "norm_arrives") : []);
      fill(note, []);
      csv = wide && csvText(...wideTable(words, wide));
      fill(table, wide ? [tableOf(words, ...wideTable(words, wide))] : []);
    },
  };
}

type Arrives = "arrives" | "norm_arrives";

function headlineOf(words: Translate, x: number, key: Arrives): Child[] {
  const fate = fateOf(x);
  return [
    h("span", { class: "lane-number" }, printed(words, x)),
    h(
      "span",
      { class: "lane-said" },
      `${words(`labs.vanishing.${x > 1 ? "more" : "part"}.${key}`)} `,
      h("b", { "data-fate": fate }, words(`labs.vanishing.fate.${fate}`)),
    ),
  ];
}

function boundNote(words: Translate, bound: Chain["bound"], depth: number): Child[] {
  const line = svg(
    "svg",
    { class: "graph", viewBox: "0 0 28 12", "aria-hidden": "true" },
    svg("path", { class: "bar-bound", d: "M1 6H27" }),
  );
  return [
    line,
    words("labs.vanishing.bound", { n: depth, bound: formatNumber(decodeNumber(bound ?? "NaN")) }),
  ];
}
