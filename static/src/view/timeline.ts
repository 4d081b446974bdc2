/** The timeline: buttons, a slider with a band for each phase, the speed. */

import { countIn, tellingIn, timelineIn } from "../model/derived.ts";
import type { Frame } from "../model/frame.ts";
import type { State } from "../model/session.ts";
import { SPEEDS } from "../model/state.ts";
import type { Stop } from "../model/stops.ts";
import { titleOf } from "../scene/cardLabel.ts";
import type { Translate } from "../text/i18n.ts";
import { type App, perform, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { dress, fill, h, say } from "./dom.ts";

/** Beyond this many, the marks of single steps would be a grey area. */
const MOST_TICKS = 80;

export function mountTimeline(app: App, transport: HTMLElement): void {
  const { store } = app;
  const thumb = h("div", { class: "thumb" });
  const bands = h("div", { class: "bands", "aria-hidden": "true" });
  const slider = h("div", { class: "slider", role: "slider", tabindex: 0, "aria-valuemin": 1 }, bands, thumb);
  const speed = h("button", {
    type: "button",
    class: "button text",
    onclick: () => store.set(nextSpeed(store.get())),
  });
  const granularity = h("button", {
    type: "button",
    class: "button text",
    "data-action": "granularity",
    onclick: () => perform(app, "granularity"),
  });
  const whereabouts = h("p", { class: "whereabouts" });
  const button = (id: string) => actionButton(app, id);
  fill(transport, [
    h(
      "div",
      { class: "buttons reach" },
      button("first"),
      button("previous"),
      button("play"),
      button("next"),
      button("last"),
      button("tools"),
    ),
    whereabouts,
    slider,
    h("div", { class: "buttons" }, granularity, speed),
  ]);

  const draw = (state: State) => {
    const words = wordsOf(state);
    transport.setAttribute("aria-label", words("region.timeline"));
    const stops = timelineIn(state)?.stops ?? [];
    dress(slider, { "aria-label": words("timeline.label"), "aria-valuemax": Math.max(1, stops.length) });
    fill(
      bands,
      phases(stops).map(({ phase, first, last }) => {
        const title = words("timeline.band", {
          phase: words(`phase.${phase}`),
          first: first + 1,
          last: last + 1,
        });
        const name = h("span", {}, words(`phase.${phase}`));
        const band = h("div", { class: `phase-band ${phase}`, title }, name);
        band.style.setProperty("flex-grow", String(last - first + 1));
        band.style.setProperty("--steps", String(last - first + 1));
        return band;
      }),
    );
    const times = words("timeline.times", { x: state.speed });
    say(speed, times);
    dress(speed, { title: words("timeline.speed"), "aria-label": `${words("timeline.speed")} ${times}` });
    const grain = words(`granularity.${state.granularity}`);
    say(granularity, grain);
    dress(granularity, {
      title: `${words("action.granularity")} (G)`,
      "aria-label": `${words("granularity.label")}: ${grain}`,
    });
    place(state);
  };

  const place = (state: State) => {
    const frame = tellingIn(state);
    const count = frame?.count ?? 1;
    slider.classList.toggle("vacant", frame === null);
    follow(state);
    slider.style.setProperty("--count", String(count));
    bands.classList.toggle("crowded", count > MOST_TICKS);
    for (const band of bands.children)
      band.classList.toggle("now", band.classList.contains(frame?.stop.step.phase ?? ""));
    say(whereabouts, frame ? whereaboutsOf(frame, wordsOf(state)) : "");
    dress(slider, {
      "aria-valuenow": state.step + 1,
      "aria-valuetext": frame ? valueText(state, wordsOf(state)) : "",
    });
  };

  const follow = (state: State) =>
    slider.style.setProperty("--share", String((state.cursor + 0.5) / Math.max(1, countIn(state))));

  store.watch(["trace", "language", "granularity", "speed"], draw);
  store.watch(["step", "operations"], place);
  store.watch(["cursor"], follow);

  const seek = (event: PointerEvent) => {
    const { left, width } = slider.getBoundingClientRect();
    const count = timelineIn(store.get())?.stops.length ?? 1;
    const step = Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - left) / width) * count)));
    store.set({ step, cursor: step, playing: false });
  };
  slider.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    slider.setPointerCapture(event.pointerId);
    seek(event);
  });
  slider.addEventListener("pointermove", (event) => {
    if (slider.hasPointerCapture(event.pointerId)) seek(event);
  });
}

interface Band {
  readonly phase: Stop["step"]["phase"];
  readonly first: number;
  readonly last: number;
}

function phases(stops: readonly Stop[]): Band[] {
  const bands: Band[] = [];
  for (const [at, { step }] of stops.entries()) {
    const open = bands.at(-1);
    if (open?.phase === step.phase) bands[bands.length - 1] = { ...open, last: at };
    else bands.push({ phase: step.phase, first: at, last: at });
  }
  return bands;
}

/** `Backward 7/11`. */
function whereaboutsOf({ stop, index, count }: Frame, words: Translate): string {
  return words("projection.position", { phase: words(`phase.${stop.step.phase}`), i: index + 1, n: count });
}

/** `Step 7 of 11, backward, add node f`. */
function valueText(state: State, words: Translate): string {
  const frame = tellingIn(state);
  if (!frame) return "";
  return words("timeline.value", {
    i: frame.index + 1,
    n: frame.count,
    phase: words(`phase.${frame.stop.step.phase}`).toLowerCase(),
    title: subjectOf(frame, state, words),
  });
}

/** What a stop is about: its node by the title of its op, or what kind of step it is. */
function subjectOf({ stop, trace }: Frame, { operations }: State, words: Translate): string {
  const { step } = stop;
  const kind = words(`kind.${step.kind}`);
  if (!("node" in step)) return kind;
  const title = titleOf(step.node, { trace });
  const op = "op" in step ? operations?.get(step.op)?.title : undefined;
  return op === undefined ? `${kind} ${title}` : words("timeline.node", { kind: op, title });
}

function nextSpeed({ speed }: State): Partial<State> {
  return { speed: SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? speed };
}
