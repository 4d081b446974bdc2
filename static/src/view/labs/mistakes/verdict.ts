/** The gradient check of the broken copy. */

import type { Hunt } from "../../../model/labs/hunt.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatNumber, formatPower } from "../../../text/numbers.ts";
import type { CheckReport } from "../../../wire/calls.ts";
import type { Mistake, MistakeReport } from "../../../wire/mistakes.ts";
import { decodeNumber } from "../../../wire/numbers.ts";
import { dress, fill, h, say } from "../../dom.ts";
import { makeReport } from "../check/report.ts";

export interface Verdict {
  readonly element: HTMLElement;
  show(mistake: Mistake, hunt: Hunt, passes: number): void;
}

interface Doing {
  readonly check: () => void;
  /** Checks another backward pass at the same place. */
  readonly pass: (passes: number) => void;
}

export function makeVerdict(words: Translate, { check, pass }: Doing): Verdict {
  const report = makeReport(words, () => {});
  const run = h(
    "button",
    { type: "button", class: "button main", "data-run": "", onclick: check },
    words("labs.mistakes.check"),
  );
  const passes = h("div", { class: "segments", role: "group", "aria-label": words("labs.mistakes.passes") });
  const single = h("p", { class: "hint", "data-single": "" });
  const answer = h("div", { class: "verdict-answer", hidden: true }, report.verdict, report.table, single);
  const element = h(
    "section",
    { class: "part", "data-part": "check" },
    h("h2", {}, `2 ${words("labs.mistakes.part.check")}`),
    h("div", { class: "part-row" }, run, passes),
    answer,
  );
  let shown: MistakeReport | null = null;
  return {
    element,
    show(mistake, hunt, chosen) {
      const at = chosen > 0 ? chosen : mistake.passes;
      passes.hidden = mistake.passes < 2;
      if (passes.childElementCount === 0)
        fill(
          passes,
          [1, 2, 3].map((n) =>
            h(
              "button",
              { type: "button", class: "button text", "data-pass": n, onclick: () => pass(n) },
              words("labs.mistakes.pass", { n }),
            ),
          ),
        );
      for (const [i, button] of [...passes.children].entries())
        dress(button, { "aria-pressed": String(i + 1 === at) });
      answer.hidden = hunt.report === null;
      if (!hunt.report || hunt.report === shown) return;
      shown = hunt.report;
      report.show(hunt.report, { name: "", index: 0 });
      say(single, hunt.report.single ? singleText(words, hunt.report.single) : "");
    },
  };
}

/** The worst errors of the check in float32, parameter by parameter. */
function singleText(words: Translate, { h: step, parameters }: CheckReport): string {
  const errors = Object.entries(parameters).map(
    ([name, { max_relative_error: error }]) => `${name} ${formatNumber(decodeNumber(error))}`,
  );
  return words("labs.mistakes.single", {
    h: formatPower(decodeNumber(step)),
    errors: errors.join(words("list.separator")),
  });
}
