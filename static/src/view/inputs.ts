/** The values: a field for each input, the upstream gradient where it is needed, the rate where there are parameters. */

import { inputNames } from "../model/program.ts";
import type { State } from "../model/session.ts";
import type { Translate } from "../text/i18n.ts";
import { readValue, writeValue } from "../text/values.ts";
import { shapeText, sizeOf } from "../wire/numbers.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h, prose, say } from "./dom.ts";

/** With a longer name among them, all names stand above their fields. */
const LONG_NAME = 8;

interface Row {
  readonly element: HTMLElement;
  readonly field: HTMLTextAreaElement;
  update(state: State): void;
}

const UPSTREAM = " upstream";
const RATE = " rate";
const FIELDS: Readonly<Record<string, string>> = { [UPSTREAM]: "upstream", [RATE]: "update.rate" };

export function mountInputs(app: App, panel: HTMLElement): void {
  const { store } = app;
  const title = h("h2", { class: "panel-title" });
  const list = h("div", { class: "fields" });
  const hint = h("p", { class: "hint" });
  fill(panel, [h("div", { class: "panel-head" }, title), list, hint]);
  const rows = new Map<string, Row>();

  const draw = (state: State) => {
    const words = wordsOf(state);
    const names = inputNames(state.program);
    const wanted = [
      ...names,
      ...(needsUpstream(state) ? [UPSTREAM] : []),
      ...(state.parameters.length > 0 ? [RATE] : []),
    ];
    for (const name of wanted) if (!rows.has(name)) rows.set(name, rowFor(name, app));
    const elements = wanted.flatMap((name) => rows.get(name)?.element ?? []);
    // Moving an element would take the focus from it.
    if (
      elements.some((element, i) => list.children[i] !== element) ||
      list.children.length !== elements.length
    )
      fill(list, elements);
    for (const name of wanted) rows.get(name)?.update(state);
    say(title, words("inputs.label"));
    say(hint, names.length === 0 ? words("inputs.none") : words("inputs.hint"));
  };

  store.watch(
    ["program", "inputs", "upstream", "rate", "parameters", "problem", "trace", "language", "output"],
    draw,
  );
  store.watch(["focus"], ({ focus, selection }) => {
    if (focus !== "value") return;
    store.set({ focus: "none" });
    const field = rows.get(selection)?.field;
    field?.focus();
    field?.select();
  });
}

/** An output of several elements cannot start from 1. */
function needsUpstream({ upstream, trace, problem }: State): boolean {
  if (upstream !== "" || problem?.errors.some(({ field }) => field === "upstream")) return true;
  const value = trace?.values[trace.output];
  return value !== undefined && sizeOf(value) > 1;
}

function rowFor(name: string, { store }: App): Row {
  const id = `value-${name.trim()}`;
  const label = h("label", { for: id });
  const field = h("textarea", {
    id,
    class: "value-field",
    rows: 1,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-describedby": `${id}-note`,
    oninput: () => write(field.value),
    onkeydown: (event: KeyboardEvent) => nudge(event),
  });
  const note = h("p", { id: `${id}-note`, class: "note" });
  const parameter = h("input", { type: "checkbox", onchange: () => toggle() });
  const kind = h("span", {});
  const box = h("label", { class: "parameter" }, parameter, kind);
  const isInput = name !== UPSTREAM && name !== RATE;
  const element = h("div", { class: "field" }, label, field, isInput ? box : null, note);

  const read = (state: State) =>
    name === UPSTREAM ? state.upstream : name === RATE ? state.rate : (state.inputs[name] ?? "");
  const write = (text: string) => {
    if (name === UPSTREAM) store.set({ upstream: text });
    else if (name === RATE) store.set({ rate: text });
    else store.set({ inputs: { ...store.get().inputs, [name]: text } });
  };

  /** Up and down change a single number by 1, with Shift by a tenth. */
  const nudge = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (event.key === "Escape") field.blur();
    if (event.key === "Enter" && !event.shiftKey && !field.value.includes("[")) event.preventDefault();
    const reading = readValue(field.value);
    if (step === 0 || !reading.ok || typeof reading.value !== "number") return;
    event.preventDefault();
    const by = event.shiftKey ? 0.1 : 1;
    write(writeValue(Number((reading.value + step * by).toPrecision(12))));
  };

  const toggle = () => {
    const { parameters } = store.get();
    store.set({
      parameters: parameter.checked ? [...parameters, name] : parameters.filter((other) => other !== name),
    });
  };

  return {
    element,
    field,
    update(state) {
      const words = wordsOf(state);
      const text = read(state);
      if (field.value !== text) field.value = text;
      field.rows = Math.min(6, text.split("\n").length);
      const wide = /[[\n]/.test(text) || !isInput || hasLongNames(state);
      dress(element, { class: wide ? "field wide" : "field" });
      say(label, labelOf(name, words));
      dress(field, { "aria-label": isInput ? words("inputs.field", { name }) : labelOf(name, words) });
      if (isInput) {
        parameter.checked = state.parameters.includes(name);
        dress(box, { title: words("inputs.parameter", { name }) });
        dress(parameter, { "aria-label": words("inputs.parameter", { name }) });
        say(kind, words("graph.parameter"));
      }
      const fault = faultOf(name, text, state, words);
      dress(field, { "aria-invalid": fault === "" ? null : "true" });
      dress(note, { class: fault === "" ? "note" : "note fault" });
      const told = fault || noteOf(name, state, words);
      if (note.textContent !== told.replaceAll("`", "")) fill(note, prose(told));
    },
  };
}

function hasLongNames({ program }: State): boolean {
  return inputNames(program).some((name) => name.length > LONG_NAME);
}

function labelOf(name: string, words: Translate): string {
  if (name === UPSTREAM) return words("program.upstream");
  return name === RATE ? words("inputs.rate") : name;
}

/** What is wrong with a value: what the page sees at once, else what the service said. */
function faultOf(name: string, text: string, state: State, words: Translate): string {
  const reading = text.trim() === "" ? null : readValue(text);
  if (reading && !reading.ok) return words(reading.problem.key, reading.problem.params);
  const path = FIELDS[name] ?? `inputs.${name}`;
  const entry = state.problem?.errors.find(({ field }) => field === path);
  return entry ? `${entry.message} ${entry.fix}` : "";
}

function noteOf(name: string, state: State, words: Translate): string {
  if (name === UPSTREAM) return words("program.upstream_hint", { z: state.trace?.output ?? "" });
  const shape =
    state.trace?.nodes.find((node) => node.name === name && node.kind !== "operation")?.shape ?? [];
  return shape.length > 0 ? words("inputs.shape", { shape: shapeText(shape) }) : "";
}
