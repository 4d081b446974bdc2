/** Drawing a digit, by pointer or by keys, and what the net makes of it. */

import { neighbour } from "../../../model/cell.ts";
import { keptFresh } from "../../../model/labs/fresh.ts";
import {
  centred,
  emptyPad,
  isEmpty,
  type Pad,
  type Spot,
  stroked,
  toggled,
} from "../../../model/labs/pad.ts";
import { isKnown } from "../../../model/labs/run.ts";
import { dress, h, say } from "../../dom.ts";
import { timer } from "../../timer.ts";
import { idOf, type TrainPage } from "./page.ts";
import { makeInkPicture } from "./picture.ts";
import { makeReading } from "./reading.ts";
import type { Part } from "./tabs.ts";

/** Milliseconds between two guesses while the hand still moves, and while the net still learns. */
const REST = 300;
const MNIST = 28;

export function mountDraw(page: TrainPage): Part {
  const { trainer, training, data, runs, options, words } = page;
  let visible = false;
  let pad: Pad = emptyPad(MNIST);
  /** Which drawing it is: another after every change. */
  let version = 0;
  let last: Spot | null = null;
  let cursor = 0;

  const picture = makeInkPicture();
  const marker = h("span", { class: "pad-cursor", "aria-hidden": "true" });
  const cell = h("p", { class: "unseen", role: "status" });
  const board = h(
    "div",
    { class: "pad", tabindex: 0, role: "application", "aria-describedby": "pad-hint" },
    picture.element,
    marker,
  );
  const clear = h(
    "button",
    { type: "button", class: "button text outlined", onclick: () => change(emptyPad(pad.side)) },
    words("labs.train.draw.clear"),
  );
  const reading = makeReading(words, "labs.train.draw.seen");
  const hint = h("p", { class: "hint" });
  const element = h(
    "section",
    { class: "panel draw" },
    h(
      "div",
      { class: "draw-desk" },
      board,
      h(
        "div",
        { class: "draw-side" },
        h("p", { class: "hint", id: "pad-hint" }, words("labs.train.draw.hint")),
        clear,
        hint,
      ),
    ),
    cell,
    reading.element,
  );

  const check = keptFresh({
    after: timer.after,
    key: () => {
      const { run } = training.get();
      return visible && run && isKnown(run.state) && !isEmpty(pad)
        ? JSON.stringify([run.id, run.step, version])
        : null;
    },
    ask: () => runs.predict(idOf(page), { pixels: centred(pad).ink }, options),
    show: (prediction) => {
      reading.show(prediction, pad.side);
      explain();
    },
    missed: trainer.missed,
    rest: () => REST,
  });
  const explain = () => {
    const { run } = training.get();
    const net = run !== null && isKnown(run.state);
    const waits = !net ? "no_run" : isEmpty(pad) ? "empty" : null;
    reading.element.hidden = waits !== null;
    hint.hidden = waits === null;
    if (waits) say(hint, words(`labs.train.draw.${waits}`));
  };
  const draw = () => {
    picture.show(pad.ink, pad.side);
    const [x, y] = [cursor % pad.side, Math.floor(cursor / pad.side)];
    marker.style.setProperty("--x", String(x / pad.side));
    marker.style.setProperty("--y", String(y / pad.side));
    marker.style.setProperty("--cell", String(1 / pad.side));
  };
  const change = (next: Pad) => {
    pad = next;
    version += 1;
    draw();
    explain();
    check();
  };
  const tell = () => {
    const place = { row: Math.floor(cursor / pad.side) + 1, column: (cursor % pad.side) + 1 };
    const inked = (pad.ink[cursor] ?? 0) >= 0.5;
    say(cell, words(inked ? "labs.train.draw.cell_ink" : "labs.train.draw.cell_empty", place));
  };

  const spot = ({ clientX, clientY }: PointerEvent): Spot => {
    const { left, top, width, height } = board.getBoundingClientRect();
    return { x: (pad.side * (clientX - left)) / width, y: (pad.side * (clientY - top)) / height };
  };
  board.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    board.setPointerCapture(event.pointerId);
    last = spot(event);
    change(stroked(pad, last, last));
  });
  board.addEventListener("pointermove", (event) => {
    if (!last) return;
    const to = spot(event);
    change(stroked(pad, last, to));
    last = to;
  });
  for (const end of ["pointerup", "pointercancel"] as const)
    board.addEventListener(end, () => {
      last = null;
    });
  board.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") change(toggled(pad, cursor));
    else {
      const to = neighbour({ rows: pad.side, columns: pad.side }, cursor, event.key);
      if (to === null) return;
      cursor = to;
      draw();
    }
    event.preventDefault();
    tell();
  });

  // A net for other pictures has another pad.
  data.watch(["set"], ({ set }) => {
    const side = set?.rows ?? MNIST;
    if (side !== pad.side) cursor = 0;
    dress(board, { "aria-label": words("labs.train.draw.label", { side }) });
    if (side !== pad.side) change(emptyPad(side));
  });
  draw();
  training.watch(["run"], explain);
  training.subscribe(check);
  return {
    element,
    seen: (now) => {
      visible = now;
      check();
    },
  };
}
