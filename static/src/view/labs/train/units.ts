/** The columns of W1 as pictures: what each hidden unit looks for, and how one digit would change it. */

import { keptFresh } from "../../../model/labs/fresh.ts";
import { isKnown } from "../../../model/labs/run.ts";
import { strength } from "../../../scene/scale.ts";
import type { Key } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import { decodeTensor, type Tensor } from "../../../wire/numbers.ts";
import { dress, h, say } from "../../dom.ts";
import { timer } from "../../timer.ts";
import { extremes, makeHeatPicture, matrixOf } from "./heat.ts";
import { idOf, type TrainPage } from "./page.ts";
import type { Part } from "./tabs.ts";

/** Milliseconds between two looks at a net that is learning: all of its weights travel. */
const REST = 2000;

export function mountUnits(page: TrainPage): Part {
  const { trainer, training, settings, runs, options, words } = page;
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
  const column = makePicture(page, "labs.train.units.picture");
  const gradient = makePicture(page, "labs.train.units.gradient_picture");
  const note = h("p", { class: "hint" });
  const shown = h(
    "div",
    { class: "unit" },
    h("p", { class: "unit-choice" }, h("label", { for: "unit" }, words("labs.train.units.unit")), input, of),
    h("div", { class: "unit-pictures" }, column.element, gradient.element),
    note,
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
  gradient.element.hidden = true;
  const size = () => weights?.shape[1] ?? 0;
  const chosen = () => Math.min(settings.get().unit, size());

  const draw = () => {
    if (!weights) return;
    const unit = chosen();
    if (document.activeElement !== input) input.value = String(unit);
    dress(input, { max: size() });
    say(of, words("labs.train.units.of", { n: size() }));
    const title = words("labs.train.units.title", { unit });
    column.show(columnOf(weights, unit - 1), unit, title, strength(weights));
    if (settings.get().digit < 0) say(note, words("labs.train.units.no_digit"));
  };
  const led = () => {
    const { run } = training.get();
    return visible && run && isKnown(run.state) ? run : null;
  };
  const rest = () => (training.get().run?.state === "running" ? REST : 0);
  const checkWeights = keptFresh({
    after: timer.after,
    key: () => {
      const run = led();
      return run && JSON.stringify([run.id, run.step]);
    },
    ask: () => runs.network(idOf(page), options),
    show: ({ parameters }) => {
      weights = decodeTensor(parameters.W1);
      hint.hidden = true;
      shown.hidden = false;
      draw();
      checkGradient();
    },
    missed: trainer.missed,
    rest,
  });
  const checkGradient = keptFresh({
    after: timer.after,
    key: () => {
      const run = led();
      const { digit } = settings.get();
      return run && weights && digit >= 0 ? JSON.stringify([run.id, run.step, digit, chosen()]) : null;
    },
    ask: () => {
      const { digit } = settings.get();
      return runs.predict(idOf(page), { set: "test", index: digit, unit: chosen() - 1 }, options);
    },
    show: ({ unitGradient }) => {
      if (!unitGradient) return;
      const title = words("labs.train.units.gradient", { index: settings.get().digit + 1 });
      gradient.element.hidden = false;
      gradient.show(unitGradient.data, chosen(), title);
      say(note, strength(unitGradient) > 0 ? "" : words("labs.train.units.shut"));
    },
    missed: trainer.missed,
    rest,
  });
  const check = () => {
    checkWeights();
    checkGradient();
  };
  training.subscribe(check);
  settings.watch(["unit", "digit"], () => {
    draw();
    checkGradient();
  });
  return {
    element,
    seen: (now) => {
      visible = now;
      check();
    },
  };
}

interface Picture {
  readonly element: HTMLElement;
  /** `most`: as for a picture of heat. */
  show(numbers: Float64Array, unit: number, title: string, most?: number): void;
}

/** A column of W1 or of its gradient, as an image; `label`: what a screen reader calls it. */
function makePicture({ training, words }: TrainPage, label: Key): Picture {
  const title = h("h2", { class: "part-title" });
  const range = h("p", { class: "muted" });
  const picture = makeHeatPicture();
  return {
    element: h("div", {}, title, h("div", { class: "frame" }, picture.element), range),
    show(numbers, unit, name, most) {
      const { min, max } = extremes(numbers);
      const told = { min: formatNumber(min), max: formatNumber(max) };
      const columns = training.get().run?.data.columns ?? 1;
      say(title, name);
      picture.show(matrixOf(numbers, columns), words(label, { unit, ...told }), most);
      say(range, `${told.min} … ${told.max}`);
    },
  };
}

function columnOf({ shape, data }: Tensor, column: number): Float64Array {
  const [rows = 0, columns = 1] = shape;
  return Float64Array.from({ length: rows }, (_, row) => data[row * columns + column] ?? Number.NaN);
}
