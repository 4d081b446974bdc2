/** Wiring only. */

import { startHistory } from "./model/history.ts";
import { startLoader } from "./model/loader.ts";
import { startPlayer } from "./model/player.ts";
import { EMPTY, type State } from "./model/session.ts";
import { startStanding } from "./model/standing.ts";
import { DEFAULTS, readAddress } from "./model/state.ts";
import { createStore } from "./model/store.ts";
import { fetchWords, withWords } from "./model/words.ts";
import { isLocale } from "./text/i18n.ts";
import { perform } from "./view/app.ts";
import { mountBand } from "./view/band.ts";
import { part } from "./view/dom.ts";
import { mountGraph } from "./view/graph.ts";
import { mountHeader } from "./view/header.ts";
import { keptAddress } from "./view/kept.ts";
import { listenToKeys } from "./view/keys.ts";
import { reduced } from "./view/motion.ts";
import { mountShell } from "./view/shell.ts";
import { mountTimeline } from "./view/timeline.ts";
import { makeClient } from "./wire/client.ts";

const { lang } = document.documentElement;
const base = { ...DEFAULTS, language: isLocale(lang) ? lang : DEFAULTS.language };
const settings = readAddress(keptAddress() ?? location.hash, base);
await Promise.all(fetchWords(settings));
const store = withWords(createStore<State>({ ...EMPTY, ...settings }));
const app = { store };

mountShell(app, base);
mountHeader(app, part("header"));
mountBand(app, part("band"));
const graph = mountGraph(app, part("canvas"));
mountTimeline(app, part("transport"));
listenToKeys(app);

const timer = {
  after: (milliseconds: number, callback: () => void) => window.setTimeout(callback, milliseconds),
  cancelAfter: (id: number) => window.clearTimeout(id),
};
startStanding(store);
startHistory(store, () => performance.now());
startPlayer(store, {
  ...timer,
  frame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (id) => cancelAnimationFrame(id),
  still: reduced,
});
const client = makeClient();
startLoader(store, client, timer);
window.addEventListener("online", () => perform(app, "retry"));

/** Where the connection is lost meanwhile, the rest is fetched when it is back. */
async function fetchRest(): Promise<void> {
  const rest = await import("./view/later.ts").then(({ fetchLater }) => fetchLater(app)).catch(() => null);
  if (rest) rest(app, client, graph);
  else window.addEventListener("online", fetchRest, { once: true });
}
void fetchRest();
