/** Wiring only. */

import { startHistory } from "./model/history.ts";
import { startLoader } from "./model/loader.ts";
import { startPlayer } from "./model/player.ts";
import { EMPTY, type State } from "./model/session.ts";
import { startStanding } from "./model/standing.ts";
import { DEFAULTS, readAddress } from "./model/state.ts";
import { createStore, until } from "./model/store.ts";
import { fetchWords, withWords } from "./model/words.ts";
import { isLocale } from "./text/i18n.ts";
import { perform } from "./view/app.ts";
import { mountBand } from "./view/band.ts";
import { part } from "./view/dom.ts";
import { type GraphView, mountGraph } from "./view/graph.ts";
import { mountHeader } from "./view/header.ts";
import { keptAddress, takeHanded } from "./view/kept.ts";
import { listenToKeys } from "./view/keys.ts";
import { mountShell } from "./view/shell.ts";
import { mountTimeline } from "./view/timeline.ts";
import { clock, timer } from "./view/timer.ts";
import { makeClient } from "./wire/client.ts";

/** How long the rest waits for the first picture, in milliseconds. */
const PATIENCE = 300;

const { lang } = document.documentElement;
const base = { ...DEFAULTS, language: isLocale(lang) ? lang : DEFAULTS.language };
const settings = readAddress(keptAddress() ?? location.hash, base);
const handed = settings.handed ? takeHanded() : {};
const store = withWords(createStore<State>({ ...EMPTY, ...settings, ...handed }));
const app = { store };
const wait = (milliseconds: number) => new Promise<void>((resolve) => timer.after(milliseconds, resolve));
const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve(wait(0))));

// The service is asked before there are words to tell of its answer.
const client = makeClient();
startLoader(store, client, timer);
void Promise.all(fetchWords(settings)).then(open);

/** What can be seen first; the rest is fetched when it is. What comes later shares this script, so it may not wait. */
function open(): void {
  mountShell(app, base);
  mountHeader(app, part("header"));
  mountBand(app, part("band"));
  const graph = mountGraph(app, part("canvas"), "graph");
  mountTimeline(app, part("transport"));
  listenToKeys(app);

  startStanding(store);
  startHistory(store, () => performance.now());
  startPlayer(store, clock);
  window.addEventListener("online", () => perform(app, "retry"));

  const answered = until(store, ({ trace, connection }) => trace !== null || connection !== "pending");
  void Promise.race([answered.then(painted), wait(PATIENCE)]).then(() => fetchRest(graph));
}

/** Where the connection is lost meanwhile, the rest is fetched when it is back. */
async function fetchRest(graph: GraphView): Promise<void> {
  const rest = await import("./view/later.ts").then(({ fetchLater }) => fetchLater(app)).catch(() => null);
  if (rest) rest(app, client, graph);
  else window.addEventListener("online", () => fetchRest(graph), { once: true });
}
