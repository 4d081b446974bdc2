/** The columns of W1 as pictures: what each hidden unit looks for. */

import { keptFresh } from "../../../model/labs/fresh.ts";
import { isKnown } from "../../../model/labs/run.ts";
import { strength } from "../../../scene/scale.ts";
import { formatNumber } from "../../../text/numbers.ts";
import { decodeTensor, type Tensor } from "../../../wire/numbers.ts";
import { dress, h, say } from "../../dom.ts";
import { extremes, makeHeatPicture, matrixOf } from "./heat.ts";
import { later, type TrainPage } from "./page.ts";
import type { Part } from "./tabs.ts";

/** Milliseconds between two looks at a net that is learning: all of its weights travel. */
const REST = 2000;

export function mountUnits({ trainer, training, settings, runs, options, words }: TrainPage): Part {
  let visible = false;
  let weights: Tensor | null = null;
  const input = h("input", {
    id: "unit",
    type: "number",
    min: 1,
    inputmode: "numeric",
    "data-field": "unit",
    oninput: () => {
      const unit = Number(input.value);
      if (Number.isInteger(unit) && unit >= 1 && unit <= size()) settings.set({ unit });
    },
  });
  const of = h("span", { class: "muted" });
  const title = h("h2", { class: "part-title" });
  const range = h("p", { class: "muted" });
  const picture = makeHeatPicture();
  const shown = h(
    "div",
    { class: "unit" },
    h("p", { class: "unit-choice" }, h("label", { for: "unit" }, words("labs.train.units.unit")), input, of),
    title,
    h("div", { class: "frame" }, picture.element),
    range,
  );
  const hint = h("p", { class: "hint" }, words("labs.train.units.no_run"));
  const element = h(
    "section",
    { class: "panel units" },
    h("p", { class: "hint" }, words("labs.train.units.hint")),
    hint,
    shown,
  );
  shown.hidden = true;
  const size = () => weights?.shape[1] ?? 0;

  const draw = () => {
    const { run } = training.get();
    if (!weights || !run) return;
    const unit = Math.min(settings.get().unit, size());
    const column = columnOf(weights, unit - 1);
    const { min, max } = extremes(column);
    const told = { unit, min: formatNumber(min), max: formatNumber(max) };
    if (document.activeElement !== input) input.value = String(unit);
    dress(input, { max: size() });
    say(of, words("labs.train.units.of", { n: size() }));
    say(title, words("labs.train.units.title", { unit }));
    const most = strength(weights);
    picture.show(matrixOf(column, run.data.columns), words("labs.train.units.picture", told), most);
    say(range, `${formatNumber(min)} … ${formatNumber(max)}`);
  };
  const check = keptFresh({
    after: later,
    key: () => {
      const { run } = training.get();
      return visible && run && isKnown(run.state) ? JSON.stringify([run.id, run.step]) : null;
    },
    ask: () => runs.network(settings.get().run, options),
    show: ({ parameters }) => {
      weights = decodeTensor(parameters.W1);
      hint.hidden = true;
      shown.hidden = false;
      draw();
    },
    missed: trainer.missed,
    rest: () => (training.get().run?.state === "running" ? REST : 0),
  });
  training.subscribe(check);
  settings.watch(["unit"], draw);
  return {
    element,
    seen: (now) => {
      visible = now;
      check();
    },
  };
}

function columnOf({ shape, data }: Tensor, column: number): Float64Array {
  const [rows = 0, columns = 1] = shape;
  return Float64Array.from({ length: rows }, (_, row) => data[row * columns + column] ?? Number.NaN);
}
