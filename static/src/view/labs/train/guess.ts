/** The question before the start: answered or skipped, the first loss of the run is told beside it. */

import { judge } from "../../../model/labs/answer.ts";
import { equalLoss, slipsOf } from "../../../model/labs/guess.ts";
import { formatNumber } from "../../../text/numbers.ts";
import { dress, fill, h, say } from "../../dom.ts";
import { makeQuestion } from "../question.ts";
import type { TrainPage } from "./page.ts";

export function mountGuess({ training, data, words, announce }: TrainPage): HTMLElement {
  const question = makeQuestion(words, announce);
  const first = h("p", { class: "guess-first" });
  const element = h("div", { class: "guess" }, question.element);

  let asked = 0;
  const ask = (classes: number) => {
    asked = classes;
    const params = {
      classes,
      loss: formatNumber(equalLoss(classes)),
      share: formatNumber(1 / classes),
    };
    question.ask({
      text: words("labs.train.guess.question", params),
      judge: (answer) => {
        const judged = judge(answer, equalLoss(classes), slipsOf(classes), "other");
        return judged === "right" ? null : words(`labs.train.guess.${judged.slip}`, params);
      },
      reason: () => words("labs.train.guess.reason", params),
    });
    fill(question.then, [first]);
  };
  data.watch(["set"], ({ set }) => {
    const classes = set?.classes ?? 10;
    if (classes !== asked) ask(classes);
  });
  // Whoever starts without an answer has skipped it.
  training.watch(["run"], ({ run }) => {
    const [loss] = run?.loss ?? [];
    say(first, loss === undefined ? "" : words("labs.train.guess.first", { loss: formatNumber(loss) }));
    dress(element, { "data-begun": run !== null });
    if (run) question.skip();
  });
  return element;
}
