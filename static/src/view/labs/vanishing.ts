/** Gradients that vanish or explode: two runs side by side on one axis, and three questions before their numbers. */

import { judge } from "../../model/labs/answer.ts";
import {
  after,
  BOUNDS,
  boundsOf,
  chainRequestOf,
  gradientsOf,
  LANES,
  type LaneName,
  measureOf,
  QUESTIONS,
  type Question,
  questionOf,
  spanOf,
  VANISHING_FIELDS,
  type VanishingSettings,
  wideRequestOf,
} from "../../model/labs/vanishing.ts";
import { partOf } from "../../model/part.ts";
import { createStore, type Store } from "../../model/store.ts";
import { formatNumber } from "../../text/numbers.ts";
import { makeCall } from "../../wire/call.ts";
import { type Chain, makeLabClient, type WideNet } from "../../wire/labs.ts";
import { decodeNumber } from "../../wire/numbers.ts";
import { fill, h, part, say } from "../dom.ts";
import { makeAsker } from "./asking.ts";
import { choiceField, numberField } from "./form.ts";
import { openLab } from "./lab.ts";
import { makeQuestion } from "./question.ts";
import { type LaneView, makeLane } from "./vanishing/lane.ts";

/** The answers of a visit: of both runs, or none yet. */
interface Found {
  readonly a: Chain | null;
  readonly b: Chain | null;
  readonly wide_a: WideNet | null;
  readonly wide_b: WideNet | null;
  /** The numbers of the open question are out. */
  readonly out: boolean;
}

/** Resolves when both chains are there. */
function bothIn(found: Store<Found>): Promise<void> {
  return new Promise((resolve) => {
    const stop = found.subscribe(({ a, b }) => {
      if (!a || !b) return;
      stop();
      resolve();
    });
  });
}

