/** One of two traces: where it comes from, its step in words, its graph. */

import { inputNames } from "../../../model/program.ts";
import { opened } from "../../../model/request.ts";
import type { State } from "../../../model/session.ts";
import { linkTo } from "../../../model/share.ts";
import { readAddress } from "../../../model/state.ts";
import type { Store } from "../../../model/store.ts";
import type { Translate } from "../../../text/i18n.ts";
import type { Example } from "../../../wire/calls.ts";
import { mountBand } from "../../band.ts";
import { dress, fill, h, prose } from "../../dom.ts";
import { mountGraph } from "../../graph.ts";

export interface Pane {
  readonly element: HTMLElement;
  /** Offers the worked examples. */
  offer(examples: readonly Example[]): void;
}

/** `side`: A or B. */
export function makePane(store: Store<State>, side: string, words: Translate): Pane {
  const id = `pane-${side}`;
  const choice = h("select", { id: `${id}-example`, onchange: () => choose() });
  const link = h("a", { class: "link" }, words("labs.compare.open"));
  const program = h("textarea", {
    id: `${id}-program`,
    rows: 1,
    spellcheck: "false",
    autocapitalize: "off",
    "aria-describedby": `${id}-fault`,
    oninput: () => store.set({ program: program.value, output: "" }),
    onpaste: (event: ClipboardEvent) => paste(event),
  });
  const values = h("div", { class: "pane-values" });
  const fault = h("p", { class: "field-fault", id: `${id}-fault`, role: "status" });
  const band = h("div", { class: "band", role: "group" });
  const canvas = h("div", { class: "pane-canvas" });
  const element = h(
    "section",
    { class: "pane", "data-side": side, "aria-labelledby": `${id}-name` },
    h(
      "div",
      { class: "pane-head" },
      h("h2", { id: `${id}-name` }, words("labs.compare.side", { side })),
      h(
        "label",
        { class: "pane-example", for: `${id}-example` },
        h("span", { class: "unseen" }, words("examples.choose")),
        choice,
      ),
      link,
    ),
    h(
      "div",
      { class: "pane-source" },
      h("label", { class: "field" }, h("span", { class: "field-name" }, words("program.label")), program),
      values,
    ),
    fault,
    band,
    canvas,
  );
  mountBand({ store }, band);
  mountGraph({ store }, canvas);

  let examples: readonly Example[] = [];
  const choose = () => {
    const found = examples.find(({ slug }) => slug === choice.value);
    if (found) store.set(opened(found.request));
  };
  /** The address of a workbench is taken for what it leads to. */
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain").trim() ?? "";
    if (!/^https?:\/\/\S+#\S*program=/.test(text)) return;
    event.preventDefault();
    const { language, theme, place } = store.get();
    store.set({ ...readAddress(new URL(text).hash), language, theme, place, projection: "off" });
  };

  store.watch(["program", "inputs"], (state) => {
    if (program.value !== state.program) program.value = state.program;
    dress(program, { rows: Math.min(6, state.program.split("\n").length) });
    drawValues(values, store, id);
    choice.value = "";
    dress(link, { href: linkTo(state, "/") });
  });
  store.watch(["problem"], ({ problem }) => {
    const [entry] = problem?.errors ?? [];
    fill(fault, entry ? prose(`${entry.message} ${entry.fix}`) : []);
    dress(program, { "aria-invalid": entry ? "true" : null });
  });

  return {
    element,
    offer(offered) {
      examples = offered;
      fill(choice, [
        h("option", { value: "" }, words("examples.label")),
        ...offered.map(({ slug, section, title }) => h("option", { value: slug }, `${section} ${title}`)),
      ]);
    },
  };
}

/** A field for each input; those that stay keep their element, and with it the keyboard. */
function drawValues(values: HTMLElement, store: Store<State>, id: string): void {
  const { program, inputs } = store.get();
  const names = inputNames(program);
  const known = [...values.children].map((row) => row.getAttribute("data-input"));
  if (names.join() !== known.join())
    fill(
      values,
      names.map((name) => {
        const field = h("input", {
          id: `${id}-${name}`,
          type: "text",
          spellcheck: "false",
          autocomplete: "off",
          oninput: () => store.set({ inputs: { ...store.get().inputs, [name]: field.value } }),
        });
        return h(
          "div",
          { class: "pane-value", "data-input": name },
          h("label", { for: field.id }, name),
          field,
        );
      }),
    );
  for (const field of values.querySelectorAll("input")) {
    const text = (inputs[field.id.slice(id.length + 1)] ?? "").replaceAll("\n", " ");
    if (document.activeElement !== field && field.value !== text) field.value = text;
  }
}
