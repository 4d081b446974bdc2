/** For tests: the words of every language. */
import { LOCALES, loadWords } from "../i18n.ts";

await Promise.all(LOCALES.map(loadWords));
