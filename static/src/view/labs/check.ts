/** The gradient check: a program with its numbers, the verdict on every parameter, and one element looked at closely. */

import {
  CHECK_FIELDS,
  type CheckSettings,
  cellsOf,
  checkRequestOf,
  comparisons,
  curveRequestOf,
  type Found,
  NOTHING_FOUND,
  type Picked,
  pickedIn,
  sizesOf,
  traceRequestOf,
} from "../../model/labs/check.ts";
import { createStore } from "../../model/store.ts";
import { makeCall } from "../../wire/call.ts";
import type { Problem } from "../../wire/calls.ts";
import { type CellReport, makeLabClient } from "../../wire/labs.ts";
import { dress, fill, h, part, say } from "../dom.ts";
import { makeAsker } from "./asking.ts";
import { makeCells } from "./check/cells.ts";
import { makeCurve } from "./check/curve.ts";
import { makeReport, verdictText } from "./check/report.ts";
import { mountSetup } from "./check/setup.ts";
import { openLab } from "./lab.ts";

/** The fields that decide what is asked. */
const ASKED = ["program", "inputs", "output", "upstream", "parameters", "h", "run"] as const;
/** The most gradients that are sure to take less than a second. */
const QUICK = 200;

export function mount(): void {
  const { main, settings, client, language, words } = openLab(CHECK_FIELDS);
  const lab = makeLabClient(makeCall());
  const found = createStore<Found>(NOTHING_FOUND);
  const options = (signal: AbortSignal) => ({ language, signal });

  const setup = h("section", { class: "check-setup", "aria-label": words("labs.check.setup") });
  const trouble = h("div", { class: "asking", role: "status" });
  const start = h("div", { class: "check-empty" });
  const report = makeReport(words, (name) => settings.set({ name, at: -1 }));
  const cells = makeCells(words, (name, at) => settings.set({ name, at }));
  const curve = makeCurve(words, settings);
  const answer = h("div", { class: "check-answer", hidden: true });
  fill(answer, [
    report.verdict,
    h(
      "div",
      { class: "check-parts" },
      h("div", { class: "check-left" }, report.table, curve.element),
      cells.element,
    ),
  ]);
  main.classList.add("check");
  fill(main, [
    h(
      "div",
      { class: "lab-top" },
      h("h1", {}, words("place.check")),
      h("p", { class: "hint" }, words("labs.check.goal")),
    ),
    setup,
    h("div", { class: "check-found" }, trouble, start, answer),
  ]);
  mountSetup(setup, { settings, found, client, language, words });

  const asker = makeAsker(words, trouble);
  const curves = makeAsker(words, h("div", {}));

  const ask = (now: CheckSettings) => {
    const check = checkRequestOf(now);
    const trace = traceRequestOf(now);
    const refused = (problem: Problem) => found.set({ ...NOTHING_FOUND, problem, asked: now.program });
    if (!check || !trace) return asker.forget();
    asker.ask({
      send: (signal) => lab.gradients(trace, options(signal)),
      use: (gradients) => {
        const sizes = sizesOf(now.program, gradients);
        if (now.run === "off") return found.set({ problem: null, sizes, report: null });
        asker.ask({
          send: (signal) => lab.checkCells(check, options(signal)),
          use: (report) => found.set({ problem: null, sizes, report }),
          refused,
        });
      },
      refused,
    });
  };

  /** Of which element the curve is, and of which program. */
  let drawn = "";
  const askCurve = (now: CheckSettings, picked: Picked | null, checked: CellReport | null) => {
    const check = checkRequestOf(now);
    const cellsNow = picked && checked?.parameters[picked.name];
    if (!picked || !cellsNow || !check) return;
    const request = curveRequestOf(check, picked, cellsOf(cellsNow).shape);
    const wanted = JSON.stringify(request);
    if (wanted === drawn) return;
    drawn = wanted;
    curves.ask({
      send: (signal) => lab.checkCurve(request, options(signal)),
      use: (answered) => found.set({ curve: answered }),
    });
  };

  const draw = () => {
    const now = settings.get();
    const { report: checked, sizes, problem } = found.get();
    const picked = checked && pickedIn(checked, now);
    answer.hidden = !checked;
    start.hidden = checked !== null || problem !== null || now.run === "on";
    drawStart(sizes && comparisons(sizes, now));
    if (!checked || !picked) return;
    report.show(checked, picked);
    cells.show(checked, picked);
    curve.show(found.get().curve, picked, checked);
    askCurve(now, picked, checked);
  };

  const sentence = h("p", { class: "check-lead" });
  /** The button goes, so the verdict takes its focus. */
  let pressed = false;
  const press = () => {
    pressed = true;
    settings.set({ run: "on" });
  };
  const run = h(
    "button",
    { type: "button", class: "button main", "data-run": "", onclick: press },
    words("labs.check.run"),
  );
  fill(start, [sentence, run]);
  const drawStart = (count: number | null) => {
    dress(run, { "aria-disabled": count === null ? "true" : null });
    const key = count !== null && count <= QUICK ? "labs.check.empty" : "labs.check.empty_many";
    say(sentence, count === null ? "" : words(key, { n: count }));
  };

  settings.watch(ASKED, ask);
  settings.subscribe(draw);
  found.subscribe(draw);
  found.watch(["report"], ({ report: checked }) => {
    if (!checked) return;
    say(part("live"), verdictText(words, checked));
    if (pressed) report.verdict.focus();
    pressed = false;
  });
  draw();
}
