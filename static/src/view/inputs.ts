/** The values: a field for each input, the upstream gradient where it is needed, the rate where there are parameters. */

import { range } from "../model/cell.ts";
import { inputNames } from "../model/program.ts";
import type { State } from "../model/session.ts";
import { sizeOf } from "../wire/numbers.ts";
import { type App, wordsOf } from "./app.ts";
import { fill, h, say } from "./dom.ts";
import { type HandCode, RATE, UPSTREAM, type ValueRow, valueRow } from "./valueRow.ts";

export function mountInputs(app: App, panel: HTMLElement): void {
  const { store } = app;
  const title = h("h2", { class: "panel-title" });
  const list = h("div", { class: "fields" });
  const hint = h("p", { class: "hint" });
  fill(panel, [h("div", { class: "panel-head" }, title), list, hint]);
  const rows = new Map<string, ValueRow>();

  let code: HandCode | null = null;
  const made = (name: string) => {
    const row = valueRow(name, app, () => code);
    if (code) row.letDrag(code);
    return row;
  };

  const draw = (state: State) => {
    const words = wordsOf(state);
    const names = inputNames(state.program);
    const wanted = [
      ...names,
      ...(needsUpstream(state) ? [UPSTREAM] : []),
      ...(state.parameters.length > 0 ? [RATE] : []),
    ];
    for (const name of wanted) if (!rows.has(name)) rows.set(name, made(name));
    place(
      list,
      wanted.flatMap((name) => rows.get(name)?.element ?? []),
    );
    for (const name of wanted) rows.get(name)?.update(state);
    say(title, words("inputs.label"));
    say(hint, names.length === 0 ? words("inputs.none") : words("inputs.hint"));
  };

  store.watch(
    ["program", "inputs", "upstream", "rate", "parameters", "problem", "trace", "language", "output"],
    draw,
  );
  void import("./hands.ts").then((fetched) => {
    code = fetched;
    for (const row of rows.values()) row.letDrag(fetched);
    draw(store.get());
  });
  store.watch(["focus"], ({ focus, selection }) => {
    if (focus !== "value") return;
    store.set({ focus: "none" });
    rows.get(selection)?.focus();
  });
}

/** Rows in blocks, which the browser leaves out while they are out of sight. */
const BLOCK = 8;

/** Puts `rows` on the list, where they are not there already: moving one would take the focus from it. */
function place(list: HTMLElement, rows: readonly HTMLElement[]): void {
  const placed = list.querySelectorAll(".field");
  if (placed.length === rows.length && rows.every((row, i) => row === placed[i])) return;
  const starts = range(Math.ceil(rows.length / BLOCK)).map((i) => i * BLOCK);
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  fill(
    list,
    starts.map((start) => h("div", { class: "field-block" }, ...rows.slice(start, start + BLOCK))),
  );
  if (held instanceof HTMLElement && list.contains(held)) held.focus();
}

/** An output of several elements cannot start from 1. */
function needsUpstream({ upstream, trace, problem }: State): boolean {
  if (upstream !== "" || problem?.errors.some(({ field }) => field === "upstream")) return true;
  const value = trace?.values[trace.output];
  return value !== undefined && sizeOf(value) > 1;
}
