/** The backward pass, line by line: the reader points at the one that is wrong. */

import { type Hunt, isSolved } from "../../../model/labs/hunt.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import type { MadeLine, Mistake, MistakeLine } from "../../../wire/mistakes.ts";
import { decodeValue, isTensor, shapeText } from "../../../wire/numbers.ts";
import { dress, fill, h, say } from "../../dom.ts";

export interface Pointing {
  readonly element: HTMLElement;
  show(mistake: Mistake, hunt: Hunt): void;
}

export function makePointing(words: Translate, point: (line: string) => void): Pointing {
  const list = h("ol", { class: "backward-lines" });
  const remark = h("p", { class: "remark", role: "status" });
  const element = h(
    "section",
    { class: "part", "data-part": "point" },
    h("h2", {}, `3 ${words("labs.mistakes.part.point")}`),
    h("p", { class: "hint" }, words("labs.mistakes.point")),
    list,
    remark,
  );
  let drawn: readonly MistakeLine[] = [];
  return {
    element,
    show(mistake, hunt) {
      const lines = (isSolved(hunt) ? hunt.mended : hunt.report)?.lines ?? mistake.lines;
      if (lines !== drawn) {
        drawn = lines;
        const focused = list.querySelector<HTMLElement>("button:focus")?.dataset.line;
        fill(
          list,
          lines.map((line) =>
            h(
              "li",
              {},
              h(
                "button",
                {
                  type: "button",
                  class: "backward-line",
                  "data-line": line.id,
                  onclick: () => point(line.id),
                },
                h("code", {}, line.text),
                h("span", { class: "made" }, madeBy(line)),
              ),
            ),
          ),
        );
        if (focused) list.querySelector<HTMLElement>(`[data-line="${CSS.escape(focused)}"]`)?.focus();
      }
      for (const button of list.querySelectorAll("button")) {
        const here = button.dataset.line === hunt.line;
        dress(button, {
          "aria-pressed": String(here),
          "data-verdict": here && hunt.remark ? (hunt.remark.right ? "found" : "innocent") : null,
        });
      }
      say(remark, hunt.remark?.sentence ?? "");
      dress(remark, { "data-right": hunt.remark ? String(hunt.remark.right) : null });
    },
  };
}

/** What a line made, when the check has run it: its number, or the shape of its numbers. */
function madeBy(line: MistakeLine | MadeLine): string {
  if (!("values" in line) || line.values.length !== 1) return "";
  const [made] = line.values;
  if (made === undefined) return "";
  const value = decodeValue(made);
  return isTensor(value) ? shapeText(value.shape) : `= ${formatNumber(value)}`;
}
