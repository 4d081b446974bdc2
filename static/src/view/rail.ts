/** The left of the page, where the program and its values are edited: fetched beside the first picture, which needs neither. */

import type { App } from "./app.ts";
import { part } from "./dom.ts";
import { mountEditor } from "./editor.ts";
import { mountInputs } from "./inputs.ts";

export function mountRail(app: App): void {
  mountEditor(app, part("program"));
  mountInputs(app, part("inputs"));
}
