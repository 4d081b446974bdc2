/** The head of a lab: its way to the other pages, its language and its colours. */

import { LANGUAGES } from "../../model/state.ts";
import type { Store } from "../../model/store.ts";
import type { Translate } from "../../text/i18n.ts";
import { dress, fill, h, say } from "../dom.ts";
import { icon } from "../icons.ts";
import { makeMenu } from "../menu.ts";
import { PLACES } from "../places.ts";
import type { CommonSettings } from "./lab.ts";

/** Kept over the reload that a change of language is: the button keeps the focus. */
const FOCUSED = "language";

export function mountHead(header: HTMLElement, settings: Store<CommonSettings>, words: Translate): void {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => {
    const { theme } = settings.get();
    return theme === "system" ? system.matches : theme === "dark";
  };
  const paint = () => {
    root.dataset.theme = isDark() ? "dark" : "light";
  };
  system.addEventListener("change", paint);
  settings.watch(["theme"], paint);

  const other = LANGUAGES.find((language) => language !== root.lang) ?? "en";
  const language = h(
    "button",
    {
      type: "button",
      class: "button text",
      lang: other,
      title: words("action.language"),
      onclick: () => speak(other),
    },
    words(`language.${other}`),
  );
  const theme = h(
    "button",
    {
      type: "button",
      class: "button",
      title: words("action.theme"),
      "aria-label": words("action.theme"),
      onclick: () => settings.set({ theme: isDark() ? "light" : "dark" }),
    },
    icon("theme"),
  );
  fill(header, [
    h(
      "a",
      { class: "brand", href: "/" },
      h("span", { class: "brand-mark", "aria-hidden": "true" }),
      h("span", { class: "brand-name" }, words("app.name")),
    ),
    wayTo(words),
    h("div", { class: "tools" }, language, theme),
  ]);
  dress(header, { "aria-label": words("header.label") });
  if (sessionStorage.getItem(FOCUSED) !== null) {
    sessionStorage.removeItem(FOCUSED);
    language.focus();
  }
}

/** The pages, and which of them this is; where there is no room, in a menu. */
function wayTo(words: Translate): HTMLElement {
  const here = location.pathname;
  const { lang } = document.documentElement;
  const links = (style: string) =>
    PLACES.map(({ path, label }) =>
      h(
        "a",
        { href: `${path}?lang=${lang}`, class: style, "aria-current": path === here ? "page" : null },
        words(label),
      ),
    );
  const { element, name, list } = makeMenu("places-menu");
  say(name, words(PLACES.find(({ path }) => path === here)?.label ?? "place.label"));
  dress(list, { "aria-label": words("place.label") });
  fill(list, links("menu-item"));
  return h(
    "nav",
    { class: "places", "aria-label": words("place.label") },
    h("div", { class: "places-row" }, ...links("place")),
    element,
  );
}

/** The next page begins in this language, before any script runs; so does this one, loaded again with its address. */
function speak(language: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: its successor needs a secure context, which schools seldom have
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
  sessionStorage.setItem(FOCUSED, "");
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  if (address.href === location.href) location.reload();
  else location.replace(address);
}
