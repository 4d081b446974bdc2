/** Above the net: which sample of the batch is shown, which unit of a long column, and what its gradients are. */

import type { Column } from "../../model/net.ts";
import type { State } from "../../model/session.ts";
import { isNetShown } from "../../model/session.ts";
import { printedLabel } from "../../text/numbers.ts";
import { type App, wordsOf } from "../app.ts";
import { dress, fill, h, say } from "../dom.ts";
import { icon } from "../icons.ts";

export interface NetBar {
  readonly element: HTMLElement;
  /** Columns whose units are not all seen at once: one of them is picked by its number. */
  show(long: readonly Column[]): void;
}

export function mountBar({ store }: App): NetBar {
  const sample = h("span", { class: "net-sample", role: "status" });
  const turn = (by: 1 | -1) => () => {
    const { net, sample: at } = store.get();
    const last = (net?.samples ?? 1) - 1;
    store.set({ sample: Math.max(0, Math.min(last, Math.min(at, last) + by)) });
  };
  const button = (name: "previous_sample" | "next_sample", picture: string, by: 1 | -1) => ({
    name,
    by,
    button: h("button", { type: "button", class: "button small", onclick: turn(by) }, icon(picture)),
  });
  const turns = [button("previous_sample", "left", -1), button("next_sample", "right", 1)];
  const samples = h(
    "div",
    { class: "net-samples" },
    turns[0]?.button ?? null,
    sample,
    turns[1]?.button ?? null,
  );
  const units = h("div", { class: "net-units" });
  const note = h("p", { class: "net-note" });
  const element = h("div", { class: "net-bar", role: "group" }, samples, units, note);

  let long: readonly Column[] = [];
  const fields = new Map<string, HTMLInputElement>();
  /** A number for each run of columns that are not drawn whole. */
  const drawUnits = (state: State) => {
    const words = wordsOf(state);
    const columns = long;
    const wanted = columns.map(({ run }) => run);
    if (wanted.join() !== [...fields.keys()].join()) {
      fields.clear();
      for (const column of columns) fields.set(column.run, unitField(column));
    }
    fill(
      units,
      columns.map((column) => {
        const field = fields.get(column.run) as HTMLInputElement;
        const shown = String(Math.min(column.units - 1, state.units[column.run] ?? 0) + column.first);
        if (field.value !== shown && field !== document.activeElement) field.value = shown;
        const name = printedLabel(column.node.label);
        dress(field, {
          min: column.first,
          max: column.units - 1 + column.first,
          "aria-label": words("net.unit", { name }),
        });
        return h(
          "label",
          { class: "net-unit" },
          h("span", {}, printedLabel(column.node.label)),
          field,
          h("span", { class: "muted" }, words("net.unit_of", { n: column.units })),
        );
      }),
    );
  };
  const unitField = ({ run, first, units }: Column) => {
    const field = h("input", {
      type: "number",
      class: "net-number",
      oninput: () => {
        const at = field.value === "" ? Number.NaN : Number(field.value) - first;
        if (Number.isInteger(at) && at >= 0 && at < units)
          store.set({ units: { ...store.get().units, [run]: at } });
      },
    });
    return field;
  };

  const drawSamples = (state: State) => {
    const words = wordsOf(state);
    const n = state.net?.samples ?? 1;
    const at = Math.min(state.sample, n - 1);
    samples.hidden = n === 1;
    say(sample, words("net.sample", { i: at + 1, n }));
    for (const { name, by, button } of turns) {
      const ends = by < 0 ? at === 0 : at === n - 1;
      dress(button, {
        title: words(`net.${name}`),
        "aria-label": words(`net.${name}`),
        "aria-disabled": ends ? "true" : null,
      });
    }
    say(note, n === 1 ? "" : words("net.batch", { n }));
    dress(element, { "aria-label": words("net.bar") });
  };

  store.watch(["net", "view", "language", "sample", "units"], (state) => {
    element.hidden = !isNetShown(state);
    if (element.hidden) return;
    drawSamples(state);
    if (!fieldsHaveFocus(units)) drawUnits(state);
  });
  return {
    element,
    show(columns) {
      if (columns.length === long.length && columns.every((column, i) => column === long[i])) return;
      long = columns;
      drawUnits(store.get());
    },
  };
}

function fieldsHaveFocus(units: HTMLElement): boolean {
  return units.contains(document.activeElement);
}
