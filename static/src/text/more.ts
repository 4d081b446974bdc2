/** The words that the first picture does without: the same files, of which the bundle gives the rest here. */

import { addSource, type Locale, loadWords, type Source } from "./i18n.ts";

const MORE: Source = {
  en: () => import("../../../app/content/locales/en.json", { with: { type: "json" } }),
  "zh-CN": () => import("../../../app/content/locales/zh-CN.json", { with: { type: "json" } }),
};

let added = false;

/** Sees to it that a language is here whole, and every language from now on. */
export function moreWords(locale: Locale): Promise<void> {
  if (!added) addSource(MORE);
  added = true;
  return loadWords(locale);
}
