/** What stands in the way of a run: the connection, its end, a refusal of the service; each with what to do. */

import type { Training, Trouble } from "../../../model/labs/trainer.ts";
import { DIGITS, requestOf } from "../../../model/labs/training.ts";
import type { Translate } from "../../../text/i18n.ts";
import type { Problem } from "../../../wire/calls.ts";
import { type Child, fill, h, prose } from "../../dom.ts";
import { icon } from "../../icons.ts";
import type { TrainPage } from "./page.ts";

export function mountTrouble(page: TrainPage): HTMLElement {
  const element = h("div", { class: "troubles", role: "alert" });
  page.training.watch(["connection", "trouble", "run"], (now, before) => {
    const same =
      now.connection === before.connection &&
      now.trouble === before.trouble &&
      now.run?.problem === before.run?.problem;
    if (!same) fill(element, noticesOf(now, page));
  });
  return element;
}

function noticesOf({ connection, trouble, run }: Training, page: TrainPage): Child[] {
  const { words, settings, trainer } = page;
  const start = () => void trainer.start(requestOf(settings.get()));
  return [
    connection === "waiting" && notice([words("labs.train.connection.waiting")]),
    connection === "lost" &&
      notice(
        [words("labs.train.connection.lost")],
        help("retry", words("labs.train.connection.retry"), trainer.retry),
      ),
    connection === "gone" &&
      notice([words("labs.train.connection.gone")], help("start", words("labs.train.again"), start)),
    run?.problem ? notice(sentencesOf(run.problem)) : null,
    trouble && notice(troubleText(trouble, words), remedyOf(trouble, page)),
  ];
}

export function troubleText(trouble: Trouble, words: Translate): Child[] {
  switch (trouble.kind) {
    case "problem":
      return sentencesOf(trouble.problem);
    case "busy":
      return [words("labs.train.connection.busy", { seconds: trouble.seconds })];
    default:
      return [words(`labs.train.connection.${trouble.kind}`)];
  }
}

/** Each error, which names its place, and its remedy. */
export function sentencesOf({ errors, detail }: Problem): Child[] {
  const told = errors.map(({ message, fix }) => `${message} ${fix}`);
  return prose(told.length > 0 ? told.join(" ") : detail);
}

/** A data set that is gone is replaced by the one that stays. */
function remedyOf(trouble: Trouble, { settings, words }: TrainPage): Child {
  if (trouble.kind !== "problem" || settings.get().data === DIGITS) return null;
  return help("digits", words("labs.train.data.use_built_in"), () => settings.set({ data: DIGITS }));
}

function notice(content: readonly Child[], ...helps: readonly Child[]): HTMLElement {
  return h("div", { class: "trouble" }, icon("warning"), h("p", {}, ...content), ...helps);
}

function help(name: string, text: string, act: () => void): HTMLElement {
  return h(
    "button",
    { type: "button", class: "button text outlined", "data-help": name, onclick: act },
    text,
  );
}
