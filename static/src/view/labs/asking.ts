/** One question at a time to the service: the newest counts, and what keeps it from being answered is said. */

import type { Translate } from "../../text/i18n.ts";
import type { Reply } from "../../wire/call.ts";
import type { Problem } from "../../wire/calls.ts";
import { type Child, fill, h, say } from "../dom.ts";

export interface Question<T> {
  readonly send: (signal: AbortSignal) => Promise<Reply<T>>;
  readonly use: (answer: T) => void;
  /** Hears what the service refuses; without it, that is said where the other troubles are. */
  readonly refused?: (problem: Problem) => void;
}

export interface Asker {
  ask<T>(question: Question<T>): void;
  /** What is asked counts no longer. */
  forget(): void;
}

/** Says in `place` what went wrong; waits `patience` milliseconds for a newer question before it sends one. */
export function makeAsker(words: Translate, place: HTMLElement, patience = 0): Asker {
  let asked = new AbortController();
  let again: (() => void) | null = null;
  const trouble = (...children: Child[]) =>
    fill(place, children.length === 0 ? [] : [h("div", { class: "asking-trouble" }, ...children)]);

  /** Seconds until the question is sent again, counted aloud only once. */
  const wait = (seconds: number, signal: AbortSignal, send: () => void) => {
    const left = h("span", { "aria-live": "off" });
    const count = (now: number) => {
      if (signal.aborted) return;
      if (now === 0) return send();
      say(left, words(now === 1 ? "problem.busy_one" : "problem.busy", { seconds: now }));
      window.setTimeout(count, 1000, now - 1);
    };
    trouble(left);
    count(seconds);
  };

  const forget = () => {
    asked.abort();
    again = null;
    trouble();
  };

  window.addEventListener("online", () => again?.());

  return {
    ask(question) {
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      const send = async () => {
        again = null;
        const reply = await question.send(signal);
        if (signal.aborted || reply.kind === "cancelled") return;
        if (reply.kind === "busy") return wait(reply.seconds, signal, send);
        if (reply.kind === "offline") {
          again = send;
          return trouble(words("labs.form.offline"), button(words("action.retry"), send));
        }
        if (reply.kind === "unexpected")
          return trouble(
            words("problem.unexpected"),
            button(words("action.reload"), () => location.reload()),
          );
        trouble();
        if (reply.kind === "answer") question.use(reply.value);
        else if (question.refused) question.refused(reply.problem);
        else trouble(h("span", {}, reply.problem.detail));
      };
      window.setTimeout(() => !signal.aborted && void send(), patience);
    },
    forget,
  };
}

function button(name: string, act: () => void): HTMLElement {
  return h("button", { type: "button", class: "button text outlined", onclick: act }, name);
}
