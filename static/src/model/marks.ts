/** Pieces of the program's text that are marked: errors, their repairs, and what the current step works on. */

import type { ProblemEntry } from "../wire/calls.ts";
import { tellingIn } from "./derived.ts";
import { offsetOf } from "./program.ts";
import type { State } from "./session.ts";
import { DEFAULTS, type Settings } from "./state.ts";

/** From `start` to before `end`, in characters of the text as JavaScript counts them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Fault extends Span {
  readonly entry: ProblemEntry;
}

/** Fields whose errors stand beside a value. */
const BESIDE = /^(?:inputs\.|upstream$|update\.)/;

/** The entries of a problem that no value has beside it: those of the program's text, and of what is chosen for it. */
export function programEntries({ problem }: State): readonly ProblemEntry[] {
  return problem?.errors.filter(({ field }) => field === null || !BESIDE.test(field)) ?? [];
}

/** Choices that a program can do without. */
const CHOICES: ReadonlyMap<string | null, Partial<Settings>> = new Map([
  ["output", { output: DEFAULTS.output }],
  ["expand", { expand: DEFAULTS.expand }],
]);

/** The state without the choice that an entry speaks of; null where it speaks of none. */
export function dropped({ field }: ProblemEntry): Partial<Settings> | null {
  return CHOICES.get(field) ?? null;
}

/** Where the errors are; nowhere while the text is not the one that they speak of. */
export function faultsIn(state: State): Fault[] {
  if (state.asked !== state.program) return [];
  return programEntries(state).flatMap((entry) => {
    const { line, column, end_line, end_column } = entry;
    if (!line) return [];
    const start = offsetOf(state.program, line, column ?? 1);
    const end = end_line && end_column ? offsetOf(state.program, end_line, end_column) : start + 1;
    // What is missing behind the last character of a line is marked at that character.
    const shown = end > start || /\S/.test(state.program.charAt(start));
    return [{ start: shown ? start : Math.max(start - 1, 0), end: Math.max(end, start + 1), entry }];
  });
}

/** The piece of the program that the current step works on. */
export function hereIn(state: State): Span | null {
  const frame = tellingIn(state);
  if (!frame || !("node" in frame.stop.step) || frame.trace.program !== state.program) return null;
  const { kind, line, column, end_line, end_column } = frame.trace.node(frame.stop.step.node);
  if (kind === "constant" || !line || !column || !end_line || !end_column) return null;
  return {
    start: offsetOf(state.program, line, column),
    end: offsetOf(state.program, end_line, end_column),
  };
}

/** The program after the repair that an entry offers; null where it is not one edit, or not of this text. */
export function repaired(
  entry: ProblemEntry,
  { asked, program }: Pick<State, "asked" | "program">,
): string | null {
  const { edit, line, column, end_line, end_column } = entry;
  if (asked !== program || edit === null || !line || !column) return null;
  const start = offsetOf(program, line, column);
  const end = end_line && end_column ? offsetOf(program, end_line, end_column) : start;
  return program.slice(0, start) + edit + program.slice(end);
}
