/** Leading a run: start, pause, one batch, stop, reset; its pace; how far it is; what stands in the way. */

import { isAlive, type Run, shareDone } from "../../../model/labs/run.ts";
import type { Training } from "../../../model/labs/trainer.ts";
import { differs, PACES, paceOf, requestOf } from "../../../model/labs/training.ts";
import type { Key, Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import { dress, fill, h, say } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { choiceField } from "../form.ts";
import type { TrainPage } from "./page.ts";
import { positionOf, timeText } from "./position.ts";
import { mountTrouble } from "./trouble.ts";

interface Command {
  readonly name: string;
  readonly label: (training: Training) => Key;
  readonly icon: (training: Training) => string;
  readonly hint?: Key;
  readonly enabled: (training: Training) => boolean;
  readonly act: (page: TrainPage) => Promise<void>;
}

const running = ({ run }: Training) => run?.state === "running";
const alive = ({ run }: Training) => run !== null && isAlive(run.state);
const begun = ({ run }: Training) => run?.state === "paused" && run.step > 0;
const request = ({ settings }: TrainPage) => requestOf(settings.get());

const COMMANDS: readonly Command[] = [
  {
    name: "start",
    label: (training) =>
      running(training)
        ? "labs.train.pause"
        : begun(training)
          ? "labs.train.resume"
          : training.run && !alive(training)
            ? "labs.train.again"
            : "labs.train.start",
    icon: (training) => (running(training) ? "pause" : "play"),
    enabled: () => true,
    act: (page) => {
      const training = page.trainer.store.get();
      if (running(training)) return page.trainer.pause();
      const { run } = training;
      // What the form says counts from the next start on; so it does for a run that has not made a step.
      const stale = run?.step === 0 && differs(page.settings.get(), run.request);
      return alive(training) && !stale ? page.trainer.resume() : page.trainer.start(request(page));
    },
  },
  {
    name: "step",
    label: () => "labs.train.step",
    icon: () => "next",
    enabled: ({ run }) => run?.state !== "running",
    act: (page) => page.trainer.step(request(page)),
  },
  {
    name: "stop",
    label: () => "labs.train.stop",
    icon: () => "stop",
    enabled: alive,
    act: ({ trainer }) => trainer.stop(),
  },
  {
    name: "reset",
    label: () => "labs.train.reset",
    icon: () => "undo",
    hint: "labs.train.reset_hint",
    enabled: ({ run }) => run !== null && run.step > 0,
    act: ({ trainer }) => trainer.reset(),
  },
];

export function mountRunBar(page: TrainPage): HTMLElement {
  const { settings, trainer, training, words } = page;
  const pace = choiceField(
    settings,
    words,
    "pace",
    "labs.train.pace",
    PACES.map((value) => [value, value === "full" ? words("labs.train.pace_full") : value] as const),
  );
  settings.subscribe((now, before) => {
    if (now.pace !== before.pace) void trainer.setPace(paceOf(now.pace));
  });
  const meter = mountProgress(page);
  const notes = h("div", { class: "run-notes" }, mountTrouble(page), mountHint(page));
  const element = h(
    "section",
    { class: "run-bar", "aria-label": words("labs.train.progress") },
    h("div", { class: "run-commands" }, ...COMMANDS.map((command) => commandButton(page, command))),
    pace,
    meter,
    notes,
  );
  training.watch(["run"], ({ run }) => dress(element, { "data-state": run?.state ?? "none" }));
  return element;
}

function commandButton(page: TrainPage, command: Command): HTMLButtonElement {
  const { training, words } = page;
  const button = h("button", {
    type: "button",
    class: command.name === "start" ? "button main" : "button text outlined",
    "data-command": command.name,
    ...(command.hint && { title: words(command.hint) }),
    onclick: () => {
      if (command.enabled(page.trainer.store.get())) void command.act(page);
    },
  });
  let shown = "";
  training.watch(["run"], (now) => {
    dress(button, { "aria-disabled": command.enabled(now) ? null : "true" });
    const [label, picture] = [command.label(now), command.icon(now)];
    if (shown === label) return;
    shown = label;
    fill(button, [icon(picture), h("span", {}, words(label))]);
  });
  return button;
}

function mountProgress({ training, words }: TrainPage): HTMLElement {
  const bar = h("progress", { max: 1, value: 0, "aria-label": words("labs.train.progress") });
  const state = h("b", { class: "run-state" });
  const position = h("span", {});
  const percent = h("span", {});
  const time = h("span", {});
  const figures = FIGURES.map(({ name, of }) => ({ name, of, value: h("dd", {}) }));
  training.watch(["run"], ({ run }) => {
    say(state, words(`labs.train.state.${run?.state ?? "none"}`));
    bar.value = run ? shareDone(run) : 0;
    say(position, run ? positionOf(run, words) : "");
    say(percent, run ? words("labs.train.percent", { percent: Math.floor(100 * shareDone(run)) }) : "");
    say(time, run ? clock(run, words) : "");
    for (const { of, value } of figures) {
      const figure = run ? of(run) : undefined;
      say(value, figure === undefined ? "–" : formatNumber(figure));
    }
  });
  return h(
    "div",
    { class: "run-progress" },
    h("p", { class: "run-position" }, state, position, percent, time),
    bar,
    h(
      "dl",
      { class: "run-figures" },
      ...figures.map(({ name, value }) =>
        h("div", {}, h("dt", {}, words(`labs.train.figure.${name}`)), value),
      ),
    ),
  );
}

/** Numbers that are always in sight, as they were last told. */
const FIGURES = [
  { name: "loss", of: ({ smoothed }: Run) => smoothed.at(-1) },
  { name: "train", of: ({ accuracies }: Run) => accuracies.at(-1)?.train },
  { name: "test", of: ({ accuracies }: Run) => accuracies.at(-1)?.test },
] as const;

/** The time left, or at the end the time it took. */
function clock({ state, elapsed, remaining }: Run, words: Translate): string {
  if (state === "done") return words("labs.train.took", { time: timeText(elapsed, words) });
  return remaining === null ? "" : words("labs.train.left", { time: timeText(remaining, words) });
}

/** That the form asks for another run; that a stopped one is forgotten. */
function mountHint({ settings, training, words }: TrainPage): HTMLElement {
  const element = h("p", { class: "hint" });
  const explain = () => {
    const { run } = training.get();
    const other = run !== null && run.step > 0 && differs(settings.get(), run.request);
    const stopped = run?.state === "stopped";
    say(element, other ? words("labs.train.differs") : stopped ? words("labs.train.stopped_hint") : "");
    element.hidden = element.textContent === "";
  };
  settings.subscribe(explain);
  training.watch(["run"], explain);
  return element;
}
