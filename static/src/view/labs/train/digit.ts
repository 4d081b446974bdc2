/** One test digit: what the net makes of it now, and the way to step through its gradients. */

import { keptFresh } from "../../../model/labs/fresh.ts";
import { isKnown } from "../../../model/labs/run.ts";
import { h, say } from "../../dom.ts";
import { timer } from "../../timer.ts";
import { handOver } from "./handing.ts";
import { idOf, type TrainPage } from "./page.ts";
import { makeReading } from "./reading.ts";

/** Milliseconds between two looks at a net that is learning. */
const REST = 500;

export function mountDigit(page: TrainPage): { element: HTMLElement; seen: (visible: boolean) => void } {
  const { settings, trainer, training, runs, options, words } = page;
  let visible = false;
  const title = h("h2", { class: "part-title" });
  const reading = makeReading(words);
  const said = h("p", { class: "hint", role: "status" });
  const step = h(
    "button",
    {
      type: "button",
      class: "button text outlined",
      "data-hand": true,
      onclick: async () => {
        say(said, words("labs.train.digit.handing"));
        say(said, (await handOver(page)) ?? "");
      },
    },
    words("labs.train.digit.step"),
  );
  const found = h(
    "div",
    { class: "digit" },
    h("div", { class: "digit-head" }, title, step),
    said,
    reading.element,
  );
  const hint = h("p", { class: "hint" }, words("labs.train.digits.choose"));
  const element = h("div", { class: "chosen" }, hint, found);
  found.hidden = true;

  const check = keptFresh({
    after: timer.after,
    key: () => {
      const { run } = training.get();
      const { digit } = settings.get();
      return visible && run && isKnown(run.state) && digit >= 0
        ? JSON.stringify([run.id, run.step, digit])
        : null;
    },
    ask: () => runs.predict(idOf(page), { set: "test", index: settings.get().digit }, options),
    show: (prediction) => {
      const { digit } = settings.get();
      say(title, words("labs.train.digit.title", { index: digit + 1 }));
      reading.show(prediction, training.get().run?.data.columns ?? 1);
      const fresh = found.hidden;
      hint.hidden = true;
      found.hidden = false;
      if (fresh) found.scrollIntoView({ block: "nearest" });
    },
    missed: trainer.missed,
    rest: () => (training.get().run?.state === "running" ? REST : 0),
  });
  training.subscribe(check);
  settings.subscribe(check);
  settings.watch(["digit"], ({ digit }) => {
    if (digit < 0) found.hidden = true;
  });
  training.watch(["run"], ({ run }) => {
    hint.hidden = run === null || !found.hidden;
    step.hidden = run === null || !isKnown(run.state);
  });
  return {
    element,
    seen: (now) => {
      visible = now;
      check();
    },
  };
}
