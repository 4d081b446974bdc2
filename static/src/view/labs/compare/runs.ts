/** Two training runs on one clock: begun together, their curves in one plot each, their numbers at one update. */

import { calmed } from "../../../model/labs/calm.ts";
import { difference } from "../../../model/labs/compare.ts";
import { isAlive, type Run } from "../../../model/labs/run.ts";
import { makeTrainer, type Trainer } from "../../../model/labs/trainer.ts";
import { PACES, paceOf, requestOf } from "../../../model/labs/training.ts";
import { type Compared, comparedAt, comparedPlot, type Runs, SIDES } from "../../../scene/compared.ts";
import { CURVES } from "../../../scene/training.ts";
import { formatNumber } from "../../../text/numbers.ts";
import { makeCall } from "../../../wire/call.ts";
import { listen } from "../../../wire/events.ts";
import { makeRuns } from "../../../wire/runs.ts";
import { dress, fill, h, part, say } from "../../dom.ts";
import { timer } from "../../timer.ts";
import { choiceField } from "../form.ts";
import { makePlot, type PlotView } from "../plot.ts";
import { positionOf } from "../train/position.ts";
import { troubleText } from "../train/trouble.ts";
import type { CompareLab } from "./lab.ts";
import { makeRecipe } from "./recipe.ts";

export function mountRuns(lab: CompareLab): HTMLElement {
  const { settings, words, language } = lab;
  const runs = makeRuns(makeCall());
  const trainers = SIDES.map(() =>
    makeTrainer(
      runs,
      (id, signal) => listen(`/runs/${encodeURIComponent(id)}/events`, { language, signal }),
      { language },
      () => {},
    ),
  );
  const recipes = (["run_a", "run_b"] as const).map((side, i) => makeRecipe(lab, side, SIDES[i] ?? ""));
  const shown = trainers.map((trainer) => calmed(trainer.store, () => false, timer.after));
  const now = (): Runs => [shown[0]?.get().run ?? null, shown[1]?.get().run ?? null];

  const start = async () => {
    const { pace } = settings.get();
    for (const [i, trainer] of trainers.entries()) {
      const recipe = recipes[i];
      if (recipe) await trainer.start(requestOf({ ...recipe.get(), pace }));
    }
  };
  const each = (act: (trainer: Trainer) => Promise<void>) => () =>
    void Promise.all(trainers.map((trainer) => act(trainer)));
  const button = (name: "start" | "pause" | "stop", act: () => void) =>
    h(
      "button",
      {
        type: "button",
        class: name === "start" ? "button main" : "button text outlined",
        "data-both": name,
        onclick: act,
      },
      words(`labs.compare.${name}`),
    );
  const isPaused = () => now().some((run) => run?.state === "paused");
  const pause = button(
    "pause",
    each((trainer) => (isPaused() ? trainer.resume() : trainer.pause())).bind(null),
  );
  const commands = h(
    "div",
    { class: "part-row" },
    button("start", () => void start()),
    pause,
    button(
      "stop",
      each((trainer) => trainer.stop()),
    ),
    choiceField(
      settings,
      words,
      "pace",
      "labs.train.pace",
      PACES.map((value) => [value, value === "full" ? words("labs.train.pace_full") : value] as const),
    ),
  );
  settings.subscribe(({ pace }, before) => {
    if (pace !== before.pace) for (const trainer of trainers) void trainer.setPace(paceOf(pace));
  });

  let cursor: number | null = null;
  const plots: PlotView[] = CURVES.map(({ name, title }) =>
    makePlot(words, {
      name,
      title: words(title),
      pointed: (x) => {
        cursor = x;
        for (const plot of plots) plot.point(x);
        drawTable();
      },
    }),
  );
  const standings = SIDES.map((side) => h("p", { class: "run-standing", "data-side": side }));
  const at = h("h2", {});
  const body = h("tbody", {});
  const heads = [words("labs.compare.curve"), ...SIDES, "B − A"];
  const table = h(
    "table",
    { class: "differences" },
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    body,
  );

  const drawTable = () => {
    const step = cursor ?? Math.max(...now().map((run) => run?.step ?? 0));
    say(at, words("labs.compare.at", { n: step }));
    fill(
      body,
      comparedAt(now(), step, words).map((row) => rowOf(row)),
    );
  };
  const draw = () => {
    for (const [i, curves] of CURVES.entries()) plots[i]?.show(comparedPlot(curves, now(), words));
    for (const [i, standing] of standings.entries()) {
      const { run, trouble } = shown[i]?.get() ?? { run: null, trouble: null };
      fill(standing, [
        h("b", {}, `${SIDES[i]} `),
        h("span", {}, words(`labs.train.state.${run?.state ?? "none"}`)),
        run && h("span", {}, positionOf(run, words)),
        ...(trouble ? [h("span", { class: "field-fault" }, ...troubleText(trouble, words))] : []),
      ]);
    }
    say(pause, words(isPaused() ? "labs.compare.resume" : "labs.compare.pause"));
    dress(pause, { "aria-disabled": now().some((run) => run && isAlive(run.state)) ? null : "true" });
    drawTable();
  };
  const announce = () => {
    const done = now().filter((run): run is Run => run !== null && !isAlive(run.state));
    if (done.length === SIDES.length) say(part("live"), words("labs.compare.both_done"));
  };
  for (const store of shown) store.watch(["run", "trouble"], draw);
  for (const store of shown) store.watch(["run"], announce);
  const element = h(
    "div",
    { class: "compared-runs" },
    h("div", { class: "panes" }, ...recipes.map((recipe) => recipe.element)),
    commands,
    h("div", { class: "standings" }, ...standings),
    h("div", { class: "compared-plots" }, ...plots.map((plot) => plot.element)),
    at,
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": words("labs.compare.differences") },
      table,
    ),
  );
  return element;
}

function rowOf({ id, label, a, b }: Compared): HTMLElement {
  const gap = difference(a, b);
  const number = (value: number | null) => h("td", {}, value === null ? "–" : formatNumber(value));
  return h(
    "tr",
    { "data-curve": id },
    h("th", { scope: "row" }, label),
    number(a),
    number(b),
    h(
      "td",
      { class: gap ? "apart" : "same" },
      gap === null ? "" : `${gap > 0 ? "+" : ""}${formatNumber(gap)}`,
    ),
  );
}
