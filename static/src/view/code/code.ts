/** CodeMirror in the place of the program's text area: fetched when the reader comes to it, for its size. */

import { acceptCompletion } from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { nextDiagnostic } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { hereIn } from "../../model/marks.ts";
import type { State } from "../../model/session.ts";
import { type App, perform, wordsOf } from "../app.ts";
import type { Desk } from "../desk.ts";
import { dress, h, say } from "../dom.ts";
import { completion } from "./complete.ts";
import { faultMarks } from "./faults.ts";
import { markHere, paint } from "./paint.ts";
import { theme } from "./theme.ts";

/** A change that came from the page, not from the reader's keys. */
const fromPage = Annotation.define<boolean>();

/** Opens the editor in `box` with the text, the selection and the keyboard that `area` has. */
export function openCode(app: App, box: HTMLElement, area: HTMLTextAreaElement): Desk {
  const { store } = app;
  const host = h("div", { class: "code" });
  const root = host.attachShadow({ mode: "open" });
  const way = h("p", { id: "way", class: "unseen" });
  const worded = new Compartment();
  const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area;
  const backward = selectionDirection === "backward";
  const focused = area.matches(":focus");

  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      selection: {
        anchor: backward ? selectionEnd : selectionStart,
        head: backward ? selectionStart : selectionEnd,
      },
      extensions: [
        theme,
        paint,
        bracketMatching(),
        completion(store),
        EditorView.lineWrapping,
        keymap.of([
          // Without suggestions the key leaves the editor, as everywhere on the page.
          { key: "Tab", run: acceptCompletion },
          { key: "Escape", run: leave },
          { key: "F8", run: nextDiagnostic },
          ...defaultKeymap,
        ]),
        EditorView.domEventHandlers({ beforeinput: (event) => takeBack(event, app), ...keepCaret() }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (docChanged && !transactions.some((one) => one.annotation(fromPage)))
            store.set({ program: state.doc.toString() });
        }),
        worded.of(wordsIn(store.get())),
      ],
    }),
  });
  view.dom.append(way);
  box.append(host);
  box.classList.add("taken");
  dress(area, { tabindex: -1, "aria-hidden": "true" });
  // The label, a link or a script may still hand the keyboard to the text area.
  area.addEventListener("focus", () => {
    const { selectionStart: anchor, selectionEnd: head } = area;
    if (anchor !== head) view.dispatch({ selection: { anchor, head } });
    view.focus();
  });
  if (focused) view.focus();
  view.scrollDOM.scrollTop = scrollTop;

  store.watch(["program"], ({ program }) => {
    const change = changeBetween(view.state.doc.toString(), program.replaceAll(/\r\n?/g, "\n"));
    if (!change) return;
    const caret = change.from + change.insert.length;
    view.dispatch({ changes: change, selection: { anchor: caret }, annotations: fromPage.of(true) });
  });
  store.watch(["program", "problem", "asked", "language"], () =>
    view.dispatch(faultMarks(view.state, store)),
  );
  store.watch(["program", "trace", "step", "granularity"], (state) =>
    view.dispatch({ effects: markHere.of(hereIn(state)) }),
  );
  store.watch(["language"], (state) => {
    say(way, wordsOf(state)("program.way"));
    view.dispatch({ effects: worded.reconfigure(wordsIn(state)) });
  });

  return {
    focus: () => view.focus(),
    select(anchor, head) {
      view.dispatch({ selection: { anchor, head }, scrollIntoView: true });
      view.focus();
    },
  };
}

function wordsIn(state: State): Extension {
  const words = wordsOf(state);
  return [
    placeholder(words("program.placeholder")),
    EditorView.contentAttributes.of({
      "aria-label": words("program.label"),
      "aria-describedby": "way",
      autocapitalize: "off",
    }),
    EditorState.phrases.of({ Completions: words("program.suggestions") }),
  ];
}

/** Gives the keyboard back to the page. What else the key means there is done too. */
function leave(view: EditorView): boolean {
  view.contentDOM.blur();
  return false;
}

/** A browser that comes by the Tab key puts the caret at the beginning; it goes back to where it was. */
function keepCaret() {
  let pressed = false;
  return {
    pointerdown: () => {
      pressed = true;
    },
    pointerup: () => {
      pressed = false;
    },
    focus: (_: FocusEvent, view: EditorView) => {
      if (!pressed) view.focus();
    },
  };
}

/** Undo from a menu of the system goes to the page's own history. */
function takeBack(event: InputEvent, app: App): boolean {
  const action = { historyUndo: "undo", historyRedo: "redo" }[event.inputType];
  if (action === undefined) return false;
  event.preventDefault();
  perform(app, action);
  return true;
}

/** The one stretch in which two texts differ; null where they are the same. */
function changeBetween(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
