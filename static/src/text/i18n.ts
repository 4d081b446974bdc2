/**
 * The page's words. A language is one JSON file under `app/content/locales`, read by the service too, and fetched
 * when it is first wanted, in two parts: what the first picture says, and the rest (`more.ts`). The keys of `en.json` are the keys of every language, checked when the page is compiled
 * and by the tests.
 */

const english = () => import("../../../app/content/locales/en.json", { with: { type: "json" } });
const chinese = () => import("../../../app/content/locales/zh-CN.json", { with: { type: "json" } });

type English = Awaited<ReturnType<typeof english>>["default"];

const FIRST = { en: english, "zh-CN": chinese } satisfies Readonly<
  Record<string, () => Promise<{ readonly default: English }>>
>;
export type Source = Readonly<Record<Locale, () => Promise<{ readonly default: English }>>>;
type Words = { readonly [key: string]: string | Words };

/** The dotted paths to the texts of `T`: `"timeline.position"`. */
type Path<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}` }[keyof T & string];

/** Where a text of the page is kept. */
export type Key = Path<English>;

/** What replaces `{name}` in a text. */
export type Params = Readonly<Record<string, string | number>>;

/** The text of `key` in one language, its placeholders replaced. One without a parameter stays as it is. */
export type Translate = (key: Key, params?: Params) => string;

/** The value of the `lang` attribute and of the API's `lang` parameter. */
export type Locale = keyof typeof FIRST;

export const LOCALES = Object.keys(FIRST) as readonly Locale[];

/** Where the words of a language come from; all of them say what it says. */
const sources: Source[] = [FIRST];
const texts = new Map<Locale, ReadonlyMap<string, string>>();
/** How many of the sources have been read. */
const read = new Map<Locale, number>();

export const translators: Readonly<Record<Locale, Translate>> = {
  en: translator("en"),
  "zh-CN": translator("zh-CN"),
};

/** Whether the words of a language are here: without them its translator answers with keys. */
export function hasWords(locale: Locale): boolean {
  return read.get(locale) === sources.length;
}

/** Fetches the words of a language. */
export async function loadWords(locale: Locale): Promise<void> {
  const files = await Promise.all(sources.map((source) => source[locale]()));
  texts.set(locale, new Map(files.flatMap((file) => [...flatten(file.default)])));
  read.set(locale, files.length);
}

/** From now on a language has the words of `source` too. */
export function addSource(source: Source): void {
  sources.push(source);
}

/** The language to open with: the first preference that names one, any Chinese being `zh-CN`, else English. */
export function matchLocale(preferences: readonly string[]): Locale {
  for (const preference of preferences) {
    const language = preference.toLowerCase().split("-")[0];
    if (language === "zh") return "zh-CN";
    if (language === "en") return "en";
  }
  return "en";
}

export function isLocale(text: string): text is Locale {
  return Object.hasOwn(FIRST, text);
}

/** The language after `locale`, for a button that goes round. */
export function nextLocale(locale: Locale): Locale {
  return LOCALES[(LOCALES.indexOf(locale) + 1) % LOCALES.length] ?? "en";
}

/** `text` with each `{name}` replaced. */
export function substitute(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : placeholder,
  );
}

function translator(locale: Locale): Translate {
  return (key, params = {}) => substitute(texts.get(locale)?.get(key) ?? key, params);
}

function* flatten(words: Words, prefix = ""): Generator<[string, string]> {
  for (const [key, text] of Object.entries(words)) {
    if (typeof text === "string") yield [prefix + key, text];
    else yield* flatten(text, `${prefix + key}.`);
  }
}
