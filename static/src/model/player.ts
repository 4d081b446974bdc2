/** Moves the cursor, and nothing else: to the step that is wanted, and while playing from step to step. */

import { translators } from "../text/i18n.ts";
import { countIn, tellingIn, timelineIn } from "./derived.ts";
import { durationOf } from "./moment.ts";
import type { State } from "./session.ts";
import type { Store } from "./store.ts";
import { tellingOf } from "./telling.ts";

/** The world's clock, so that tests can bring their own. */
export interface Clock {
  /** Calls back once, at the next frame, with the time in milliseconds. */
  frame(callback: (now: number) => void): number;
  cancelFrame(id: number): void;
  after(milliseconds: number, callback: () => void): number;
  cancelAfter(id: number): void;
  /** Nothing shall travel. */
  still(): boolean;
}

const SHORTEST_PAUSE = 2500;
const PER_WORD = 350;
const PER_CHARACTER = 180;

/** How long a sentence is left standing while playing. */
export function dwellOf(sentence: string): number {
  const chinese = sentence.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = sentence.match(/[\p{Script=Latin}\p{N}]+/gu)?.length ?? 0;
  return Math.max(SHORTEST_PAUSE, chinese > 0 ? chinese * PER_CHARACTER : words * PER_WORD);
}

export function easeInOut(t: number): number {
  return t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
}

/** Starts a player for `store`; the function returned stops it. */
export function startPlayer(store: Store<State>, clock: Clock): () => void {
  let frame: number | null = null;
  let pause: number | null = null;

  function stop(): void {
    if (frame !== null) clock.cancelFrame(frame);
    if (pause !== null) clock.cancelAfter(pause);
    frame = null;
    pause = null;
  }

  /** Draws the wanted step, from the one before it if the cursor is there. */
  function draw(): void {
    stop();
    const { step, cursor, speed } = store.get();
    const line = timelineIn(store.get());
    const stopAt = line?.stops[step];
    const from = Math.max(step - 1, Math.min(step, cursor));
    const near = cursor > step - 2 && cursor < step;
    if (!line || !stopAt || !near || clock.still()) {
      arrive();
      return;
    }
    const duration = (durationOf(stopAt, line.trace) * (step - from)) / Number(speed);
    let begun: number | null = null;
    const tick = (now: number) => {
      begun ??= now;
      const t = Math.min(1, (now - begun) / duration);
      if (t >= 1) arrive();
      else {
        store.set({ cursor: from + (step - from) * easeInOut(t) });
        frame = clock.frame(tick);
      }
    };
    frame = clock.frame(tick);
  }

  function arrive(): void {
    frame = null;
    store.set({ cursor: store.get().step });
    rest();
  }

  /** While playing: waits until the sentence can have been read, then goes on. */
  function rest(): void {
    const state = store.get();
    if (!state.playing) return;
    const last = countIn(state) - 1;
    if (state.step >= last) {
      store.set({ playing: false });
      return;
    }
    const frame = tellingIn(state);
    const words = translators[state.language];
    const sentence = frame ? tellingOf(frame.stop, frame.trace, words).sentence : "";
    pause = clock.after(dwellOf(sentence) / Number(state.speed), () => {
      pause = null;
      store.set({ step: state.step + 1 });
    });
  }

  return store.subscribe((now, before) => {
    if (now.step !== before.step) draw();
    else if (now.playing !== before.playing) {
      if (now.playing) rest();
      else if (pause !== null) {
        clock.cancelAfter(pause);
        pause = null;
      }
    }
  });
}
