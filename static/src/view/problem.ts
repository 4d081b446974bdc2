/** What is wrong, with its repair and its place. */

import type { Translate } from "../text/i18n.ts";
import type { ProblemEntry } from "../wire/calls.ts";
import { h, prose } from "./dom.ts";

/** What can be done about it. */
interface Ways {
  /** Null where the service knows what to do, but not what to write. */
  readonly repair: (() => void) | null;
  /** Goes on without what cannot be. */
  readonly drop?: (() => void) | null;
  /** Goes to its place; without it the place is only told. */
  readonly goTo?: () => void;
}

export function problemElement(
  entry: ProblemEntry,
  words: Translate,
  { repair, drop = null, goTo }: Ways,
): HTMLElement {
  const place = entry.line ? words("problem.place", { line: entry.line, column: entry.column ?? 1 }) : "";
  return h(
    "div",
    { class: "problem" },
    h("p", { class: "message" }, ...prose(entry.message)),
    repair
      ? h(
          "button",
          { type: "button", class: "button fix", onclick: repair },
          h("span", {}, ...prose(words("problem.fix", { fix: entry.fix }))),
        )
      : h("p", { class: "fix-text" }, ...prose(entry.fix)),
    drop &&
      h(
        "button",
        { type: "button", class: "button fix", onclick: drop },
        h("span", {}, words("problem.drop")),
      ),
    place !== "" &&
      (goTo
        ? h("button", { type: "button", class: "link", onclick: goTo }, place)
        : h("p", { class: "hint" }, place)),
  );
}
