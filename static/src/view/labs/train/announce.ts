/** What a screen reader hears of a run: every change of its state, and where it is every ten seconds at most. */

import { formatNumber } from "../../../text/numbers.ts";
import type { TrainPage } from "./page.ts";
import { positionOf } from "./position.ts";

/** Milliseconds between two messages on how it goes. */
const INTERVAL = 10_000;

export function mountAnnouncements({ training, words, announce }: TrainPage): void {
  let next = 0;
  training.watch(["run"], ({ run }, before) => {
    if (!run) return;
    const position = positionOf(run, words);
    if (run.state !== before.run?.state || run.id !== before.run.id) {
      announce(words("labs.train.said.state", { state: words(`labs.train.state.${run.state}`), position }));
      next = performance.now() + INTERVAL;
    } else if (performance.now() >= next && run.step !== before.run.step) {
      next = performance.now() + INTERVAL;
      const loss = formatNumber(run.smoothed.at(-1) ?? Number.NaN);
      const last = run.accuracies.at(-1);
      const accuracy = last ? ` ${words("labs.train.said.accuracy", { test: formatNumber(last.test) })}` : "";
      announce(words("labs.train.said.progress", { position, loss }) + accuracy);
    }
  });
}
