/** Moving through the steps. */

import { countIn, timelineIn } from "../derived.ts";
import { stopEnding } from "../place.ts";
import type { State } from "../session.ts";
import { GRANULARITIES, SPEEDS } from "../state.ts";
import { endOf, phaseStart, stopsOf } from "../stops.ts";
import type { Action } from "./action.ts";

const last = (state: State) => Math.max(0, countIn(state) - 1);
const hasNext = (state: State) => state.step < last(state);
const hasPrevious = (state: State) => state.step > 0;

/** A step taken by hand ends the playing. */
const go = (step: number): Partial<State> => ({ step, playing: false });

const toPhase = (state: State, direction: 1 | -1) =>
  go(phaseStart(timelineIn(state)?.stops ?? [], state.step, direction));

const faster = (state: State, by: 1 | -1): Partial<State> => ({
  speed: SPEEDS[SPEEDS.indexOf(state.speed) + by] ?? state.speed,
});

/** The next granularity, at the first stop that ends where the old one did, or later. */
function regrained(state: State): Partial<State> {
  const { trace, granularity } = state;
  const next = GRANULARITIES[(GRANULARITIES.indexOf(granularity) + 1) % GRANULARITIES.length] ?? granularity;
  const old = timelineIn(state)?.stops[state.step];
  const step = trace && old ? stopEnding(stopsOf(trace, next), endOf(old)) : state.step;
  return { granularity: next, step, cursor: step, playing: false };
}

export const STEP_ACTIONS: readonly Action[] = [
  {
    id: "first",
    group: "step",
    label: () => "action.first",
    keys: ["Home"],
    icon: () => "first",
    enabled: hasPrevious,
    perform: () => go(0),
  },
  {
    id: "previous",
    group: "step",
    label: () => "action.previous",
    keys: ["ArrowLeft", "PageUp"],
    icon: () => "previous",
    enabled: hasPrevious,
    perform: ({ step }) => go(step - 1),
  },
  {
    id: "play",
    group: "step",
    label: ({ playing }) => (playing ? "action.pause" : "action.play"),
    keys: [" "],
    icon: ({ playing }) => (playing ? "pause" : "play"),
    enabled: (state) => countIn(state) > 1,
    // At the end, play starts over.
    perform: (state) => (hasNext(state) ? { playing: !state.playing } : { step: 0, playing: true }),
  },
  {
    id: "next",
    group: "step",
    label: () => "action.next",
    keys: ["ArrowRight", "PageDown"],
    icon: () => "next",
    enabled: hasNext,
    perform: ({ step }) => go(step + 1),
  },
  {
    id: "last",
    group: "step",
    label: () => "action.last",
    keys: ["End"],
    icon: () => "last",
    enabled: hasNext,
    perform: (state) => go(last(state)),
  },
  {
    id: "previous-phase",
    group: "step",
    label: () => "action.previous_phase",
    keys: ["Shift+ArrowLeft"],
    enabled: hasPrevious,
    perform: (state) => toPhase(state, -1),
  },
  {
    id: "next-phase",
    group: "step",
    label: () => "action.next_phase",
    keys: ["Shift+ArrowRight"],
    enabled: hasNext,
    perform: (state) => toPhase(state, 1),
  },
  {
    id: "slower",
    group: "step",
    label: () => "action.slower",
    keys: ["<"],
    enabled: ({ speed }) => speed !== SPEEDS[0],
    perform: (state) => faster(state, -1),
  },
  {
    id: "faster",
    group: "step",
    label: () => "action.faster",
    keys: [">"],
    enabled: ({ speed }) => speed !== SPEEDS.at(-1),
    perform: (state) => faster(state, 1),
  },
  {
    id: "granularity",
    group: "step",
    label: () => "action.granularity",
    keys: ["g"],
    enabled: ({ trace }) => trace !== null,
    perform: regrained,
  },
];
