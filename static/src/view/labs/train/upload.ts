/** A data file of one's own: chosen or dropped, sent, read by the service; the second half of an IDX pair. */

import type { DataSet } from "../../../wire/dataSets.ts";
import { type Child, dress, fill, h, say } from "../../dom.ts";
import { icon } from "../../icons.ts";
import type { TrainPage } from "./page.ts";
import { troubleText } from "./trouble.ts";

const ACCEPTED = ".csv,.gz,.idx,.npz,.txt,.ubyte";

export function mountUpload({ settings, data, dataSets, options, words, announce }: TrainPage): HTMLElement {
  /** The half of a pair that is there already. */
  let half: DataSet | null = null;
  let sending: AbortController | null = null;
  const input = h("input", { type: "file", id: "upload-file", class: "unseen", accept: ACCEPTED });
  const choose = h(
    "label",
    { for: "upload-file", class: "button text outlined" },
    words("labs.train.data.choose"),
  );
  const bar = h("progress", { max: 1, value: 0, "aria-labelledby": "upload-said" });
  const cancel = h(
    "button",
    { type: "button", class: "button text outlined", onclick: () => sending?.abort() },
    words("labs.train.data.cancel"),
  );
  const said = h("p", { class: "upload-said", id: "upload-said" });
  const drop = h(
    "div",
    { class: "drop" },
    h("p", {}, words("labs.train.data.drop")),
    input,
    choose,
    bar,
    cancel,
    said,
  );
  const element = h(
    "div",
    { class: "upload", id: "upload" },
    h("p", { class: "hint" }, words("labs.train.data.formats")),
    h("p", { class: "hint" }, words("labs.train.data.kept")),
    drop,
  );
  element.hidden = true;

  const busy = (is: boolean) => {
    bar.hidden = !is;
    cancel.hidden = !is;
    dress(drop, { "aria-busy": String(is) });
  };
  const tell = (content: readonly Child[], tone: "plain" | "fault" = "plain") => {
    fill(said, tone === "fault" ? [icon("warning"), h("span", {}, ...content)] : content);
    dress(said, { "data-tone": tone });
  };
  busy(false);

  const send = async (file: File) => {
    sending?.abort();
    const mine = new AbortController();
    sending = mine;
    busy(true);
    tell([words("labs.train.data.sending", { name: file.name, percent: 0 })]);
    const sent = (share: number) => {
      if (mine.signal.aborted) return;
      bar.value = share;
      const percent = Math.floor(100 * share);
      say(
        said,
        percent < 100
          ? words("labs.train.data.sending", { name: file.name, percent })
          : words("labs.train.data.reading", { name: file.name }),
      );
    };
    const reply = await dataSets.upload(file, half?.id ?? null, sent, { ...options, signal: mine.signal });
    if (sending !== mine) return;
    busy(false);
    if (reply.kind === "cancelled") return tell([]);
    if (reply.kind !== "answer") {
      tell(troubleText(reply, words), "fault");
    } else take(reply.value, file.name);
    announce(said.textContent);
  };

  const take = (set: DataSet, name: string) => {
    const { id, samples, classes, missing } = set;
    if (missing) {
      half = set;
      tell([words(`labs.train.data.need_${missing}`, { samples })]);
      return;
    }
    half = null;
    data.set({ set, missing: false });
    settings.set({ data: id });
    tell([words("labs.train.data.ready", { name, samples, classes: classes ?? "?" })]);
  };

  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) void send(file);
    input.value = "";
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.dataset.over = "";
  });
  drop.addEventListener("dragleave", () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    delete drop.dataset.over;
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void send(file);
  });
  return element;
}
