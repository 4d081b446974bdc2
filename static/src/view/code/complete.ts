/** Suggestions while the program is typed, on Ctrl+Space wherever the caret is. */

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { State } from "../../model/session.ts";
import type { Store } from "../../model/store.ts";
import { type Suggestion, suggestionsAt } from "../../model/suggestions.ts";

/** Letters of a word before suggestions come by themselves: names are often one letter. */
const ENOUGH = 2;

export function completion({ get }: Store<State>): Extension {
  const source = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = suggestionsAt(state.doc.toString(), pos, get().operations ?? new Map());
    if (!found || (pos - found.from < ENOUGH && !explicit)) return null;
    return { from: found.from, options: found.options.map(completionOf), filter: false };
  };
  return [autocompletion({ override: [source], icons: false, interactionDelay: 0 }), closing];
}

/** A parenthesis typed where one is that already closes the last: the caret steps over it. */
const closing = EditorView.inputHandler.of((view, from, to, typed) => {
  const text = view.state.doc.toString();
  const count = (sign: string) => text.split(sign).length;
  if (typed !== ")" || from !== to || text[from] !== ")" || count("(") > count(")")) return false;
  view.dispatch({ selection: { anchor: from + 1 }, userEvent: "select" });
  return true;
});

function completionOf({ word, shown, title, kind }: Suggestion): Completion {
  return {
    label: word,
    displayLabel: shown,
    detail: title,
    type: kind,
    ...(kind === "function" ? { apply: applyCall } : {}),
  };
}

/** Writes a call and leaves the caret between its parentheses; those that stand there already are used. */
function applyCall(view: EditorView, picked: Completion, from: number, to: number): void {
  const open = view.state.sliceDoc(to, to + 1) === "(";
  view.dispatch({
    changes: { from, to, insert: open ? picked.label : `${picked.label}()` },
    selection: { anchor: from + picked.label.length + 1 },
    annotations: pickedCompletion.of(picked),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}
