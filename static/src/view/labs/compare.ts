/** Two traces or two runs side by side: /compare. */

import { COMPARE_FIELDS, KINDS, type Kind } from "../../model/labs/compare.ts";
import { h } from "../dom.ts";
import { mountRuns } from "./compare/runs.ts";
import { mountTraces } from "./compare/traces.ts";
import { choiceField } from "./form.ts";
import { openLab } from "./lab.ts";

const MOUNTS = { traces: mountTraces, runs: mountRuns } as const;

export function mount(): void {
  const lab = openLab(COMPARE_FIELDS);
  const { main, settings, words } = lab;
  const kinds = KINDS.map((kind) => [kind, words(`labs.compare.kind.${kind}`)] as const);
  main.append(
    h(
      "div",
      { class: "lab-title" },
      h("h1", {}, words("place.compare")),
      h("p", { class: "hint" }, words("labs.compare.goal")),
      choiceField(settings, words, "kind", "labs.compare.what", kinds),
    ),
  );
  /** Each is made when it is first wanted. */
  const made = new Map<Kind, HTMLElement>();
  settings.watch(["kind"], ({ kind }) => {
    const known = made.get(kind);
    const element = known ?? MOUNTS[kind](lab);
    made.set(kind, element);
    if (!known) main.append(element);
    for (const [name, each] of made) each.hidden = name !== kind;
  });
}
