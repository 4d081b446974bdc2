/** What every lab begins with: its settings, kept in the address, and the head of the page. */

import type { Values } from "../../model/fields.ts";
import { COMMON, type Fields, readSettings, writeSettings } from "../../model/labs/settings.ts";
import { createStore, type Store } from "../../model/store.ts";
import { isLocale, type Locale, type Translate, translators } from "../../text/i18n.ts";
import { type Client, makeClient } from "../../wire/client.ts";
import { part } from "../dom.ts";
import { mountHead } from "./head.ts";
import "../moreIcons.ts";

export type CommonSettings = Values<typeof COMMON>;

export interface Lab<S extends object> {
  /** Where it is drawn. */
  readonly main: HTMLElement;
  readonly settings: Store<S & CommonSettings>;
  readonly client: Client;
  readonly language: Locale;
  readonly words: Translate;
}

export function languageOfPage(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : "en";
}

export function openLab<F extends Fields>(fields: F): Lab<Values<F>> {
  const language = languageOfPage();
  const words = translators[language];
  const settings = settingsInAddress({ ...COMMON, ...fields });
  // The store has the common settings among its own: TypeScript cannot see that of a spread over a type parameter.
  mountHead(part("header"), settings as unknown as Store<CommonSettings>, words);
  return {
    main: part("lab"),
    settings: settings as unknown as Store<Values<F> & CommonSettings>,
    client: makeClient(),
    language,
    words,
  };
}

/** Browsers refuse more than a hundred changes of the address in half a minute. */
const ADDRESS_DELAY = 350;

function settingsInAddress<F extends Fields>(fields: F): Store<Values<F>> {
  const store = createStore<Values<F>>(readSettings(fields, location.hash));
  let written = location.hash;
  let waiting = false;
  const write = () => {
    waiting = false;
    if (location.hash !== written) return;
    const hash = writeSettings(fields, store.get());
    history.replaceState(null, "", hash === "" ? location.pathname + location.search : `#${hash}`);
    written = location.hash;
  };
  store.subscribe(() => {
    if (waiting) return;
    waiting = true;
    window.setTimeout(write, ADDRESS_DELAY);
  });
  // Leaving at once must not lose what was just chosen.
  window.addEventListener("pagehide", write);
  window.addEventListener("hashchange", () => {
    if (location.hash === written) return;
    written = location.hash;
    store.set(readSettings(fields, location.hash));
  });
  return store;
}
