/** The share dialog: what can be copied, what can be saved, and a link with fewer controls for students. */

import type { Client } from "../../wire/client.ts";
import { type App, wordsOf } from "../app.ts";
import { mountDialog } from "../dialog.ts";
import { h } from "../dom.ts";
import { copySection } from "./copies.ts";
import { saveSection } from "./saves.ts";
import { studentSection } from "./students.ts";
import type { Subject } from "./subject.ts";

export interface Sharing {
  readonly app: App;
  readonly client: Client;
  /** The graph, or the net where that is drawn in its place; null while there is none. */
  readonly subjectNow: () => Subject | null;
}

export function mountShare(sharing: Sharing, dialog: HTMLDialogElement): void {
  mountDialog(sharing.app, dialog, {
    name: "share",
    title: "share.title",
    keys: [],
    content: (state) =>
      state.handed
        ? [h("p", { class: "hint" }, wordsOf(state)("net.no_link")), saveSection(sharing, state)]
        : [copySection(sharing, state), saveSection(sharing, state), studentSection(state)],
  });
}
