/** The top of the page: its name, the examples, notation, language, theme, help. */

import type { State } from "../model/session.ts";
import { type App, perform, wordsOf } from "./app.ts";
import { actionButton } from "./button.ts";
import { dress, fill, h, say } from "./dom.ts";

export function mountHeader(app: App, header: HTMLElement): void {
  const { store } = app;
  const name = h("span", { class: "brand-name" });
  const notation = h("button", {
    type: "button",
    class: "button text",
    "data-action": "notation",
    onclick: () => perform(app, "notation"),
  });
  const language = h("button", {
    type: "button",
    class: "button text",
    "data-action": "language",
    onclick: () => perform(app, "language"),
  });
  fill(header, [
    h("h1", { class: "brand" }, h("span", { class: "brand-mark", "aria-hidden": "true" }), name),
    h("div", { class: "spacer" }),
    actionButton(app, "program", { class: "for-narrow" }),
    actionButton(app, "inspector", { class: "for-narrow" }),
    actionButton(app, "menu", { class: "for-narrow" }),
    h(
      "div",
      { class: "tools" },
      notation,
      language,
      actionButton(app, "theme"),
      actionButton(app, "share"),
      actionButton(app, "projection"),
      actionButton(app, "help"),
    ),
  ]);
  store.watch(["language", "notation"], (state: State) => {
    const words = wordsOf(state);
    say(name, words("app.name"));
    dress(header, { "aria-label": words("header.label") });
    const written = words(`notation.${state.notation}`);
    say(notation, written);
    dress(notation, {
      title: `${words("action.notation")} (T)`,
      "aria-label": `${words("notation.label")}: ${written}`,
    });
    const other = state.language === "en" ? "zh-CN" : "en";
    say(language, words(`language.${other}`));
    dress(language, { title: `${words("action.language")} (L)`, lang: other });
  });
}
