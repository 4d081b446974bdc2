/** What a race has shown: the same gradients, both times, and how many times longer one of them is. */

import { rounded } from "../../../model/labs/race.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import { decodeNumber } from "../../../wire/numbers.ts";
import type { RaceStanding } from "../../../wire/race.ts";
import { type Child, fill, h } from "../../dom.ts";
import { makeEstimate, measured, timeText } from "./lanes.ts";

export interface CardView {
  readonly element: HTMLElement;
  show(standing: RaceStanding | null): void;
  /** In a sentence. */
  text(): string;
}

export function makeEndCard(words: Translate): CardView {
  const estimated = (text: string, from: number) => {
    const { element: made, show } = makeEstimate(words);
    show(text, from);
    return made;
  };
  const rows = h("dl", {});
  const element = h(
    "section",
    { class: "race-card", "aria-label": words("labs.race.card"), hidden: true },
    h("h2", {}, words("labs.race.same")),
    rows,
    h("p", { class: "race-moral" }, words("labs.race.moral")),
  );
  let said = "";
  return {
    element,
    show(standing) {
      element.hidden = standing === null;
      if (!standing) return;
      const { worst_relative_error: worst, numerical, backprop, ratio } = standing;
      const error = worst === null ? "–" : formatNumber(decodeNumber(worst));
      const guess = numerical.estimated;
      const times = ratio === null ? "–" : words("labs.race.times", { n: rounded(ratio.value) });
      const whole = guess?.seconds ?? numerical.measured.seconds;
      fill(rows, [
        row(words("labs.race.error"), h("span", { class: "measured", "data-measured": "" }, error)),
        row(
          words("labs.race.numerical"),
          guess ? estimated(timeText(words, guess.seconds), guess.from) : measured(words, whole),
        ),
        row(words("labs.race.backprop"), measured(words, backprop.seconds)),
        row(
          words("labs.race.ratio"),
          ratio?.estimated && guess
            ? estimated(times, guess.from)
            : h("span", { class: "measured", "data-measured": "" }, times),
        ),
      ]);
      said = words(guess ? "labs.race.said_estimate" : "labs.race.said", {
        e: error,
        a: timeText(words, whole),
        b: timeText(words, backprop.seconds),
      });
    },
    text: () => said,
  };
}

function row(name: string, ...value: Child[]): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, ...value));
}
