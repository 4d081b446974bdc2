/** The share dialog: what can be copied, what can be saved, and a link with fewer controls for students. */

import { CONTROL_NAMES, type Control } from "../../model/controls.ts";
import { requestOf } from "../../model/request.ts";
import type { State } from "../../model/session.ts";
import { curlOf, frameOf, linkTo } from "../../model/share.ts";
import type { Stage } from "../../scene/graph.ts";
import type { Key } from "../../text/i18n.ts";
import type { Client, Download, Reply } from "../../wire/client.ts";
import type { ExportFormat } from "../../wire/types.ts";
import { type App, wordsOf } from "../app.ts";
import { copyText } from "../copying.ts";
import { mountDialog } from "../dialog.ts";
import { type Child, h, say } from "../dom.ts";
import { icon } from "../icons.ts";
import { savedPng, savedSvg } from "./pictures.ts";
import { fileName, saveFile } from "./saving.ts";

export interface Sharing {
  readonly app: App;
  readonly client: Client;
  readonly stageNow: () => Stage | null;
}

export function mountShare(sharing: Sharing, dialog: HTMLDialogElement): void {
  mountDialog(sharing.app, dialog, {
    name: "share",
    title: "share.title",
    keys: [],
    content: (state) => content(sharing, state),
  });
}

function content(sharing: Sharing, state: State): Child[] {
  const words = wordsOf(state);
  return [
    copySection(sharing, state),
    h("section", { class: "share-part" }, h("h3", {}, words("share.save")), saveButtons(sharing, state)),
    studentSection(state),
  ];
}

// ----- copy -----

/** A text to copy; null where the values cannot be read. */
type Making = (sharing: Sharing, state: State) => string | null | Promise<string | null>;

const here = () => location.origin + location.pathname;

const asFile =
  (format: ExportFormat): Making =>
  async ({ client }, state) => {
    const reply = await exported(client, state, format);
    return reply?.kind === "answer" ? reply.value.content.text() : null;
  };

const COPIES: readonly (readonly [name: string, label: Key, make: Making])[] = [
  ["link", "copy.link", (_, state) => linkTo(state, here())],
  [
    "frame",
    "share.frame",
    (_, state) => frameOf(linkTo(state, `${location.origin}/embed`), wordsOf(state)("app.name")),
  ],
  [
    "curl",
    "copy.curl",
    (_, state) => {
      const request = requestOf(state);
      return request && curlOf(request, location.origin, state.language);
    },
  ],
  ["numpy", "export.numpy", asFile("numpy")],
  ["pytorch", "export.pytorch", asFile("pytorch")],
  ["latex", "export.latex", asFile("latex")],
];

function copySection(sharing: Sharing, state: State): HTMLElement {
  const words = wordsOf(state);
  const status = h("p", { class: "hint", role: "status" });
  const shown = h("pre", { class: "listing copied-text", tabindex: 0, hidden: true });
  const buttons = COPIES.map(([name, label, make]) => {
    const take = async () => {
      const text = await make(sharing, state);
      shown.hidden = text === null;
      if (text === null) return say(status, words("share.no_text"));
      say(shown, text);
      say(status, words((await copyText(shown)) ? "copy.done" : "copy.by_hand"));
    };
    return h(
      "button",
      { type: "button", class: "button outlined", "data-copy": name, onclick: () => void take() },
      h("span", {}, words(label)),
    );
  });
  return h(
    "section",
    { class: "share-part" },
    h("h3", {}, words("copy.label")),
    h("div", { class: "share-buttons" }, ...buttons),
    shown,
    status,
  );
}

// ----- save -----

const SCALE = 2;

function saveButtons(sharing: Sharing, state: State): HTMLElement {
  const words = wordsOf(state);
  const status = h("p", { class: "hint", role: "status" });
  const output = state.trace?.output ?? "";
  const picture = async (suffix: string, made: (stage: Stage) => Promise<Blob | null>) => {
    const stage = sharing.stageNow();
    const content = stage && (await made(stage));
    if (content) saveFile(content, fileName(output, suffix, state.step + 1));
    say(status, content ? words("share.saved") : words("share.no_picture"));
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
    ["svg", "share.svg", () => picture("svg", (stage) => savedSvg(state, stage))],
    ["png", "share.png", () => picture("png", (stage) => savedPng(state, stage, SCALE))],
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
  return h("div", {}, h("div", { class: "share-buttons" }, ...buttons), status);
}

/** A file of the service for the present request; null where the values cannot be read. */
function exported(client: Client, state: State, format: ExportFormat): Promise<Reply<Download>> | null {
  const request = requestOf(state);
  return request && client.export(format, request, { language: state.language });
}

// ----- for students -----

function studentSection(state: State): HTMLElement {
  const words = wordsOf(state);
  const shown = h("pre", { class: "listing copied-text", tabindex: 0 });
  const status = h("p", { class: "hint", role: "status" });
  const kept = new Set<Control>(CONTROL_NAMES.filter((name) => !state.hide.includes(name)));
  const write = () => {
    const hide = CONTROL_NAMES.filter((name) => !kept.has(name));
    say(shown, linkTo({ ...state, hide }, here()));
    say(status, "");
  };
  const boxes = CONTROL_NAMES.map((name) => {
    const box = h("input", {
      type: "checkbox",
      "data-control": name,
      onchange: () => {
        if (box.checked) kept.add(name);
        else kept.delete(name);
        write();
      },
    });
    box.checked = kept.has(name);
    return h("label", { class: "switch" }, box, words(`share.control_${name}`));
  });
  const copy = h(
    "button",
    {
      type: "button",
      class: "button outlined",
      "data-copy": "students",
      onclick: async () => say(status, words((await copyText(shown)) ? "copy.done" : "copy.by_hand")),
    },
    h("span", {}, words("copy.link")),
  );
  write();
  return h(
    "section",
    { class: "share-part" },
    h("h3", {}, words("share.students")),
    h("p", { class: "hint" }, words("share.students_hint")),
    h("div", { class: "share-controls" }, ...boxes),
    shown,
    h("div", { class: "share-buttons" }, copy),
    status,
  );
}