export function mount(): void {
  const { main, settings, language, words } = openLab(VANISHING_FIELDS);
  const lab = makeLabClient(makeCall());
  const found = createStore<Found>({ a: null, b: null, wide_a: null, wide_b: null, out: false });
  const options = (signal: AbortSignal) => ({ language, signal });
  const trouble = h("div", { class: "asking", role: "status" });

  const lanes = Object.fromEntries(
    LANES.map((name) => [name, makeLane(words, name, partOf(settings, name))]),
  ) as Record<LaneName, LaneView>;
  const question = makeQuestion(words, (text) => say(part("live"), text));
  const wide = h(
    "div",
    { class: "form wide-form" },
    numberField(settings, words, "width", "labs.vanishing.width", BOUNDS.width),
    numberField(settings, words, "batch", "labs.vanishing.batch", BOUNDS.batch),
    numberField(settings, words, "seed", "labs.vanishing.seed", BOUNDS.seed),
  );
  const again = h(
    "button",
    { type: "button", class: "link", onclick: () => settings.set({ ask: "1" }) },
    words("labs.vanishing.ask_again"),
  );
  main.classList.add("vanishing");
  fill(main, [
    h(
      "div",
      { class: "lab-top" },
      h(
        "div",
        {},
        h("h1", {}, words("place.vanishing")),
        h("p", { class: "hint" }, words("labs.vanishing.goal")),
      ),
      choiceField(settings, words, "view", "labs.vanishing.view", [
        ["chain", words("labs.vanishing.chain")],
        ["wide", words("labs.vanishing.wide")],
      ]),
    ),
    question.element,
    wide,
    trouble,
    h("div", { class: "lanes" }, lanes.a.element, lanes.b.element),
    again,
  ]);

  const withheld = () =>
    settings.get().view === "chain" && questionOf(settings.get()) !== null && !found.get().out;

  // Where the numbers are withheld, those are asked for that the answer is held against.
  const askers = { a: makeAsker(words, trouble), b: makeAsker(words, trouble) };
  const askLane = (name: LaneName, now: VanishingSettings) => {
    const asked = withheld() ? questionOf(now)?.lanes[name] : undefined;
    if (now.view === "chain")
      askers[name].ask({
        send: (signal) => lab.chain(chainRequestOf({ ...now[name], ...asked }), options(signal)),
        use: (chain) => found.set({ [name]: chain }),
      });
    else
      askers[name].ask({
        send: (signal) => lab.wide(wideRequestOf(now[name], now), options(signal)),
        use: (answer) => found.set({ [`wide_${name}`]: answer }),
      });
  };

  const draw = () => {
    const now = settings.get();
    const { a, b, wide_a, wide_b } = found.get();
    const hidden = withheld();
    wide.hidden = now.view === "chain";
    question.element.hidden = now.view === "wide" || questionOf(now) === null;
    again.hidden = now.view === "wide" || questionOf(now) !== null;
    if (now.view === "chain") {
      const span = hidden
        ? ([1e-6, 2] as const)
        : spanOf([a, b].flatMap((each) => (each ? [...gradientsOf(each), ...(boundsOf(each) ?? [])] : [])));
      for (const name of LANES) lanes[name].showChain(hidden ? null : found.get()[name], now[name], span);
    } else {
      const both = [wide_a, wide_b].filter((each) => each !== null);
      const spans = {
        activation_std: spanOf(both.flatMap((each) => measureOf(each, "activation_std"))),
        gradient_norm: spanOf(both.flatMap((each) => measureOf(each, "gradient_norm"))),
      };
      lanes.a.showWide(wide_a, now.a, spans);
      lanes.b.showWide(wide_b, now.b, spans);
    }
  };

  const open = (asked: Question) => {
    const { lanes: wanted, id, choices } = asked;
    const show = () => {
      const now = settings.get();
      settings.set({ a: { ...now.a, ...wanted.a }, b: { ...now.b, ...wanted.b } });
    };
    found.set({ a: null, b: null, out: false });
    show();
    const truths = () => {
      const { a, b } = found.get();
      return a && b ? asked.truth(a, b) : Number.NaN;
    };
    const ask = QUESTIONS.indexOf(asked) + 1;
    question.ask({
      text: words(`labs.vanishing.question.${id}.ask`),
      ...(choices ? { choices: choices.map((each) => words(`labs.vanishing.question.${each}`)) } : {}),
      ready: bothIn(found),
      judge: (answer) => {
        const judged = judge(answer, truths(), asked.slips, asked.other);
        return judged === "right" ? null : words(`labs.vanishing.slip.${judged.slip}`);
      },
      reason: () => {
        const { a, b } = found.get();
        return words(`labs.vanishing.question.${id}.reason`, {
          bound: formatNumber(decodeNumber(a?.bound ?? "NaN")),
          a: formatNumber(decodeNumber(a?.gradient ?? "NaN")),
          b: formatNumber(decodeNumber(b?.gradient ?? "NaN")),
        });
      },
      done: () => {
        show();
        found.set({ out: true });
        fill(question.then, [
          h(
            "button",
            {
              type: "button",
              class: "button main",
              onclick: () => settings.set({ ask: after(settings.get()) }),
            },
            words(ask < QUESTIONS.length ? "labs.vanishing.next" : "labs.vanishing.free"),
          ),
        ]);
      },
    });
    fill(question.then, [
      h(
        "button",
        { type: "button", class: "link", "data-skip-all": "", onclick: () => settings.set({ ask: "done" }) },
        words("labs.vanishing.skip_all"),
      ),
    ]);
  };

  settings.watch(["ask"], (now) => {
    const asked = questionOf(now);
    if (asked) open(asked);
  });
  settings.watch(["a", "view", "width", "batch", "seed"], (now) => askLane("a", now));
  settings.watch(["b", "view", "width", "batch", "seed"], (now) => askLane("b", now));
  settings.subscribe(draw);
  found.subscribe(draw);
  draw();
}
