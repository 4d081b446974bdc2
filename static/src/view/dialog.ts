/** A dialog of the page: opened and closed by the state, with the same head for all. */

import type { Dialog, State } from "../model/session.ts";
import type { Key } from "../text/i18n.ts";
import { type App, wordsOf } from "./app.ts";
import { type Child, dress, fill, h } from "./dom.ts";
import { icon } from "./icons.ts";

export interface DialogContent {
  readonly name: Dialog;
  readonly title: Key;
  readonly close?: Key;
  /** What its content depends on, besides the language. */
  readonly keys: readonly (keyof State)[];
  readonly content: (state: State) => readonly Child[];
}

export function mountDialog({ store }: App, dialog: HTMLDialogElement, told: DialogContent): void {
  const close = () => store.set({ dialog: "none" });
  dialog.addEventListener("close", close);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  store.watch(["dialog", "language", ...told.keys], (state) => {
    if (state.dialog !== told.name) {
      if (dialog.open) dialog.close();
      return;
    }
    const words = wordsOf(state);
    dress(dialog, { "aria-label": words(told.title) });
    const away = h(
      "button",
      { type: "button", class: "button", "aria-label": words(told.close ?? "action.close"), onclick: close },
      icon("close"),
    );
    fill(dialog, [
      h("div", { class: "dialog-head" }, h("h2", {}, words(told.title)), away),
      ...told.content(state),
    ]);
    if (!dialog.open) dialog.showModal();
  });
}
