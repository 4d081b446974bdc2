/** Wiring of the gallery. */

import { isLocale, loadWords } from "./text/i18n.ts";
import { part } from "./view/dom.ts";
import { mountGallery } from "./view/gallery.ts";
import { followSystemTheme } from "./view/scheme.ts";
import { makeClient } from "./wire/client.ts";

const { lang } = document.documentElement;
const language = isLocale(lang) ? lang : "en";
followSystemTheme();
await loadWords(language);
await mountGallery(part("gallery"), makeClient(), language);
document.documentElement.dataset.whole = "";
