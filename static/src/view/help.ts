/** The list of keys, made from the actions. */

import type { Group } from "../model/actions/action.ts";
import { ACTIONS } from "../model/actions/index.ts";
import { isLeftOut } from "../model/controls.ts";
import type { State } from "../model/session.ts";
import type { Key } from "../text/i18n.ts";
import { type App, wordsOf } from "./app.ts";
import { mountDialog } from "./dialog.ts";
import { type Child, h } from "./dom.ts";
import { keyText } from "./keys.ts";

const GROUPS: readonly (readonly [Group, Key])[] = [
  ["step", "keys.group_step"],
  ["graph", "keys.group_graph"],
  ["page", "keys.group_page"],
  ["projection", "keys.group_projection"],
];

export function mountHelp(app: App, dialog: HTMLDialogElement): void {
  mountDialog(app, dialog, {
    name: "help",
    title: "keys.title",
    keys: ["letters", "remote"],
    content: (state) => sheet(app, state),
  });
}

function sheet({ store }: App, state: State): Child[] {
  const words = wordsOf(state);
  const letters = h("input", {
    type: "checkbox",
    onchange: () => store.set({ letters: letters.checked ? "on" : "off" }),
  });
  letters.checked = state.letters === "on";
  const remote = h("input", {
    type: "checkbox",
    onchange: () => store.set({ remote: remote.checked ? "on" : "off" }),
  });
  remote.checked = state.remote === "on";
  const groups = GROUPS.map(([group, title]) =>
    h("section", {}, h("h3", {}, words(title)), h("dl", {}, ...rows(group, state))),
  );
  return [
    h("p", { class: "hint" }, words("keys.hint")),
    h("p", { class: "hint" }, words("keys.numbers")),
    h("div", { class: "key-groups" }, ...groups),
    h("label", { class: "switch" }, letters, words("settings.shortcuts")),
    h("label", { class: "switch" }, remote, words("projection.remote")),
    h("a", { class: "link", href: `/gallery?lang=${state.language}` }, words("gallery.open")),
  ];
}

function rows(group: Group, state: State): HTMLElement[] {
  const words = wordsOf(state);
  return ACTIONS.filter(
    (action) => action.group === group && action.keys.length > 0 && !isLeftOut(action.id, state),
  ).map(({ label, keys }) => {
    const shown = keys.filter((key, i) => i === 0 || key.length > 1);
    return h(
      "div",
      { class: "key-row" },
      h("dt", {}, words(label(state))),
      h("dd", {}, ...shown.map((key) => h("kbd", {}, keyText(key, words)))),
    );
  });
}
