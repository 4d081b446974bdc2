/** What the net makes of one digit: its verdict, its probabilities, the digit beside the gradient by its pixels. */

import type { Key, Translate } from "../../../text/i18n.ts";
import { formatNumber } from "../../../text/numbers.ts";
import type { Prediction } from "../../../wire/runs.ts";
import { dress, fill, h, say } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { extremes, makeHeatPicture, matrixOf } from "./heat.ts";
import { makeInkPicture } from "./picture.ts";

export interface Reading {
  readonly element: HTMLElement;
  show(prediction: Prediction, columns: number): void;
}

/** `caption`: what the picture of the digit is called. */
export function makeReading(words: Translate, caption: Key = "labs.train.digit.picture"): Reading {
  const verdict = h("p", { class: "digit-verdict" });
  const loss = h("p", { class: "muted" });
  const ink = makeInkPicture(words("labs.train.digit.picture_label"));
  const heat = makeHeatPicture();
  const rows = h("tbody", {});
  const bars = h(
    "table",
    { class: "classes" },
    h("caption", {}, words("labs.train.digit.probabilities")),
    h(
      "thead",
      { class: "unseen" },
      h(
        "tr",
        {},
        h("th", { scope: "col" }, words("labs.train.digit.class")),
        h("td", {}),
        h("th", { scope: "col" }, words("labs.train.digit.probability")),
      ),
    ),
    rows,
  );
  const element = h(
    "div",
    { class: "reading" },
    h("div", { class: "reading-head" }, verdict, loss),
    h(
      "div",
      { class: "reading-pictures" },
      h("figure", {}, h("div", { class: "frame" }, ink.element), h("figcaption", {}, words(caption))),
      h(
        "figure",
        {},
        h("div", { class: "frame" }, heat.element),
        h("figcaption", {}, words("labs.train.digit.gradient")),
      ),
    ),
    bars,
    h("p", { class: "hint reading-hint" }, words("labs.train.digit.gradient_hint")),
  );
  return {
    element,
    show(prediction, columns) {
      const { predicted, label, probabilities, pixels, gradient } = prediction;
      drawVerdict(verdict, prediction, words);
      const params = { loss: formatNumber(prediction.loss), predicted };
      say(loss, words(label === null ? "labs.train.digit.loss_predicted" : "labs.train.digit.loss", params));
      ink.show(pixels, columns);
      const { min, max } = extremes(gradient.data);
      const told = { min: formatNumber(min), max: formatNumber(max) };
      heat.show(matrixOf(gradient.data, columns), words("labs.train.digit.gradient_label", told));
      drawBars(rows, probabilities, label, words);
    },
  };
}

function drawVerdict(element: HTMLElement, { predicted, label }: Prediction, words: Translate): void {
  if (label === null) {
    fill(element, [words("labs.train.digit.drawn", { predicted })]);
    return;
  }
  const right = label === predicted;
  dress(element, { "data-right": String(right) });
  fill(element, [
    icon(right ? "tick" : "cross"),
    h("span", {}, words(`labs.train.digit.verdict_${right ? "right" : "wrong"}`, { label, predicted })),
  ]);
}

/** One row a class: made once for as many classes, then changed in place. */
function drawBars(
  body: HTMLElement,
  probabilities: readonly number[],
  label: number | null,
  words: Translate,
): void {
  if (body.children.length !== probabilities.length) fill(body, probabilities.map(barRow));
  const best = probabilities.indexOf(Math.max(...probabilities));
  for (const [i, probability] of probabilities.entries()) {
    const row = body.children[i] as HTMLElement;
    const [name, bar, value] = row.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
    dress(row, { "data-best": i === best });
    fill(name, [
      String(i),
      i === label && h("span", { class: "label-mark" }, words("labs.train.digit.label_mark")),
    ]);
    const share = Number.isFinite(probability) ? probability : 0;
    (bar.querySelector(".bar-fill") as HTMLElement).style.width = `${100 * share}%`;
    say(value, formatNumber(probability));
  }
}

function barRow(): HTMLElement {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }),
    h("td", { class: "bar-cell" }, h("div", { class: "bar" }, h("span", { class: "bar-fill" }))),
    h("td", { class: "bar-value" }),
  );
}
