/** A question before its number is shown: answered or skipped, with a word to each slip. */

import { readAnswer } from "../../model/labs/answer.ts";
import type { Translate } from "../../text/i18n.ts";
import { type Child, dress, fill, h, prose, say, svg } from "../dom.ts";

export interface Asked {
  readonly text: string;
  /** To choose from; without them a number is typed. */
  readonly choices?: readonly string[];
  /** When the answer can be held against something; without it, at once. */
  readonly ready?: Promise<unknown>;
  /** What to say to a wrong answer, a number or the place of a choice; null to a right one. */
  readonly judge: (answer: number) => string | null;
  /** Said with the number, once it is out. */
  readonly reason: () => string;
  /** The answer is out. */
  readonly done?: () => void;
}

export interface QuestionView {
  readonly element: HTMLElement;
  ask(asked: Asked): void;
  /** Tells the answer of what is asked, unless it is out. */
  skip(): void;
  /** What may be done when the answer is out. */
  readonly then: HTMLElement;
}

/** Answers before the reason is told. */
const ATTEMPTS = 2;

const MARKS = {
  right: "M4 12.5l5.5 5.5L20 6.5",
  wrong: "M12 4v10M12 18.5v.5",
  out: "M4 12h16M13 5l7 7-7 7",
} as const;

let made = 0;

export function makeQuestion(words: Translate, announce: (text: string) => void): QuestionView {
  const id = `question-${++made}`;
  const text = h("p", { class: "question-text", id });
  const answers = h("form", { class: "question-answers", novalidate: true });
  const feedback = h("div", { class: "question-feedback", id: `${id}-feedback`, tabindex: -1 });
  const then = h("div", { class: "question-then" });
  const element = h("section", { class: "question", "aria-labelledby": id }, text, answers, feedback, then);

  const tell = (kind: keyof typeof MARKS, word: string, sentence: string) => {
    const mark = svg(
      "svg",
      { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
      svg("path", { d: MARKS[kind] }),
    );
    dress(feedback, { "data-kind": kind });
    fill(feedback, [mark, h("p", {}, h("b", {}, word), " ", ...prose(sentence))]);
    announce(`${word} ${sentence}`);
  };

  let now: Asked | null = null;
  let skip = () => {};
  return {
    element,
    then,
    skip: () => skip(),
    ask(asked) {
      now = asked;
      let attempts = 0;
      say(text, asked.text);
      fill(feedback, []);
      fill(then, []);
      answers.hidden = false;
      /** Does what waits for the answer, unless another question has come meanwhile. */
      const when = (act: () => void) => {
        if (asked.ready) void asked.ready.then(() => now === asked && act());
        else act();
      };
      const out = (kind: "right" | "out", word: string) => {
        const focused = answers.contains(document.activeElement);
        answers.hidden = true;
        tell(kind, word, asked.reason());
        asked.done?.();
        skip = () => {};
        // A form that goes would leave the keyboard nowhere, unless somebody has taken it.
        if (focused && (answers.contains(document.activeElement) || document.activeElement === document.body))
          (then.querySelector("button") ?? feedback).focus();
      };
      const answer = (given: number | null) => {
        if (given === null)
          return tell("wrong", words("labs.question.not_yet"), words("labs.question.number"));
        when(() => judge(given));
      };
      const judge = (given: number) => {
        const said = asked.judge(given);
        attempts += 1;
        if (said === null) out("right", words("labs.question.right"));
        else if (attempts >= ATTEMPTS) out("out", words("labs.question.out"));
        else tell("wrong", words("labs.question.not_yet"), said);
      };
      skip = () => when(() => out("out", words("labs.question.skipped")));
      const skipping = h(
        "button",
        { type: "button", class: "button text", "data-skip": "", onclick: () => skip() },
        words("labs.question.skip"),
      );
      const field = h("input", {
        type: "text",
        inputmode: "text",
        autocomplete: "off",
        class: "question-field",
        "aria-label": words("labs.question.answer"),
        "aria-describedby": `${id} ${id}-feedback`,
      });
      const ways: Child[] = asked.choices
        ? asked.choices.map((choice, i) =>
            h(
              "button",
              { type: "button", class: "button outlined choice", onclick: () => answer(i) },
              choice,
            ),
          )
        : [field, h("button", { type: "submit", class: "button main" }, words("labs.question.check"))];
      answers.onsubmit = (event) => {
        event.preventDefault();
        answer(readAnswer(field.value));
      };
      fill(answers, [...ways, skipping]);
    },
  };
}
