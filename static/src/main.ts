/** Wiring only. */

import { startCatalogue, startLoader } from "./model/loader.ts";
import { startPlayer } from "./model/player.ts";
import { EMPTY, type State } from "./model/session.ts";
import { DEFAULTS, readAddress } from "./model/state.ts";
import { createStore } from "./model/store.ts";
import { isLocale } from "./text/i18n.ts";
import { mountBand } from "./view/band.ts";
import { part } from "./view/dom.ts";
import { mountEditor } from "./view/editor.ts";
import { mountGraph } from "./view/graph.ts";
import { mountHeader } from "./view/header.ts";
import { mountHelp } from "./view/help.ts";
import { mountInputs } from "./view/inputs.ts";
import { mountInspector } from "./view/inspector.ts";
import { listenToKeys } from "./view/keys.ts";
import { mountLegend } from "./view/legend.ts";
import { mountLive } from "./view/live.ts";
import { reduced } from "./view/motion.ts";
import { mountNotices } from "./view/notices.ts";
import { mountShell } from "./view/shell.ts";
import { mountText } from "./view/text.ts";
import { mountTimeline } from "./view/timeline.ts";
import { makeClient } from "./wire/client.ts";

const { lang } = document.documentElement;
const base = { ...DEFAULTS, language: isLocale(lang) ? lang : DEFAULTS.language };
const settings = readAddress(location.hash, base);
const store = createStore<State>({ ...EMPTY, ...settings, cursor: settings.step });
const app = { store };

mountShell(app, base);
mountHeader(app, part("header"));
mountBand(app, part("band"));
mountEditor(app, part("program"));
mountInputs(app, part("inputs"));
mountLegend(app, part("legend"));
mountGraph(app, part("canvas"));
mountNotices(app, part("notices"));
mountInspector(app, part("inspector"));
mountTimeline(app, part("transport"));
mountHelp(app, part("help") as HTMLDialogElement);
mountText(app, part("text") as HTMLDialogElement);
mountLive(app, part("live"));
listenToKeys(app);

const timer = {
  after: (milliseconds: number, callback: () => void) => window.setTimeout(callback, milliseconds),
  cancelAfter: (id: number) => window.clearTimeout(id),
};
startPlayer(store, {
  ...timer,
  frame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (id) => cancelAnimationFrame(id),
  still: reduced,
});
const client = makeClient();
startLoader(store, client, timer);
startCatalogue(store, client);
