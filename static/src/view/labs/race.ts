/** Numerical gradients against backpropagation: the same net and batch in two lanes, counted and timed. */

import { judge } from "../../model/labs/answer.ts";
import {
  counted,
  evaluationsOf,
  NETS,
  type Phase,
  parametersOf,
  RACE_FIELDS,
  type RaceSettings,
  requestOf,
  slipsOf,
} from "../../model/labs/race.ts";
import { createStore } from "../../model/store.ts";
import { makeCall } from "../../wire/call.ts";
import { listen } from "../../wire/events.ts";
import { makeRaces, type RaceStanding } from "../../wire/race.ts";
import { dress, fill, h, part, say } from "../dom.ts";
import { makeAsker } from "./asking.ts";
import { choiceField } from "./form.ts";
import { openLab } from "./lab.ts";
import { makeQuestion } from "./question.ts";
import { makeEndCard } from "./race/card.ts";
import { makeLanes } from "./race/lanes.ts";

interface Race {
  readonly phase: Phase;
  readonly standing: RaceStanding | null;
}

const READY: Race = { phase: "ready", standing: null };

export function mount(): void {
  const { main, settings, language, words } = openLab(RACE_FIELDS);
  const races = makeRaces(makeCall());
  const race = createStore<Race>(READY);
  const live = part("live");
  const trouble = h("div", { class: "asking", role: "status" });
  const asker = makeAsker(words, trouble);
  const question = makeQuestion(words, (text) => say(live, text));
  const lanes = makeLanes(words);
  const card = makeEndCard(words);

  /** The race that is listened to; aborted, it counts no longer. */
  let following = new AbortController();
  let id = "";

  const follow = async (now: string) => {
    following = new AbortController();
    const { signal } = following;
    for await (const heard of listen(`/runs/${encodeURIComponent(now)}/events`, { language, signal })) {
      if (signal.aborted) return;
      if (heard.kind === "event") take(heard.data as RaceStanding);
      if (heard.kind === "lost" || heard.kind === "problem") race.set({ phase: "lost" });
    }
  };
  /** A short race is over before anybody listens. */
  const take = (standing: RaceStanding) => {
    const { state } = standing;
    race.set({ standing, phase: state === "running" ? "running" : state === "done" ? "ended" : "lost" });
    if (state !== "running") id = "";
  };
  const start = () => {
    leave();
    race.set({ phase: "running", standing: null });
    say(live, words("labs.race.started"));
    asker.ask({
      send: (signal) => races.begin(requestOf(settings.get()), { language, signal }),
      use: (snapshot) => {
        id = snapshot.id;
        take(snapshot);
        if (id !== "") void follow(id);
      },
    });
  };
  /** The page goes on at once; the service hears of it meanwhile. */
  const leave = () => {
    following.abort();
    asker.forget();
    if (id !== "") void races.end(id, { language });
    id = "";
  };
  const cancel = () => {
    leave();
    race.set({ phase: "cancelled" });
    say(live, words("labs.race.cancelled"));
  };

  const go = h("button", {
    type: "button",
    class: "button main",
    "data-go": "",
    onclick: () => (isRunning() ? cancel() : start()),
  });
  const isRunning = () => race.get().phase === "running";
  const field = choiceField(
    settings,
    words,
    "net",
    "labs.race.net",
    NETS.map((net) => [net, net] as const),
  );
  const foot = h("div", { class: "race-go" }, go);
  const track = h("div", { class: "race-track" }, lanes.element, foot, card.element);
  main.classList.add("race");
  fill(main, [
    h(
      "div",
      { class: "lab-top" },
      h("div", {}, h("h1", {}, words("place.race")), h("p", { class: "hint" }, words("labs.race.goal"))),
      field,
    ),
    question.element,
    trouble,
    track,
  ]);

  const ask = ({ net }: RaceSettings) => {
    const n = evaluationsOf(net);
    question.ask({
      text: words("labs.race.question.ask", { net, n: counted(parametersOf(net)) }),
      judge: (answer) => {
        const judged = judge(answer, n, slipsOf(net), "other");
        return judged === "right" ? null : words(`labs.race.slip.${judged.slip}`);
      },
      reason: () => words("labs.race.question.reason", { n: counted(n), p: counted(parametersOf(net)) }),
      done: () => {
        settings.set({ ask: "done" });
        go.focus();
      },
    });
  };

  /** Answered in this visit, the question stays with what was said to it. */
  let asked = false;
  const draw = () => {
    const { net, ask: open } = settings.get();
    const { phase, standing } = race.get();
    foot.hidden = open === "open";
    question.element.hidden = open === "done" && !asked;
    lanes.show(open === "open" ? null : net, phase, standing);
    card.show(phase === "ended" ? standing : null);
    say(
      go,
      words(
        phase === "running" ? "labs.race.cancel" : phase === "ready" ? "labs.race.start" : "labs.race.again",
      ),
    );
    dress(go, { "data-phase": phase });
  };

  settings.watch(["net", "ask"], (now, before) => {
    const other = now.net !== before.net;
    if (other) {
      leave();
      race.set(READY);
    }
    if (now.ask === "open") {
      asked = true;
      ask(now);
    } else if (other) asked = false;
  });
  settings.subscribe(draw);
  race.subscribe(draw);
  race.watch(["phase"], ({ phase, standing }) => {
    if (phase === "ended" && standing) say(live, card.text());
    if (phase === "lost") say(live, words("labs.race.lost"));
  });
  window.addEventListener("pagehide", leave);
  draw();
}
