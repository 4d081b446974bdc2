/** The program box: a text area over a coloured mirror of its text, errors underlined where they are. */

import { tellingIn } from "../model/derived.ts";
import { offsetOf, type Token, tokenize } from "../model/program.ts";
import { isPending, type State } from "../model/session.ts";
import type { ProblemEntry } from "../wire/types.ts";
import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { dress, fill, h, prose, say } from "./dom.ts";
import { outputChoice } from "./output.ts";

interface Span {
  readonly start: number;
  readonly end: number;
  readonly class: string;
}

const PATIENCE = 400;

export function mountEditor(app: App, panel: HTMLElement): void {
  const { store } = app;
  const title = h("label", { class: "panel-title", for: "program-text" });
  const status = h("span", { class: "status" });
  const mirror = h("pre", { class: "mirror", "aria-hidden": "true" });
  const area = h("textarea", {
    id: "program-text",
    class: "program-text",
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    rows: 1,
    "aria-describedby": "program-problems",
  });
  const problems = h("div", { id: "program-problems", class: "problems" });
  const hint = h("p", { class: "hint" });
  fill(panel, [
    h(
      "div",
      { class: "panel-head" },
      title,
      status,
      actionButton(app, "undo", { class: "small" }),
      actionButton(app, "redo", { class: "small" }),
    ),
    h("div", { class: "editor" }, mirror, area),
    problems,
    hint,
    outputChoice(app),
  ]);

  area.addEventListener("input", () => store.set({ program: area.value }));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") area.blur();
  });

  const colour = (state: State) => {
    const { program } = state;
    if (area.value !== program) area.value = program;
    fill(mirror, [...pieces(tokenize(program), errorSpans(state), state), "\n"]);
    point(state);
  };

  /** Marks the piece of the program that the current step works on, without touching the text. */
  const point = (state: State) => {
    if (!("highlights" in CSS)) return;
    const range = currentRange(state, mirror);
    if (range) CSS.highlights.set("here", new Highlight(range));
    else CSS.highlights.delete("here");
  };

  const explain = (state: State) => {
    const words = wordsOf(state);
    const entries = programEntries(state);
    dress(area, { "aria-invalid": entries.length > 0 ? "true" : null });
    fill(
      problems,
      entries.map((entry) => problemElement(entry, state)),
    );
    const stale = state.problem !== null && state.trace !== null;
    say(hint, stale ? words("program.stale") : words("program.hint"));
  };

  const problemElement = (entry: ProblemEntry, state: State) => {
    const words = wordsOf(state);
    const place = entry.line ? words("problem.place", { line: entry.line, column: entry.column ?? 1 }) : "";
    const edited = state.asked === state.program ? editOf(entry, state.program) : null;
    const repair = () => {
      if (edited !== null) store.set({ program: edited });
      area.focus();
    };
    return h(
      "div",
      { class: "problem" },
      h("p", { class: "message" }, ...prose(entry.message)),
      edited !== null
        ? h(
            "button",
            { type: "button", class: "button fix", onclick: repair },
            h("span", {}, ...prose(words("problem.fix", { fix: entry.fix }))),
          )
        : h("p", { class: "fix-text" }, ...prose(entry.fix)),
      place !== "" ? h("button", { type: "button", class: "link", onclick: () => goTo(entry) }, place) : null,
    );
  };

  const goTo = ({ line, column, end_line, end_column }: ProblemEntry) => {
    const start = offsetOf(area.value, line ?? 1, column ?? 1);
    area.focus();
    area.setSelectionRange(
      start,
      Math.max(start, offsetOf(area.value, end_line ?? line ?? 1, end_column ?? column ?? 1)),
    );
  };

  const label = (state: State) => {
    const words = wordsOf(state);
    say(title, words("program.label"));
    area.placeholder = words("program.placeholder");
  };

  /** Only an answer that takes its time is worth a word. */
  let timer = 0;
  const wait = (state: State) => {
    window.clearTimeout(timer);
    if (!isPending(state)) return say(status, "");
    timer = window.setTimeout(() => say(status, wordsOf(state)("program.pending")), PATIENCE);
  };

  store.watch(["connection"], wait);
  store.watch(["language"], label);
  store.watch(["program", "problem", "operations"], colour);
  store.watch(["trace", "step", "granularity"], point);
  store.watch(["program", "problem", "trace", "language"], explain);
  store.watch(["focus"], ({ focus }) => {
    if (focus !== "program") return;
    store.set({ focus: "none" });
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  });
}

