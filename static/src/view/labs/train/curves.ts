/** The curves of a run: one cursor goes over all of them. And what can be taken away. */

import { csvOf } from "../../../scene/plot.ts";
import { allCurves, CURVES, plotOf } from "../../../scene/training.ts";
import { h } from "../../dom.ts";
import { saveFile } from "../../share/saving.ts";
import { makePlot, type PlotView } from "../plot.ts";
import type { TrainPage } from "./page.ts";
import type { Part } from "./tabs.ts";

export function mountCurves({ training, words }: TrainPage): Part {
  const plots: PlotView[] = CURVES.map(({ name, title }) =>
    makePlot(words, {
      name,
      title: words(title),
      pointed: (x) => {
        for (const plot of plots) plot.point(x);
      },
    }),
  );
  const table = h(
    "button",
    {
      type: "button",
      class: "button text outlined",
      "data-save": "curves",
      onclick: () => {
        const { run } = training.get();
        const numbers = run ? ["\uFEFF", csvOf(allCurves(run, words))] : [];
        if (run) saveFile(new Blob(numbers, { type: "text/csv" }), `training-${run.id}.csv`);
      },
    },
    words("labs.train.curve.all"),
  );
  const weights = h(
    "a",
    { class: "button text outlined", "data-save": "weights", download: true },
    words("labs.train.curve.weights"),
  );
  const downloads = h("div", { class: "downloads", hidden: true }, table, weights);
  const element = h(
    "section",
    { class: "panel curves" },
    h("p", { class: "hint" }, words("labs.train.curve.hint")),
    h("div", { class: "plots" }, ...plots.map((plot) => plot.element)),
    downloads,
  );

  let visible = false;
  const draw = () => {
    const { run } = training.get();
    downloads.hidden = run === null;
    weights.hidden = run?.state === "stopped";
    if (run) weights.href = `/api/v1/runs/${encodeURIComponent(run.id)}/network`;
    if (!visible) return;
    for (const [i, curves] of CURVES.entries()) plots[i]?.show(plotOf(curves, run, words));
  };
  training.watch(["run"], draw);
  return {
    element,
    seen: (now) => {
      visible = now;
      draw();
    },
  };
}
