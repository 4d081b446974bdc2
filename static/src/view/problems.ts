/** Below the program: what is wrong with it, each error with its repair and its place; and which name is its output. */

import { dropped, programEntries, repaired } from "../model/marks.ts";
import { offsetOf } from "../model/program.ts";
import type { State } from "../model/session.ts";
import type { ProblemEntry } from "../wire/calls.ts";
import { type App, wordsOf } from "./app.ts";
import type { Desk } from "./desk.ts";
import { dress, fill, h, say } from "./dom.ts";
import { outputChoice } from "./output.ts";
import { problemElement } from "./problem.ts";

export function mountProblems(
  app: App,
  below: HTMLElement,
  area: HTMLTextAreaElement,
  desk: () => Desk,
): void {
  const { store } = app;
  const problems = h("div", { id: "program-problems", class: "problems" });
  const hint = h("p", { class: "hint" });
  fill(below, [problems, hint, outputChoice(app)]);

  const explain = (state: State) => {
    const words = wordsOf(state);
    const entries = programEntries(state);
    dress(area, { "aria-invalid": entries.length > 0 ? "true" : null });
    fill(
      problems,
      entries.map((entry) => told(entry, state)),
    );
    const stale = state.problem !== null && state.trace !== null;
    say(hint, stale ? words("program.stale") : words("program.hint"));
  };

  const told = (entry: ProblemEntry, state: State) => {
    const edited = repaired(entry, state);
    const repair = () => {
      if (edited !== null) store.set({ program: edited });
      desk().focus();
    };
    const rest = dropped(entry);
    return problemElement(entry, wordsOf(state), {
      repair: edited === null ? null : repair,
      drop: rest && (() => store.set(rest)),
      goTo: () => goTo(entry),
    });
  };

  const goTo = ({ line, column, end_line, end_column }: ProblemEntry) => {
    const start = offsetOf(area.value, line ?? 1, column ?? 1);
    desk().select(
      start,
      Math.max(start, offsetOf(area.value, end_line ?? line ?? 1, end_column ?? column ?? 1)),
    );
  };

  store.watch(["program", "problem", "trace", "language"], explain);
}
