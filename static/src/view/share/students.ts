/** A link to the page with fewer controls, for students. */

import { CONTROL_NAMES, type Control } from "../../model/controls.ts";
import type { State } from "../../model/session.ts";
import { linkTo } from "../../model/share.ts";
import { wordsOf } from "../app.ts";
import { copyText } from "../copying.ts";
import { h, say } from "../dom.ts";
import { here } from "./copies.ts";

export function studentSection(state: State): HTMLElement {
  const words = wordsOf(state);
  const shown = h("pre", { class: "listing copied-text", tabindex: 0 });
  const status = h("p", { class: "hint", role: "status" });
  const kept = new Set<Control>(CONTROL_NAMES.filter((name) => !state.hide.includes(name)));
  const write = () => {
    const hide = CONTROL_NAMES.filter((name) => !kept.has(name));
    say(shown, linkTo({ ...state, hide }, here()));
    say(status, "");
  };
  const boxes = CONTROL_NAMES.map((name) => {
    const box = h("input", {
      type: "checkbox",
      "data-control": name,
      onchange: () => {
        if (box.checked) kept.add(name);
        else kept.delete(name);
        write();
      },
    });
    box.checked = kept.has(name);
    return h("label", { class: "switch" }, box, words(`share.control_${name}`));
  });
  const copy = h(
    "button",
    {
      type: "button",
      class: "button outlined",
      "data-copy": "students",
      onclick: async () => say(status, words((await copyText(shown)) ? "copy.done" : "copy.by_hand")),
    },
    h("span", {}, words("share.students_link")),
  );
  write();
  return h(
    "section",
    { class: "share-part" },
    h("h3", {}, words("share.students")),
    h("p", { class: "hint" }, words("share.students_hint")),
    h("div", { class: "share-controls" }, ...boxes),
    shown,
    h("div", { class: "share-buttons" }, copy),
    status,
  );
}
