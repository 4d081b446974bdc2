/** The list of keys, made from the actions. */

import type { Group } from "../model/actions/action.ts";
import { ACTIONS } from "../model/actions/index.ts";
import type { State } from "../model/session.ts";
import type { Key } from "../text/i18n.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h } from "./dom.ts";
import { icon } from "./icons.ts";
import { keyText } from "./keys.ts";

const GROUPS: readonly (readonly [Group, Key])[] = [
  ["step", "keys.group_step"],
  ["graph", "keys.group_graph"],
  ["page", "keys.group_page"],
];

export function mountHelp({ store }: App, dialog: HTMLDialogElement): void {
  const close = () => store.set({ dialog: "none" });
  dialog.addEventListener("close", close);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });

  const draw = (state: State) => {
    const words = wordsOf(state);
    if (state.dialog !== "help") return dialog.close();
    dress(dialog, { "aria-label": words("keys.title") });
    const letters = h("input", {
      type: "checkbox",
      onchange: () => store.set({ letters: letters.checked ? "on" : "off" }),
    });
    letters.checked = state.letters === "on";
    fill(dialog, [
      h(
        "div",
        { class: "dialog-head" },
        h("h2", {}, words("keys.title")),
        h(
          "button",
          { type: "button", class: "button", "aria-label": words("action.close"), onclick: close },
          icon("close"),
        ),
      ),
      h("p", { class: "hint" }, words("keys.hint")),
      h(
        "div",
        { class: "key-groups" },
        ...GROUPS.map(([group, title]) =>
          h(
            "section",
            {},
            h("h3", {}, words(title)),
            h(
              "dl",
              {},
              ...ACTIONS.filter((action) => action.group === group && action.keys.length > 0).map(
                ({ label, keys }) =>
                  h(
                    "div",
                    { class: "key-row" },
                    h("dt", {}, words(label(state))),
                    h(
                      "dd",
                      {},
                      ...keys
                        .filter((key, i) => i === 0 || key.length > 1)
                        .map((key) => h("kbd", {}, keyText(key, words))),
                    ),
                  ),
              ),
            ),
          ),
        ),
      ),
      h("label", { class: "switch" }, letters, words("settings.shortcuts")),
    ]);
    if (!dialog.open) dialog.showModal();
  };
  store.watch(["dialog", "language", "letters"], draw);
}
