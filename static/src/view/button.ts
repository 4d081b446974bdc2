/** A button made from an action: its picture, its name, its key, and whether it can be pressed. */

import { action } from "../model/actions/index.ts";
import { type App, perform, wordsOf } from "./app.ts";
import { dress, fill, h } from "./dom.ts";
import { icon } from "./icons.ts";
import { keyText } from "./keys.ts";

export interface ButtonStyle {
  readonly class?: string;
  /** Writes the name beside the picture. */
  readonly text?: boolean;
}

export function actionButton(app: App, id: string, style: ButtonStyle = {}): HTMLButtonElement {
  const record = action(id);
  const button = h("button", {
    type: "button",
    class: style.class === "link" ? "link" : `button ${style.class ?? ""}`.trim(),
    "data-action": id,
    onclick: () => perform(app, id),
  });
  let shown = "";
  const draw = () => {
    const state = app.store.get();
    const words = wordsOf(state);
    const name = words(record.label(state));
    const picture = record.icon?.(state) ?? "";
    const key = record.keys[0] === undefined ? "" : ` (${keyText(record.keys[0], words)})`;
    const enabled = record.enabled(state);
    if (shown === `${enabled} ${name} ${picture}`) return;
    shown = `${enabled} ${name} ${picture}`;
    // A button that loses its focus by being disabled would leave the keyboard nowhere.
    dress(button, { "aria-disabled": enabled ? null : "true" });
    dress(button, style.text ? { title: name + key } : { title: name + key, "aria-label": name });
    fill(button, [picture !== "" && icon(picture), style.text ? h("span", {}, name) : null]);
  };
  draw();
  app.store.subscribe(draw);
  return button;
}
