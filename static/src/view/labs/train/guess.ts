/** The question before the start: answered or skipped, the first loss is told. */

import { equalLoss, judged, type Verdict } from "../../../model/labs/guess.ts";
import { formatNumber } from "../../../text/numbers.ts";
import { readValue } from "../../../text/values.ts";
import { fill, h, prose, say } from "../../dom.ts";
import type { TrainPage } from "./page.ts";

/** Answers before the reason is told. */
const ATTEMPTS = 2;

export function mountGuess({ training, data, words, announce }: TrainPage): HTMLElement {
  let attempts = 0;
  const question = h("p", { class: "guess-question", id: "guess-question" });
  const answer = h("input", {
    id: "guess-answer",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": "guess-feedback",
    "aria-label": words("labs.train.guess.answer"),
  });
  const feedback = h("p", { class: "guess-feedback", id: "guess-feedback" });
  const first = h("p", {});
  const form = h(
    "form",
    { class: "guess-form", novalidate: true },
    answer,
    h("button", { class: "button text outlined" }, words("labs.train.guess.check")),
    h(
      "button",
      { type: "button", class: "button text", "data-skip": true, onclick: () => reveal() },
      words("labs.train.guess.skip"),
    ),
  );
  const element = h(
    "section",
    { class: "guess", "aria-labelledby": "guess-question" },
    question,
    form,
    h("div", { class: "guess-told" }, feedback, first),
  );

  const classes = () => data.get().set?.classes ?? 10;
  const params = () => ({
    classes: classes(),
    loss: formatNumber(equalLoss(classes())),
    share: formatNumber(1 / classes()),
  });
  const tell = (text: string, right: boolean) => {
    say(feedback, text);
    feedback.dataset.right = String(right);
  };
  const reveal = () => {
    form.hidden = true;
    tell(words("labs.train.guess.revealed", params()), true);
    announce(feedback.textContent);
  };
  const judge = () => {
    const reading = readValue(answer.value);
    const verdict: Verdict =
      reading.ok && typeof reading.value === "number" ? judged(reading.value, classes()) : "other";
    attempts += 1;
    if (verdict === "right") {
      form.hidden = true;
      tell(words("labs.train.guess.right", params()), true);
    } else if (attempts >= ATTEMPTS) return reveal();
    else
      tell(`${words("labs.train.guess.not_yet")} ${words(`labs.train.guess.${verdict}`, params())}`, false);
    announce(feedback.textContent);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    judge();
  });
  data.watch(["set"], () => {
    fill(question, prose(words("labs.train.guess.question", params())));
  });
  // Whoever starts without an answer has skipped it.
  training.watch(["run"], ({ run }) => {
    question.hidden = run !== null && run.loss.length > 0;
    const [loss] = run?.loss ?? [];
    say(first, loss === undefined ? "" : words("labs.train.guess.first", { loss: formatNumber(loss) }));
    if (run && !form.hidden) {
      form.hidden = true;
      tell(words("labs.train.guess.revealed", params()), true);
    }
  });
  return element;
}
