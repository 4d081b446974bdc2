/** Two traces side by side on one clock. */

import { linkCursors, traceAddress } from "../../../model/labs/compare.ts";
import { startLoader } from "../../../model/loader.ts";
import { startPlayer } from "../../../model/player.ts";
import { EMPTY, type State } from "../../../model/session.ts";
import { startStanding } from "../../../model/standing.ts";
import { DEFAULTS, readAddress } from "../../../model/state.ts";
import { createStore, type Store } from "../../../model/store.ts";
import { h, part } from "../../dom.ts";
import { listenToKeys } from "../../keys.ts";
import { mountLive } from "../../live.ts";
import { mountTimeline } from "../../timeline.ts";
import { clock, timer } from "../../timer.ts";
import type { CompareLab } from "./lab.ts";
import { makePane } from "./pane.ts";
import { makeDifferences } from "./table.ts";

export function mountTraces(lab: CompareLab): HTMLElement {
  const { words, client, language } = lab;
  const stores = { a: traceStore(lab, "a"), b: traceStore(lab, "b") };
  const panes = [makePane(stores.a, "A", words), makePane(stores.b, "B", words)];
  const transport = h("footer", { class: "transport" });
  linkCursors(stores.a, stores.b);
  const app = { store: stores.a };
  mountTimeline(app, transport);
  mountLive(app, part("live"));
  listenToKeys(app);
  stores.a.watch(["place"], ({ place: standing, landing }) => {
    if (!landing) lab.settings.set({ place: standing });
  });
  void client.examples({ language }).then((reply) => {
    if (reply.kind === "answer") for (const pane of panes) pane.offer(reply.value);
  });
  return h(
    "div",
    {},
    h("div", { class: "panes" }, ...panes.map(({ element }) => element)),
    transport,
    h("h2", {}, words("labs.compare.differences")),
    makeDifferences(stores.a, stores.b, words),
  );
}

/** A workbench's state of its own, kept in the lab's address; language and colours are the lab's. */
function traceStore({ settings, client, language }: CompareLab, side: "a" | "b"): Store<State> {
  const read = () => ({ ...readAddress(settings.get()[side]), language, place: settings.get().place });
  const store = createStore<State>({ ...EMPTY, ...read() });
  let written = settings.get()[side];
  store.watch(["program", "inputs", "output", "upstream", "expand", "parameters", "rate"], (state) => {
    written = traceAddress({
      ...state,
      language: DEFAULTS.language,
      place: DEFAULTS.place,
      theme: DEFAULTS.theme,
    });
    settings.set({ [side]: written });
  });
  settings.watch([side], (now) => {
    if (now[side] !== written) store.set({ ...read(), landing: true });
  });
  startStanding(store);
  startPlayer(store, clock);
  startLoader(store, client, timer);
  return store;
}
