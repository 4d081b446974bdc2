/** The data that a run is begun with: what they are and whose, and the way to one's own. */

import { DIGITS } from "../../../model/labs/training.ts";
import type { DataSet } from "../../../wire/dataSets.ts";
import { dress, h, say } from "../../dom.ts";
import type { TrainPage } from "./page.ts";
import { mountUpload } from "./upload.ts";

export function mountData(page: TrainPage): HTMLElement {
  const { settings, data, words } = page;
  const name = h("b", {});
  const size = h("span", {});
  const source = h("p", { class: "hint" });
  const upload = mountUpload(page);
  const own = h(
    "button",
    {
      type: "button",
      class: "button text outlined",
      "data-own": true,
      "aria-controls": "upload",
      onclick: () => {
        upload.hidden = !upload.hidden;
        dress(own, { "aria-expanded": String(!upload.hidden) });
      },
    },
    words("labs.train.data.use_own"),
  );
  dress(own, { "aria-expanded": String(!upload.hidden) });
  const builtIn = h(
    "button",
    { type: "button", class: "button text outlined", onclick: () => settings.set({ data: DIGITS }) },
    words("labs.train.data.use_built_in"),
  );
  data.watch(["set", "missing"], ({ set, missing }) => {
    const { data: id } = settings.get();
    say(name, set ? (set.title ?? words("labs.train.data.own")) : "");
    say(size, set ? sizeOf(set, page) : missing ? words("labs.train.data.unknown", { id }) : "");
    dress(size, { class: missing ? "field-fault" : "muted" });
    say(
      source,
      set?.source && set.licence
        ? words("labs.train.data.from", { source: set.source, licence: set.licence })
        : "",
    );
    builtIn.hidden = id === DIGITS;
  });
  const element = h(
    "section",
    { class: "data", "aria-label": words("labs.train.data.label") },
    h("h3", {}, words("labs.train.data.label")),
    h("p", { class: "data-name" }, name, size),
    source,
    h("div", { class: "data-tools" }, own, builtIn),
    upload,
  );
  return element;
}

function sizeOf(set: DataSet, { words }: TrainPage): string {
  const { samples, rows, columns, train, test, classes } = set;
  const params = Object.fromEntries(
    Object.entries({ samples, rows, columns, train, test, classes }).map(([key, value]) => [
      key,
      value ?? "?",
    ]),
  );
  return words(set.id === DIGITS ? "labs.train.data.size" : "labs.train.data.own_size", params);
}

/** Looks up the data set of the form, now and whenever another is chosen. */
export function followData({ settings, data, dataSets, options }: TrainPage): void {
  // Its digits are others.
  settings.subscribe((now, before) => {
    if (now.data !== before.data) settings.set({ page: 1, digit: -1 });
  });
  settings.watch(["data"], async ({ data: id }) => {
    if (data.get().set?.id === id) return;
    const reply = await dataSets.find(id, options);
    if (settings.get().data !== id) return;
    if (reply.kind === "answer" && reply.value.complete) data.set({ set: reply.value, missing: false });
    else data.set({ set: null, missing: reply.kind !== "offline" });
  });
}
