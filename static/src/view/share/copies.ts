/** What can be copied: addresses, commands, programs and formulas that bring the same numbers back. */

import { requestOf } from "../../model/request.ts";
import type { State } from "../../model/session.ts";
import { curlOf, frameOf, linkTo } from "../../model/share.ts";
import type { Key } from "../../text/i18n.ts";
import type { ExportFormat } from "../../wire/calls.ts";
import { wordsOf } from "../app.ts";
import { copyText } from "../copying.ts";
import { h, say } from "../dom.ts";
import { exported } from "./exported.ts";
import type { Sharing } from "./share.ts";

/** A text to copy; null where the values cannot be read. */
type Making = (sharing: Sharing, state: State) => string | null | Promise<string | null>;

/** The page without what stands behind its address. */
export const here = () => location.origin + location.pathname;

const asFile =
  (format: ExportFormat): Making =>
  async ({ client }, state) => {
    const reply = await exported(client, state, format);
    return reply?.kind === "answer" ? reply.value.content.text() : null;
  };

const COPIES: readonly (readonly [name: string, label: Key, make: Making])[] = [
  ["link", "copy.link", (_, state) => linkTo(state, here())],
  [
    "frame",
    "share.frame",
    (_, state) => frameOf(linkTo(state, `${location.origin}/embed`), wordsOf(state)("app.name")),
  ],
  [
    "curl",
    "copy.curl",
    (_, state) => {
      const request = requestOf(state);
      return request && curlOf(request, location.origin, state.language);
    },
  ],
  ["numpy", "export.numpy", asFile("numpy")],
  ["pytorch", "export.pytorch", asFile("pytorch")],
  ["latex", "export.latex", asFile("latex")],
];

const NAMES = COPIES.map(([name]) => name);
/** Those that say the program in other words. */
export const SCRIPTS: readonly string[] = ["pytorch", "numpy", "latex", "curl"];

export function copySection(sharing: Sharing, state: State): HTMLElement {
  const title = h("h3", {}, wordsOf(state)("copy.label"));
  return h("section", { class: "share-part" }, title, ...copyParts(sharing, state, NAMES));
}

/** Buttons that copy, the text that was copied, and what became of it. */
export function copyParts(sharing: Sharing, state: State, names: readonly string[]): HTMLElement[] {
  const words = wordsOf(state);
  const status = h("p", { class: "hint", role: "status" });
  const shown = h("pre", { class: "listing copied-text", tabindex: 0, hidden: true });
  const wanted = names.flatMap((name) => COPIES.filter(([one]) => one === name));
  const buttons = wanted.map(([name, label, make]) => {
    const take = async () => {
      const text = await make(sharing, sharing.app.store.get());
      shown.hidden = text === null;
      if (text === null) return say(status, words("share.no_text"));
      say(shown, text);
      say(status, words((await copyText(shown)) ? "copy.done" : "copy.by_hand"));
    };
    return h(
      "button",
      { type: "button", class: "button outlined", "data-copy": name, onclick: () => void take() },
      h("span", {}, words(label)),
    );
  });
  return [h("div", { class: "share-buttons" }, ...buttons), shown, status];
}
