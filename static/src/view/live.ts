/** What a screen reader hears of the steps: one polite message, the last one when they come fast. */

import { tellingIn } from "../model/derived.ts";
import type { State } from "../model/session.ts";
import { tellingOf } from "../model/telling.ts";
import { type App, wordsOf } from "./app.ts";

const INTERVAL = 500;

export function mountLive({ store }: App, region: HTMLElement): void {
  let waiting = false;
  const announce = () => {
    waiting = false;
    region.textContent = messageOf(store.get());
  };
  store.subscribe((now, before) => {
    const moved =
      now.step !== before.step || now.problem !== before.problem || now.language !== before.language;
    if (waiting || !moved) return;
    waiting = true;
    window.setTimeout(announce, INTERVAL);
  });
}

function messageOf(state: State): string {
  const words = wordsOf(state);
  const [fault] = state.problem?.errors ?? [];
  if (fault) {
    const { message, line, column } = fault;
    const place = line ? words("problem.place", { line, column: column ?? 1 }) : "";
    return words("live.problem", { message, place });
  }
  const frame = tellingIn(state);
  if (!frame) return "";
  const { phase } = frame.stop.step;
  const { sentence, formula } = tellingOf(frame.stop, frame.trace, words);
  return words("live.step", {
    i: frame.index + 1,
    n: frame.count,
    phase: words(`phase.${phase}`),
    sentence,
    formula: state.mask === "on" ? "" : (formula?.plain ?? ""),
  });
}
