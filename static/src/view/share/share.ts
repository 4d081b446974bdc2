/** The share dialog: what can be copied, what can be saved, and a link with fewer controls for students. */

import type { Stage } from "../../scene/graph.ts";
import type { Client } from "../../wire/client.ts";
import type { App } from "../app.ts";
import { mountDialog } from "../dialog.ts";
import { copySection } from "./copies.ts";
import { saveSection } from "./saves.ts";
import { studentSection } from "./students.ts";

export interface Sharing {
  readonly app: App;
  readonly client: Client;
  readonly stageNow: () => Stage | null;
}

export function mountShare(sharing: Sharing, dialog: HTMLDialogElement): void {
  mountDialog(sharing.app, dialog, {
    name: "share",
    title: "share.title",
    keys: [],
    content: (state) => [copySection(sharing, state), saveSection(sharing, state), studentSection(state)],
  });
}
