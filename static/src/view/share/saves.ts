/** What can be saved: pictures, films, the handout, and the files of the service. A film shows how far it is and can be stopped. */

import type { State } from "../../model/session.ts";
import type { Key } from "../../text/i18n.ts";
import type { ExportFormat } from "../../wire/calls.ts";
import { wordsOf } from "../app.ts";
import { h, say } from "../dom.ts";
import { icon } from "../icons.ts";
import { makeEncoding } from "./encoding.ts";
import { exported } from "./exported.ts";
import { canEncode, type FilmKind, savedFilm } from "./films.ts";
import { savedPng, savedSvg } from "./pictures.ts";
import { fileName, saveFile } from "./saving.ts";
import type { Sharing } from "./share.ts";
import type { Subject } from "./subject.ts";

/** Pixels of a saved picture for each unit of the graph. */
const SCALE = 2;

export function saveSection(sharing: Sharing, state: State): HTMLElement {
  const words = wordsOf(state);
  const output = state.trace?.output ?? "";
  const status = h("p", { class: "hint", role: "status" });
  const bar = h("progress", { max: 1, value: 0, "aria-label": words("share.filming") });
  const stop = h(
    "button",
    { type: "button", class: "button outlined", "data-save": "stop" },
    words("share.stop"),
  );
  const filming = h("div", { class: "filming", hidden: true }, bar, stop);

  const tell = (content: Blob | null, name: string) => {
    if (content) saveFile(content, name);
    say(status, words(content ? "share.saved" : "share.no_picture"));
  };
  const picture = async (suffix: string, made: (subject: Subject) => Promise<Blob | null>) => {
    const subject = sharing.subjectNow();
    tell(subject && (await made(subject)), fileName(output, suffix, state.step + 1));
  };
  const film = async (kind: FilmKind) => {
    const subject = sharing.subjectNow();
    if (!filming.hidden || !subject) return;
    const stopping = new AbortController();
    stop.onclick = () => stopping.abort();
    filming.hidden = false;
    say(status, words(kind === "gif" || canEncode() ? "share.filming" : "share.recording"));
    const encoding = makeEncoding((share) => {
      bar.value = share;
    }, stopping.signal);
    try {
      const content = await savedFilm(kind, state, subject, encoding);
      if (stopping.signal.aborted) say(status, words("share.stopped"));
      else if (content) tell(content, fileName(output, content.type.replace(/^.*\//, "")));
      else say(status, words("share.no_film"));
    } finally {
      filming.hidden = true;
      bar.value = 0;
    }
  };
  const file = async (format: ExportFormat) => {
    const reply = await exported(sharing.client, state, format);
    if (reply?.kind === "answer") saveFile(reply.value.content, reply.value.name);
    say(status, words(reply?.kind === "answer" ? "share.saved" : "share.no_text"));
  };
  const print = () => {
    sharing.app.store.set({ dialog: "none" });
    window.print();
  };
  const saves: readonly (readonly [string, Key, () => unknown])[] = [
    ["svg", "share.svg", () => picture("svg", (subject) => savedSvg(state, subject))],
    ["png", "share.png", () => picture("png", (subject) => savedPng(state, subject, SCALE))],
    ["gif", "share.gif", () => film("gif")],
    ["mp4", "share.mp4", () => film("mp4")],
    ["webm", "share.webm", () => film("webm")],
    ["handout", "share.handout", print],
    ["json", "export.json", () => file("json")],
    ["csv", "export.csv", () => file("csv")],
  ];
  const buttons = saves.map(([name, label, save]) =>
    h(
      "button",
      { type: "button", class: "button outlined", "data-save": name, onclick: () => void save() },
      icon(name === "handout" ? "print" : "save"),
      h("span", {}, words(label)),
    ),
  );
  return h(
    "section",
    { class: "share-part" },
    h("h3", {}, words("share.save")),
    h("div", { class: "share-buttons" }, ...buttons),
    filming,
    status,
  );
}
