/** Training the two-layer net, with its gradients: /train. */

import { calmed } from "../../model/labs/calm.ts";
import { makeTrainer, type Training } from "../../model/labs/trainer.ts";
import { TRAINING } from "../../model/labs/training.ts";
import { createStore } from "../../model/store.ts";
import { makeCall } from "../../wire/call.ts";
import { type DataSet, makeDataSets, sendingFile } from "../../wire/dataSets.ts";
import { listen } from "../../wire/events.ts";
import { makeRuns } from "../../wire/runs.ts";
import { h, part } from "../dom.ts";
import { timer } from "../timer.ts";
import { openLab } from "./lab.ts";
import { mountAnnouncements } from "./train/announce.ts";
import { mountCurves } from "./train/curves.ts";
import { followData } from "./train/data.ts";
import { mountDigits } from "./train/digits.ts";
import { mountDraw } from "./train/draw.ts";
import type { TrainPage } from "./train/page.ts";
import { mountRunBar } from "./train/runBar.ts";
import { mountSettings } from "./train/settingsPart.ts";
import { mountTabs } from "./train/tabs.ts";
import { mountUnits } from "./train/units.ts";

export function mount(): void {
  const { main, settings, language, words } = openLab(TRAINING);
  const call = makeCall();
  const runs = makeRuns(call);
  const options = { language };
  const trainer = makeTrainer(
    runs,
    (id, signal) => listen(`/runs/${encodeURIComponent(id)}/events`, { language, signal }),
    options,
    (run) => settings.set({ run }),
  );
  const live = part("live");
  const page: TrainPage = {
    settings,
    trainer,
    training: calmed(trainer.store, isUrgent, timer.after),
    data: createStore<{ set: DataSet | null; missing: boolean }>({ set: null, missing: false }),
    runs,
    dataSets: makeDataSets(call, sendingFile),
    options,
    words,
    announce: (text) => {
      live.textContent = text;
    },
  };
  followData(page);
  main.append(
    h(
      "header",
      { class: "lab-intro" },
      h("h1", {}, words("place.train")),
      h("p", { class: "hint" }, words("labs.train.goal")),
    ),
    mountRunBar(page),
    mountTabs(page, {
      settings: mountSettings(page),
      curves: mountCurves(page),
      digits: mountDigits(page),
      draw: mountDraw(page),
      units: mountUnits(page),
    }),
  );
  mountAnnouncements(page);
  settings.watch(["run"], ({ run }) => trainer.follow(run));
  window.setInterval(() => {
    if (!document.hidden) void trainer.touch();
  }, TOUCH);
}

/** Milliseconds between two questions after a run that is over: the service forgets what nobody asks about. */
const TOUCH = 45_000;

/** Whether a reader wishes to see it at once: all but that it has come further. */
function isUrgent(now: Training, shown: Training): boolean {
  const { run, ...rest } = now;
  const same = Object.entries(rest).every(([name, value]) => Object.is(shown[name as keyof Training], value));
  return !same || run?.id !== shown.run?.id || run?.state !== shown.run?.state;
}
