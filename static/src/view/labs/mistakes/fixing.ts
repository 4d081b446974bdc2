/** The line at fault, mended: one of three ways, or written by the reader; and what the check says then. */

import { type Hunt, isSolved, reached } from "../../../model/labs/hunt.ts";
import type { Translate } from "../../../text/i18n.ts";
import type { Mistake, MistakeCheck, MistakePointed, MistakeReport } from "../../../wire/mistakes.ts";
import { dress, fill, h, prose, say } from "../../dom.ts";
import { hintsOf, verdictIcon, verdictText } from "../check/report.ts";

export interface Fixing {
  readonly element: HTMLElement;
  show(mistake: Mistake, hunt: Hunt): void;
}

export function makeFixing(words: Translate, check: (asked: MistakeCheck) => void): Fixing {
  const choices = h("div", { class: "fix-choices", role: "group", "aria-label": words("labs.mistakes.fix") });
  const field = h("input", {
    id: "fix-text",
    type: "text",
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    "aria-describedby": "fix-fault fix-names",
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && !event.isComposing) write();
    },
  });
  const names = h("p", { class: "hint", id: "fix-names" });
  const fault = h("p", { class: "field-fault", id: "fix-fault", role: "status" });
  const again = h(
    "button",
    { type: "button", class: "button main", "data-again": "", onclick: () => write() },
    words("labs.mistakes.again"),
  );
  const outcome = h("div", { class: "outcome", tabindex: -1 });
  const inside = h(
    "div",
    { class: "fix-inside" },
    h("p", { class: "hint" }, words("labs.mistakes.fix")),
    choices,
    h(
      "div",
      { class: "field fix-own" },
      h("label", { for: "fix-text" }, words("labs.mistakes.write")),
      h("div", { class: "part-row" }, field, again),
      names,
      fault,
    ),
  );
  const locked = h("p", { class: "hint" }, words("labs.mistakes.locked"));
  const element = h(
    "section",
    { class: "part", "data-part": "fix" },
    h("h2", {}, `4 ${words("labs.mistakes.part.fix")}`),
    locked,
    inside,
    outcome,
  );
  let line = "";
  let offered: MistakePointed | null = null;
  let told: MistakeReport | null = null;
  const write = () => check({ fix: { line, text: field.value } });

  return {
    element,
    show(mistake, hunt) {
      const open = reached(hunt) === "fix";
      inside.hidden = !open;
      locked.hidden = open;
      if (hunt.remark !== offered) {
        offered = hunt.remark;
        line = hunt.line ?? "";
        field.value = mistake.lines.find(({ id }) => id === line)?.text ?? "";
        fill(
          choices,
          (hunt.remark?.choices ?? []).map(({ id, text }) =>
            h(
              "button",
              {
                type: "button",
                class: "fix-choice",
                "data-choice": id,
                onclick: () => check({ choice: id }),
              },
              h("code", {}, text),
            ),
          ),
        );
        say(names, words("labs.mistakes.names", { names: mistake.names.join(words("list.separator")) }));
      }
      const [entry] = hunt.problem?.errors ?? [];
      fill(fault, entry ? prose(`${entry.message} ${entry.fix}`) : []);
      dress(field, { "aria-invalid": entry ? "true" : null });
      dress(outcome, { "data-solved": hunt.mended ? String(isSolved(hunt)) : null });
      if (hunt.mended === told) return;
      told = hunt.mended;
      fill(outcome, told ? outcomeOf(words, told) : []);
      if (told?.solved) outcome.focus({ preventScroll: false });
    },
  };
}

function outcomeOf(words: Translate, report: MistakeReport): HTMLElement[] {
  const { solved, sentence, lesson } = report;
  return [
    h(
      "p",
      { class: "outcome-line" },
      verdictIcon(solved ? "very good" : "bug"),
      h("b", {}, words(solved ? "labs.mistakes.done" : "labs.mistakes.not_yet")),
    ),
    h("p", {}, sentence ?? verdictText(words, report)),
    ...(solved ? [] : [h("ul", { class: "check-hints" }, ...hintsOf(words, report))]),
    ...(lesson ? [h("p", { class: "lesson" }, lesson)] : []),
  ];
}
