/** Parts of the page that the first picture does without: fetched while the service is asked for it. */

import type { App } from "./app.ts";
import { part } from "./dom.ts";
import { mountHelp } from "./help.ts";
import { mountInspector } from "./inspector.ts";
import { mountText } from "./text.ts";

export function mountLater(app: App): void {
  mountInspector(app, part("inspector"));
  mountHelp(app, part("help") as HTMLDialogElement);
  mountText(app, part("text") as HTMLDialogElement);
}
