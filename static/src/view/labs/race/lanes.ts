/** The two lanes: what each has to do, how much of it is done, and how long it took. */

import { counted, evaluationsOf, type Net, type Phase, timed } from "../../../model/labs/race.ts";
import type { Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import type { RaceStanding } from "../../../wire/race.ts";
import { dress, fill, h, say } from "../../dom.ts";

export interface LanesView {
  readonly element: HTMLElement;
  /** Without a net it is not said yet how much there is to do. */
  show(net: Net | null, phase: Phase, standing: RaceStanding | null): void;
}

const DIGITS = 3;

/** A time that was measured. */
export function measured(words: Translate, seconds: number): HTMLElement {
  return h("span", { class: "measured", "data-measured": "" }, timeText(words, seconds));
}

export interface EstimateView {
  readonly element: HTMLElement;
  show(text: string, from: number): void;
}

/** A time or a ratio that was not: it says so, and looks otherwise. */
export function makeEstimate(words: Translate): EstimateView {
  const number = h("span", { class: "estimated-number" });
  const word = h("span", { class: "estimated-word" });
  return {
    element: h("span", { class: "estimated", "data-estimated": "" }, number, " ", word),
    show(text, from) {
      say(number, `≈ ${text}`);
      say(word, words("labs.race.estimate", { n: counted(from) }));
    },
  };
}

export function timeText(words: Translate, seconds: number): string {
  const { amount, unit } = timed(seconds);
  return words(`labs.race.unit.${unit}`, { n: formatNumber(amount, DIGITS) });
}

export function makeLanes(words: Translate): LanesView {
  const slow = makeLane(words, "numerical");
  const fast = makeLane(words, "backprop");
  return {
    element: h("div", { class: "race-lanes" }, slow.element, fast.element),
    show(net, phase, standing) {
      const total = standing?.evaluations.total ?? (net === null ? 0 : evaluationsOf(net));
      const done = standing?.evaluations.done ?? 0;
      const spent = standing?.numerical.measured;
      const guess = standing?.numerical.estimated;
      slow.show({
        phase,
        share: total > 0 ? done / total : 0,
        count: words("labs.race.count", {
          done: net === null ? "?" : counted(done),
          total: net === null ? "?" : counted(total),
        }),
        time: spent && spent.evaluations > 0 ? timeText(words, spent.seconds) : "",
        how: words("labs.race.measured"),
        guess: guess && {
          text: words("labs.race.whole", { time: timeText(words, guess.seconds) }),
          from: guess.from,
        },
      });
      const back = standing?.backprop;
      fast.show({
        phase,
        share: back ? 1 : 0,
        count: words("labs.race.passes", { forward: back?.forward ?? 1, backward: back?.backward ?? 1 }),
        time: back ? timeText(words, back.seconds) : "",
        how: back ? words("labs.race.median", { n: back.from }) : "",
        guess: null,
      });
    },
  };
}

interface Shown {
  readonly phase: Phase;
  /** From 0 to 1. */
  readonly share: number;
  readonly count: string;
  /** What was measured, and how; empty before that. */
  readonly time: string;
  readonly how: string;
  readonly guess: { readonly text: string; readonly from: number } | null | undefined;
}

function makeLane(
  words: Translate,
  name: "numerical" | "backprop",
): { element: HTMLElement; show(shown: Shown): void } {
  const bar = h("div", { class: "race-fill" });
  const runner = h(
    "div",
    {
      class: "race-bar",
      role: "progressbar",
      "aria-label": words(`labs.race.${name}`),
      "aria-valuemin": 0,
      "aria-valuemax": 100,
    },
    bar,
  );
  const count = h("p", { class: "race-count" });
  const time = h("span", { class: "measured", "data-measured": "" });
  const how = h("span", { class: "muted" });
  const estimate = makeEstimate(words);
  const clock = h("p", { class: "race-clock" });
  const element = h(
    "section",
    { class: `race-lane ${name}`, "data-lane": name, "aria-label": words(`labs.race.${name}`) },
    h(
      "div",
      { class: "race-name" },
      h("h2", {}, words(`labs.race.${name}`)),
      h("p", { class: "hint" }, words(`labs.race.${name}_way`)),
    ),
    h("div", { class: "race-way" }, count, runner, clock),
  );
  return {
    element,
    show(shown) {
      say(count, shown.count);
      say(time, shown.time);
      say(how, shown.how);
      if (shown.guess) estimate.show(shown.guess.text, shown.guess.from);
      const wanted = shown.time === "" ? [] : [time, how, ...(shown.guess ? [estimate.element] : [])];
      if (wanted.length !== clock.childElementCount) fill(clock, wanted);
      bar.style.setProperty("--share", String(shown.share));
      dress(runner, { "aria-valuenow": Math.round(100 * shown.share) });
      dress(element, { "data-phase": shown.phase });
    },
  };
}
