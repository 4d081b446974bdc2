/** What can be seen of a mistake from outside: a sentence, and the loss of the copy beside that of a correct run. */

import { type Hunt, lastLoss } from "../../../model/labs/hunt.ts";
import { curvesOf } from "../../../scene/hunt.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import type { Mistake } from "../../../wire/mistakes.ts";
import { h, say } from "../../dom.ts";
import { makePlot } from "../plot.ts";

export interface Symptom {
  readonly element: HTMLElement;
  show(mistake: Mistake, hunt: Hunt): void;
}

export function makeSymptom(words: Translate): Symptom {
  const sentence = h("p", { class: "symptom-sentence" });
  const ends = h("p", { class: "symptom-ends" });
  const plot = makePlot(words, { name: "loss", title: words("labs.mistakes.loss_title") });
  const element = h(
    "section",
    { class: "part symptom", "data-part": "symptom" },
    h("h2", {}, `1 ${words("labs.mistakes.part.symptom")}`),
    sentence,
    plot.element,
    ends,
  );
  const texts = {
    step: words("labs.mistakes.step"),
    loss: words("labs.mistakes.loss"),
    planted: words("labs.mistakes.planted"),
    correct: words("labs.mistakes.correct"),
  };
  let drawn: Hunt["run"] = null;
  return {
    element,
    show({ symptom, loss_curve }, { run }) {
      say(sentence, symptom);
      plot.element.hidden = !loss_curve;
      ends.hidden = !loss_curve || run === null;
      if (run === null || run === drawn) return;
      drawn = run;
      plot.show(curvesOf(run, texts));
      say(
        ends,
        words("labs.mistakes.ends", {
          n: run.correct.length - 1,
          a: formatNumber(lastLoss(run.planted)),
          b: formatNumber(lastLoss(run.correct)),
        }),
      );
    },
  };
}
