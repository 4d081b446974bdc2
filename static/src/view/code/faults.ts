/** Errors of the program under the text itself: what is wrong, and its repair as a button. */

import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import type { EditorState, TransactionSpec } from "@codemirror/state";
import { faultsIn, repaired } from "../../model/marks.ts";
import type { State } from "../../model/session.ts";
import type { Store } from "../../model/store.ts";
import { wordsOf } from "../app.ts";
import { h, prose } from "../dom.ts";

export function faultMarks(editor: EditorState, { get, set }: Store<State>): TransactionSpec {
  const state = get();
  const { length } = editor.doc;
  const diagnostics = faultsIn(state).map(({ start, end, entry }): Diagnostic => {
    const program = repaired(entry, state);
    const name = wordsOf(state)("problem.fix", { fix: entry.fix });
    return {
      from: Math.min(start, length),
      to: Math.min(end, length),
      severity: "error",
      message: `${entry.message} ${entry.fix}`,
      renderMessage: () => h("span", {}, ...prose(entry.message)),
      actions: program === null ? [] : [{ name: name.replaceAll("`", ""), apply: () => set({ program }) }],
    };
  });
  return setDiagnostics(editor, diagnostics);
}
