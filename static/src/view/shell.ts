/** What the page itself carries: language, theme, title, address, and which panel is open. */

import { isDark } from "../model/actions/page.ts";
import { timelineIn } from "../model/derived.ts";
import { stopAt } from "../model/place.ts";
import { DEFAULTS, readAddress, type Settings, writeAddress } from "../model/state.ts";
import { type App, wordsOf } from "./app.ts";
import { keep } from "./kept.ts";

const ADDRESS_DELAY = 250;
/** Longer addresses break in mail and in some browsers: such a state is kept beside its address. */
const LONGEST_ADDRESS = 16_000;

export function mountShell({ store }: App, base: Settings): void {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const asked = () => store.set({ darkSystem: dark.matches });
  dark.addEventListener("change", asked);
  asked();

  store.watch(["theme", "darkSystem", "projection", "room", "dock"], (state) => {
    root.dataset.theme = isDark(state) ? "dark" : "light";
    root.dataset.projection = state.projection;
    root.dataset.room = state.room;
    root.dataset.dock = state.dock;
  });
  store.watch(["language"], ({ language }, before) => {
    root.lang = language;
    // The next visit begins in the language chosen here, before any script runs.
    if (before.language === language) return;
    // biome-ignore lint/suspicious/noDocumentCookie: its successor needs a secure context, which schools seldom have
    document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
  });
  store.watch(["hide"], ({ hide }) => {
    root.dataset.hide = hide.join(" ");
  });
  store.watch(["drawer", "block"], ({ drawer, block }) => {
    root.dataset.drawer = drawer;
    root.dataset.block = String(block);
  });
  store.watch(["language", "program"], (state) => {
    document.title = wordsOf(state)("app.title", { program: state.program.split("\n").at(-1) ?? "" });
  });

  let waiting = 0;
  let written = location.hash;
  const write = () => {
    // Another address was just entered: it is read, not written over.
    if (location.hash !== written) return;
    const address = writeAddress(store.get(), base);
    written = address === "" || address.length > LONGEST_ADDRESS ? "" : `#${address}`;
    if (location.hash !== written)
      history.replaceState(null, "", written === "" ? location.pathname + location.search : written);
    written = location.hash;
    keep(address);
  };
  window.addEventListener("pagehide", () => keep(writeAddress(store.get(), base)));
  const names = Object.keys(DEFAULTS) as (keyof Settings)[];
  store.subscribe((now, before) => {
    if (names.every((name) => Object.is(now[name], before[name]))) return;
    // What changes all the time is written when it rests.
    window.clearTimeout(waiting);
    waiting = window.setTimeout(write, ADDRESS_DELAY);
  });
  window.addEventListener("hashchange", () => {
    if (location.hash === written) return;
    written = location.hash;
    const settings = readAddress(location.hash, base);
    const { handed, program, inputs, parameters } = store.get();
    if (settings.handed && !handed) return location.reload();
    const own = settings.handed ? { program, inputs, parameters } : {};
    const other = !settings.handed && settings.program !== program;
    const line = other ? null : timelineIn({ ...store.get(), ...settings, ...own });
    const step = line && stopAt(line, settings.place);
    store.set({
      ...settings,
      ...own,
      ...(step === null ? { landing: true } : { step, cursor: step }),
      playing: false,
    });
  });
}