/** The entries of a problem that speak of the program's text, not of a value beside it. */
function programEntries({ problem }: State): readonly ProblemEntry[] {
  return problem?.errors.filter(({ field }) => field === null || field === "program") ?? [];
}

/** Where the errors are; nowhere while the text is not the one that they speak of. */
function errorSpans(state: State): Span[] {
  if (state.asked !== state.program) return [];
  return programEntries(state).flatMap(({ line, column, end_line, end_column }) => {
    if (!line) return [];
    const start = offsetOf(state.program, line, column ?? 1);
    const end = end_line && end_column ? offsetOf(state.program, end_line, end_column) : start + 1;
    // What is missing behind the last character of a line is marked at that character.
    const shown = end > start || /\S/.test(state.program.charAt(start));
    return [{ start: shown ? start : Math.max(start - 1, 0), end: Math.max(end, start + 1), class: "error" }];
  });
}

/** The piece of the program that the current step works on, as a range of the mirror. */
function currentRange(state: State, mirror: Element): Range | null {
  const frame = tellingIn(state);
  if (!frame || !("node" in frame.stop.step) || frame.trace.program !== state.program) return null;
  const { kind, line, column, end_line, end_column } = frame.trace.node(frame.stop.step.node);
  if (kind === "constant" || !line || !column || !end_line || !end_column) return null;
  const range = document.createRange();
  const start = place(mirror, offsetOf(state.program, line, column));
  const end = place(mirror, offsetOf(state.program, end_line, end_column));
  if (!start || !end) return null;
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

/** The text node of the mirror that holds an offset of its text, and the offset in it. */
function place(mirror: Element, offset: number): [Text, number] | null {
  let left = offset;
  for (const piece of mirror.children) {
    const text = piece.firstChild;
    if (!(text instanceof Text)) continue;
    if (left <= text.length) return [text, left];
    left -= text.length;
  }
  return null;
}

/** The text in coloured pieces, cut where marks begin and end. */
function pieces(tokens: readonly Token[], marks: readonly Span[], { operations }: State): HTMLElement[] {
  const cuts = marks.flatMap(({ start, end }) => [start, end]);
  return tokens.flatMap((token) => {
    const end = token.start + token.text.length;
    const inside = [...new Set([token.start, ...cuts.filter((at) => at > token.start && at < end), end])];
    inside.sort((a, b) => a - b);
    return inside.slice(0, -1).map((from, i) => {
      const to = inside[i + 1] ?? end;
      const own = marks.filter((mark) => mark.start < to && mark.end > from).map((mark) => mark.class);
      const known =
        token.kind === "call" && operations !== null && !operations.has(token.text) ? ["unknown"] : [];
      const text = token.text.slice(from - token.start, to - token.start);
      return h("span", { class: [`t-${token.kind}`, ...own, ...known].join(" ") }, text);
    });
  });
}

/** The program after the repair that an entry offers; null where it is not one edit. */
function editOf(entry: ProblemEntry, program: string): string | null {
  const { edit, line, column, end_line, end_column } = entry;
  if (edit === null || !line || !column) return null;
  const start = offsetOf(program, line, column);
  const end = end_line && end_column ? offsetOf(program, end_line, end_column) : start;
  return program.slice(0, start) + edit + program.slice(end);
}
