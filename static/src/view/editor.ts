/** The program box: a text area over a coloured mirror of its text, errors underlined where they are. */

import { faultsIn, hereIn, type Span } from "../model/marks.ts";
import { type Token, tokenize } from "../model/program.ts";
import { isPending, type State } from "../model/session.ts";
import { type App, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { type Desk, handsOff, plainDesk } from "./desk.ts";
import { fill, h, say } from "./dom.ts";
import { mountProblems } from "./problems.ts";

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
  const box = h("div", { class: "editor" }, mirror, area);
  let parts: readonly Piece[] = [];
  let desk = plainDesk(area);
  const below = h("div", {});
  fill(panel, [
    h(
      "div",
      { class: "panel-head" },
      title,
      status,
      actionButton(app, "undo", { class: "small" }),
      actionButton(app, "redo", { class: "small" }),
    ),
    box,
    below,
  ]);

  area.addEventListener("input", () => store.set({ program: area.value }));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") area.blur();
  });

  const deskNow = (): Desk => desk;
  mountProblems(app, below, area, deskNow);
  const free = handsOff(area);
  whenReached(box, async () => {
    const { openCode } = await import("./code/code.ts");
    await free();
    desk = openCode(app, box, area);
  });

  const colour = (state: State) => {
    const { program } = state;
    if (area.value !== program) area.value = program;
    if (box.classList.contains("taken")) return;
    parts = pieces(tokenize(program), faultsIn(state));
    fill(mirror, [...parts.map(({ element }) => element), "\n"]);
    point(state);
  };

  /** Marks the piece of the program that the current step works on, without touching the text. */
  const point = (state: State) => {
    if (!("highlights" in CSS)) return;
    const range = box.classList.contains("taken") ? null : rangeOf(hereIn(state), parts);
    if (range) CSS.highlights.set("here", new Highlight(range));
    else CSS.highlights.delete("here");
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
  store.watch(["program", "problem", "asked"], colour);
  store.watch(["trace", "step", "granularity"], point);
  store.watch(["focus"], ({ focus }) => {
    if (focus !== "program") return;
    store.set({ focus: "none" });
    desk.select(area.value.length, area.value.length);
  });
}

/** A piece of the mirror, and where in the program it begins. */
interface Piece {
  readonly start: number;
  readonly element: HTMLElement;
}

/** A stretch of the text as a range of the mirror. */
function rangeOf(span: Span | null, parts: readonly Piece[]): Range | null {
  const start = span && place(parts, span.start);
  const end = span && place(parts, span.end);
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

/** Calls `act` when a hand or the keyboard comes to `box`; again the next time if it fails, as without a network. */
function whenReached(box: Element, act: () => Promise<void>): void {
  const signs = ["pointerover", "focusin"];
  const come = async () => {
    for (const sign of signs) box.removeEventListener(sign, come);
    await act().catch(() => {
      for (const sign of signs) box.addEventListener(sign, come);
    });
  };
  for (const sign of signs) box.addEventListener(sign, come, { passive: true });
}

/** The text node that holds an offset of the program, and the offset in it: sought by halves, a program may be long. */
function place(parts: readonly Piece[], offset: number): [Text, number] | null {
  let [low, high] = [0, parts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.start ?? 0) < offset) low = middle;
    else high = middle;
  }
  const piece = parts[low];
  const text = piece?.element.firstChild;
  if (!piece || !(text instanceof Text)) return null;
  const within = offset - piece.start;
  return within <= text.length ? [text, within] : null;
}

/** The text in coloured pieces, cut where errors begin and end. */
function pieces(tokens: readonly Token[], faults: readonly Span[]): Piece[] {
  const cuts = faults.flatMap(({ start, end }) => [start, end]);
  return tokens.flatMap((token) => {
    const end = token.start + token.text.length;
    const inside = [...new Set([token.start, ...cuts.filter((at) => at > token.start && at < end), end])];
    inside.sort((a, b) => a - b);
    return inside.slice(0, -1).map((from, i) => {
      const to = inside[i + 1] ?? end;
      const wrong = faults.some((fault) => fault.start < to && fault.end > from);
      const text = token.text.slice(from - token.start, to - token.start);
      return { start: from, element: h("span", { class: `t-${token.kind}${wrong ? " error" : ""}` }, text) };
    });
  });
}
