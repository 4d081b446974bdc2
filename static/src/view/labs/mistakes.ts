/** The mistakes lab: a backward pass with one wrong line is checked, pointed at, mended and checked again. */

import {
  HUNT_FIELDS,
  type Hunt,
  isSolved,
  keepSolved,
  NEW_HUNT,
  readSolved,
  type Stage,
} from "../../model/labs/hunt.ts";
import { createStore } from "../../model/store.ts";
import { makeCall } from "../../wire/call.ts";
import type { Mistake } from "../../wire/mistakes.ts";
import { type MistakeCheck, makeMistakeClient } from "../../wire/mistakes.ts";
import { dress, fill, h, part, say } from "../dom.ts";
import { makeAsker } from "./asking.ts";
import { verdictText } from "./check/report.ts";
import { openLab } from "./lab.ts";
import { makeCopy } from "./mistakes/copy.ts";
import { makeFixing } from "./mistakes/fixing.ts";
import { makePointing } from "./mistakes/pointing.ts";
import { makeShelf } from "./mistakes/shelf.ts";
import { makeSymptom } from "./mistakes/symptom.ts";
import { makeVerdict } from "./mistakes/verdict.ts";
import { makeWay } from "./mistakes/way.ts";

export function mount(): void {
  const { main, settings, client, language, words } = openLab(HUNT_FIELDS);
  const api = makeMistakeClient(makeCall());
  const hunt = createStore<Hunt>({ mistakes: [], ...NEW_HUNT });
  const options = (signal: AbortSignal) => ({ language, signal });
  const trouble = h("div", { role: "status" });
  const [asker, curves] = [makeAsker(words, trouble), makeAsker(words, h("div", {}))];
  const current = (): Mistake | undefined => hunt.get().mistakes.find(({ id }) => id === settings.get().bug);

  const check = (asked: MistakeCheck) => {
    const mistake = current();
    if (!mistake) return;
    const { passes } = settings.get();
    const mending = asked.choice !== undefined || asked.fix !== undefined;
    asker.ask({
      send: (signal) => api.check(mistake.id, { ...(passes > 0 && { passes }), ...asked }, options(signal)),
      use: (report) => {
        hunt.set(mending ? { mended: report, problem: null } : { report });
        say(part("live"), report.lesson ?? report.sentence ?? verdictText(words, report));
      },
      refused: (problem) => hunt.set({ problem, mended: null }),
    });
  };
  const point = (line: string) => {
    const mistake = current();
    if (!mistake) return;
    asker.ask({
      send: (signal) => api.point(mistake.id, line, options(signal)),
      use: (remark) => {
        hunt.set({ line, remark, mended: null, problem: null });
        say(part("live"), remark.sentence);
        if (remark.right) go("fix");
      },
    });
  };
  const go = (stage: Stage) => settings.set({ stage });

  const shelf = makeShelf(words, (bug) => settings.set({ bug, stage: "symptom", passes: 0 }));
  const way = makeWay(words, go);
  const copy = makeCopy({ client, language, words });
  const symptom = makeSymptom(words);
  const verdict = makeVerdict(words, {
    check: () => check({}),
    pass: (passes) => {
      settings.set({ passes });
      check({});
    },
  });
  const pointing = makePointing(words, point);
  const fixing = makeFixing(words, check);
  const sections: Readonly<Record<Stage, HTMLElement>> = {
    symptom: symptom.element,
    check: verdict.element,
    point: pointing.element,
    fix: fixing.element,
  };
  main.classList.add("mistakes");
  fill(main, [
    h(
      "div",
      { class: "lab-title" },
      h("h1", {}, words("place.mistakes")),
      h("p", { class: "hint" }, words("labs.mistakes.goal")),
    ),
    shelf.element,
    trouble,
    copy.element,
    way.element,
    h(
      "div",
      { class: "hunt" },
      h("div", { class: "hunt-left" }, symptom.element, verdict.element),
      h("div", { class: "hunt-right" }, pointing.element, fixing.element),
    ),
  ]);

  const draw = () => {
    const mistake = current();
    const state = hunt.get();
    const { stage, passes } = settings.get();
    shelf.show(state.mistakes, settings.get().bug, solved);
    if (!mistake) return;
    dress(main, { "data-part": stage, "data-solved": isSolved(state) ? "true" : null });
    way.show(stage, state);
    copy.show(mistake, isSolved(state));
    symptom.show(mistake, state);
    verdict.show(mistake, state, passes);
    pointing.show(mistake, state);
    fixing.show(mistake, state);
    for (const [name, section] of Object.entries(sections)) section.classList.toggle("shown", name === stage);
  };

  let solved = readSolved(localStorageOf());
  hunt.subscribe((now, before) => {
    const { bug } = settings.get();
    if (isSolved(now) && !isSolved(before) && !solved.has(bug)) {
      solved = new Set([...solved, bug]);
      keepSolved(localStorageOf(), solved);
    }
    draw();
  });
  settings.subscribe(draw);
  const begin = () => {
    const mistake = current();
    hunt.set(NEW_HUNT);
    if (!mistake?.loss_curve) return;
    curves.ask({ send: (signal) => api.run(mistake.id, options(signal)), use: (run) => hunt.set({ run }) });
  };
  asker.ask({
    send: (signal) => api.all(options(signal)),
    use: (mistakes) => {
      hunt.set({ mistakes });
      if (!current()) settings.set({ bug: mistakes[0]?.id ?? "" });
      settings.watch(["bug"], begin);
    },
  });
}

/** A browser may keep nothing at all. */
function localStorageOf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
