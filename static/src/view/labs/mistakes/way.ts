/** The four parts of a hunt, in order: on a narrow page they are its tabs. */

import { type Hunt, isSolved, reached, STAGES, type Stage } from "../../../model/labs/hunt.ts";
import type { Translate } from "../../../text/i18n.ts";
import { dress, h, say } from "../../dom.ts";

export interface Way {
  readonly element: HTMLElement;
  show(stage: Stage, hunt: Hunt): void;
}

export function makeWay(words: Translate, go: (stage: Stage) => void): Way {
  const buttons = STAGES.map((stage) =>
    h("button", { type: "button", class: "button text", "data-way": stage, onclick: () => go(stage) }),
  );
  const element = h("nav", { class: "way", "aria-label": words("labs.mistakes.way") }, ...buttons);
  return {
    element,
    show(stage, hunt) {
      const far = isSolved(hunt) ? STAGES.length : STAGES.indexOf(reached(hunt));
      for (const [i, name] of STAGES.entries()) {
        const button = buttons[i];
        if (!button) continue;
        say(button, `${i + 1} ${words(`labs.mistakes.part.${name}`)}`);
        dress(button, { "aria-current": name === stage ? "step" : null, "data-done": i < far });
      }
    },
  };
}
