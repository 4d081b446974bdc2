/** Parts of the page that the first picture does without: fetched while the service is asked for it. */

import { startCatalogue } from "../model/catalogue.ts";
import { startNudger } from "../model/nudger.ts";
import type { Dialog } from "../model/session.ts";
import { fetchTellings } from "../model/telling.ts";
import { moreWords } from "../text/more.ts";
import type { Client } from "../wire/client.ts";
import type { App } from "./app.ts";
import { dragOnCards } from "./cardDrag.ts";
import { part } from "./dom.ts";
import { mountEditor } from "./editor.ts";
import { isEmbedded, mountEmbed } from "./embed.ts";
import { mountEmpty } from "./empty.ts";
import { examplesMenu } from "./examples.ts";
import type { GraphView } from "./graph.ts";
import { startHanded } from "./handed.ts";
import { mountHelp } from "./help.ts";
import { mountInputs } from "./inputs.ts";
import { mountInspector } from "./inspector/inspector.ts";
import { labsMenu } from "./labsMenu.ts";
import { mountLegend } from "./legend.ts";
import { mountLive } from "./live.ts";
import { makeMinimap } from "./minimap.ts";
import "./moreIcons.ts";
import { makeMover } from "./mover.ts";
import { mountNet } from "./net/net.ts";
import { mountNotices } from "./notices.ts";
import { mountPane } from "./pane.ts";
import { listenToPointing } from "./pointing.ts";
import { makePopup } from "./popup.ts";
import { mountPresenter } from "./presenter.ts";
import { makeReadout } from "./readout.ts";
import { startHandout } from "./share/handout.ts";
import { mountShare } from "./share/share.ts";
import { graphSubject } from "./share/subject.ts";
import { mountText } from "./text.ts";
import { makeUnfolder } from "./unfolder.ts";

/** What mounts them, as soon as their words are here too, and what the values by hand are made with. */
export async function fetchLater({ store }: App): Promise<typeof mountLater> {
  await Promise.all([moreWords(store.get().language), fetchTellings(), import("./hands.ts")]);
  return mountLater;
}

function mountLater(app: App, client: Client, graph: GraphView): void {
  graph.animate(makeMover, makeUnfolder);
  mountPane(app, graph);
  mountMenus(app, part("header"));
  mountEditor(app, part("program"));
  mountInputs(app, part("inputs"));
  startHanded(app);
  const netNow = mountNet(app, part("canvas"));
  const graphNow = () => {
    const stage = graph.stageNow();
    return stage && graphSubject(app.store.get(), stage);
  };
  const sharing = { app, client, subjectNow: () => netNow() ?? graphNow() };
  const popup = makePopup(app);
  const readout = makeReadout(app);
  part("canvas").append(makeMinimap(app, graph), readout);
  part("canvas").closest("main")?.append(popup.element);
  const areas = [part("band"), part("canvas"), part("inspector")];
  listenToPointing(app, areas, [readout, popup.element], popup.show);
  startCatalogue(app.store, client);
  startNudger(app.store, client);
  mountLegend(app, part("legend"));
  mountNotices(app, part("notices"));
  mountEmpty(app, part("canvas"));
  dragOnCards(app, part("canvas"));
  mountInspector(sharing, part("inspector"));
  mountLive(app, part("live"));
  mountHelp(app, part("help") as HTMLDialogElement);
  mountPresenter(app);
  mountText(app, part("text") as HTMLDialogElement);
  whenOpened(app, "net", async () => {
    const { mountMaker } = await import("./net/maker.ts");
    mountMaker(app);
  });
  mountShare(sharing, part("share") as HTMLDialogElement);
  startHandout(app, sharing.subjectNow);
  if (isEmbedded()) mountEmbed(app, part("notices"));
  document.documentElement.dataset.whole = "";
}

/** Fetches a dialog that few open, when it is first opened. */
function whenOpened({ store }: App, name: Dialog, mount: () => Promise<void>): void {
  const end = store.subscribe(({ dialog }) => {
    if (dialog !== name) return;
    end();
    void mount();
  });
}

/** Both have nothing to show before the rest is here. */
function mountMenus(app: App, header: HTMLElement): void {
  header.querySelector(".brand")?.after(examplesMenu(app));
  header.querySelector(".tools")?.prepend(labsMenu(app));
}
