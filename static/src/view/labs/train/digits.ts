/** The digits to test on, as the net sees them now: all or the wrong ones, a page at a time, one to be chosen. */

import { keptFresh } from "../../../model/labs/fresh.ts";
import { isKnown } from "../../../model/labs/run.ts";
import { bytesOf, type Sample } from "../../../wire/runs.ts";
import { dress, fill, h, say } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { timer } from "../../timer.ts";
import { choiceField } from "../form.ts";
import { mountDigit } from "./digit.ts";
import { idOf, type TrainPage } from "./page.ts";
import { type InkPicture, makeInkPicture } from "./picture.ts";
import type { Part } from "./tabs.ts";

/** Digits on a page. */
const LIMIT = 30;
/** Milliseconds between two looks at a net that is learning. */
const REST = 1000;

/** A digit, and what it was predicted as if it was. */
type Shown = Omit<Sample, "predicted" | "probability"> & Partial<Pick<Sample, "predicted">>;

export function mountDigits(page: TrainPage): Part {
  const { settings, trainer, training, data, runs, dataSets, options, words } = page;
  let visible = false;
  let total = 0;
  const count = h("p", { class: "digits-count", "aria-live": "off" });
  const legend = h(
    "p",
    { class: "hint digits-legend" },
    icon("cross"),
    h("span", {}, words("labs.train.digits.legend")),
  );
  const filter = choiceField(settings, words, "wrong", "labs.train.digits.filter", [
    ["off", words("labs.train.digits.all")],
    ["on", words("labs.train.digits.wrong")],
  ]);
  filter.addEventListener("click", () => settings.set({ page: 1 }));
  const grid = h("div", { class: "tiles", role: "group", "aria-label": words("labs.train.digits.grid") });
  const none = h("p", { class: "hint" }, words("labs.train.digits.none_wrong"));
  const turn = (by: number) => () => {
    const to = settings.get().page + by;
    if (to >= 1 && (to - 1) * LIMIT < total) settings.set({ page: to });
  };
  const pager = (name: "previous" | "next", by: number) =>
    h(
      "button",
      {
        type: "button",
        class: "button",
        "data-turn": name,
        "aria-label": words(`labs.train.digits.${name}`),
        onclick: turn(by),
      },
      icon(by < 0 ? "left" : "right"),
    );
  const position = h("span", {});
  const [back, on] = [pager("previous", -1), pager("next", 1)];
  const digit = mountDigit(page);
  const element = h(
    "section",
    { class: "panel digits" },
    h("div", { class: "digits-head" }, filter, h("div", { class: "pager" }, back, position, on)),
    count,
    grid,
    none,
    legend,
    digit.element,
  );

  const tiles: Tile[] = [];
  const show = (digits: readonly Shown[], columns: number) => {
    while (tiles.length < digits.length) tiles.push(makeTile(page));
    for (const [i, shown] of digits.entries()) tiles[i]?.show(shown, columns);
    fill(
      grid,
      tiles.slice(0, digits.length).map((tile) => tile.element),
    );
    const { page: at } = settings.get();
    const from = (at - 1) * LIMIT;
    none.hidden = digits.length > 0;
    say(
      position,
      digits.length > 0
        ? words("labs.train.digits.page", { from: from + 1, to: from + digits.length, total })
        : "",
    );
    dress(back, { "aria-disabled": at > 1 ? null : "true" });
    dress(on, { "aria-disabled": at * LIMIT < total ? null : "true" });
  };

  const query = () => {
    const { wrong, page: at } = settings.get();
    return { wrong: wrong === "on", offset: (at - 1) * LIMIT, limit: LIMIT };
  };
  const predicted = keptFresh({
    after: timer.after,
    key: () => {
      const { run } = training.get();
      return visible && run && isKnown(run.state) ? JSON.stringify([run.id, run.step, query()]) : null;
    },
    ask: () => runs.samples(idOf(page), { set: "test", ...query() }, options),
    show: ({ samples, wrong, step, ...found }) => {
      ({ total } = found);
      const { run } = training.get();
      const { page: at } = settings.get();
      // There are fewer wrong ones by now.
      if (samples.length === 0 && at > 1) return settings.set({ page: 1 });
      say(count, words("labs.train.digits.count", { wrong, total: run?.data.test ?? total, step }));
      legend.hidden = false;
      show(samples, run?.data.columns ?? 1);
    },
    missed: trainer.missed,
    rest: () => (training.get().run?.state === "running" ? REST : 0),
  });
  const plain = keptFresh({
    after: timer.after,
    key: () => {
      const { set } = data.get();
      const { run, connection } = training.get();
      const free = run === null && connection !== "opening";
      return visible && free && set ? JSON.stringify([set.id, settings.get().page]) : null;
    },
    ask: () => {
      const { set } = data.get();
      const { offset } = query();
      const left = Math.max(0, (set?.test ?? 0) - offset);
      return dataSets.samples(
        set?.id ?? "",
        { offset: (set?.train ?? 0) + offset, limit: Math.min(LIMIT, left) },
        options,
      );
    },
    show: ({ samples, columns }) => {
      if (trainer.store.get().run) return;
      const { set } = data.get();
      total = set?.test ?? 0;
      say(count, words("labs.train.digits.waiting"));
      legend.hidden = true;
      show(
        samples.map((sample) => ({ ...sample, index: sample.index - (set?.train ?? 0) })),
        columns,
      );
    },
    missed: () => {},
    rest: () => 0,
  });
  legend.hidden = true;
  none.hidden = true;
  const check = () => {
    plain();
    predicted();
  };
  training.subscribe(check);
  data.subscribe(check);
  settings.subscribe(check);
  training.watch(["run"], ({ run }) => dress(filter, { hidden: run === null }));
  return {
    element,
    seen: (now) => {
      visible = now;
      digit.seen(now);
      check();
    },
  };
}

interface Tile {
  readonly element: HTMLElement;
  show(digit: Shown, columns: number): void;
}

function makeTile({ settings, words }: TrainPage): Tile {
  let index = -1;
  let pixels = "";
  const picture: InkPicture = makeInkPicture();
  const verdict = h("span", { class: "tile-verdict", "aria-hidden": "true" });
  const element = h(
    "button",
    { type: "button", class: "tile", onclick: () => settings.set({ digit: index, tab: "digits" }) },
    picture.element,
    verdict,
  );
  const mark = () => dress(element, { "aria-pressed": String(settings.get().digit === index) });
  settings.subscribe(mark);
  return {
    element,
    show(digit, columns) {
      index = digit.index;
      if (pixels !== digit.pixels) {
        ({ pixels } = digit);
        picture.show(
          Array.from(bytesOf(pixels), (ink) => ink / 255),
          columns,
        );
      }
      mark();
      const { label, predicted = null } = digit;
      const name = predicted === null ? "plain" : predicted === label ? "right" : "missed";
      dress(element, {
        "data-digit": index,
        "data-verdict": name,
        "aria-label": words(`labs.train.digits.${name}`, {
          index: index + 1,
          label,
          predicted: predicted ?? "",
        }),
      });
      fill(verdict, [
        name !== "plain" && icon(name === "right" ? "tick" : "cross"),
        name === "missed" ? `${predicted} ≠ ${label}` : String(label),
      ]);
    },
  };
}
