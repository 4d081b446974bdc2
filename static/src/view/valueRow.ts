/** One value: its name to be dragged, its text to be typed or its cells, what is wrong with it, whether it is a parameter. */

import { inputNames } from "../model/program.ts";
import type { State } from "../model/session.ts";
import type { Translate } from "../text/i18n.ts";
import { formatNumber } from "../text/numbers.ts";
import { readValue, writeValue } from "../text/values.ts";
import { fromNested, isTensor, shapeText } from "../wire/numbers.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h, prose, say } from "./dom.ts";
import type { Grid } from "./grid.ts";
import { icon } from "./icons.ts";

/** What drags and cells need, fetched after the first picture. */
export type HandCode = typeof import("./hands.ts");

/** Longer texts are told in a summary: a page that holds tens of thousands of numbers as text cannot be moved. */
const LARGE = 4000;

/** With a longer name among them, all names stand above their fields. */
const LONG_NAME = 8;

export interface ValueRow {
  readonly element: HTMLElement;
  update(state: State): void;
  focus(): void;
  letDrag(code: HandCode): void;
}

/** Rows that are no inputs; no input has a space in its name. */
export const UPSTREAM = " upstream";
export const RATE = " rate";
const FIELDS: Readonly<Record<string, string>> = { [UPSTREAM]: "upstream", [RATE]: "update.rate" };

export function valueRow(name: string, { store }: App, code: () => HandCode | null): ValueRow {
  const id = `value-${name.trim()}`;
  const called = h("span", {});
  const label = h("label", { for: id, class: "value-name" }, called);
  const field = h("textarea", {
    id,
    class: "value-field",
    rows: 1,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-describedby": `${id}-note`,
    oninput: () => {
      if (replacing && field.value === "") return;
      replacing = false;
      write(field.value);
    },
    onkeydown: (event: KeyboardEvent) => nudge(event),
    onpaste: (event: ClipboardEvent) => paste(event),
    onblur: () => {
      replacing = false;
      show(store.get());
    },
  });
  const note = h("p", { id: `${id}-note`, class: "note" });
  const parameter = h("input", { type: "checkbox", onchange: () => toggle() });
  const kind = h("span", {});
  const box = h("label", { class: "parameter" }, parameter, kind);
  const isInput = name !== UPSTREAM && name !== RATE;
  const cells = h("div", { class: "value-cells", hidden: true });
  const toCells = h(
    "button",
    { type: "button", class: "button small", onclick: () => asCells() },
    icon("cells"),
  );
  const summary = h("p", { class: "value-summary" });
  const replace = h("button", { type: "button", class: "button outlined", onclick: () => asNew() });
  const large = h("div", { class: "value-large", hidden: true }, summary, replace);
  const element = h(
    "div",
    { class: "field" },
    label,
    field,
    cells,
    large,
    toCells,
    isInput ? box : null,
    note,
  );
  let grid: Grid | null = null;
  /** The reader prefers the text, of a value that has cells. */
  let asText = false;
  let replacing = false;

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

  /** A pasted block takes the place of the whole value. */
  const paste = (event: ClipboardEvent) => {
    const block = code()?.blockOf(event.clipboardData?.getData("text/plain") ?? "");
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!block || block.rows.flat().length < 2 || !whole || !isInput) return;
    event.preventDefault();
    write(code()?.textOf(block) ?? "");
    asCells();
  };

  const asCells = () => {
    asText = false;
    field.blur();
    show(store.get());
    grid?.focus();
  };

  /** The cells of a value that has some, unless its text is being typed; the keyboard is never taken away. */
  const showCells = (text: string, state: State): boolean => {
    const hands = isInput ? code() : null;
    const found = hands?.cellsOf(text) ?? null;
    const typing = field === document.activeElement;
    toCells.hidden = !asText || found === null;
    if (hands && found && !asText && !typing) {
      if (!grid) {
        grid = hands.makeGrid({ name, note: note.id, write, asText: () => asTyped() });
        grid.element.addEventListener("focusout", () => setTimeout(() => show(store.get())));
        fill(cells, [grid.element]);
      }
      grid.show(found, wordsOf(state));
      return true;
    }
    return grid?.hasFocus() === true && !asText;
  };

  const asTyped = () => {
    asText = true;
    show(store.get());
    field.focus();
  };

  /** An empty field, for a value to be pasted in the place of a large one. */
  const asNew = () => {
    replacing = true;
    show(store.get());
    field.focus();
  };

  /** Of a value of very many numbers its shape and range stand for them, unless another is being pasted. */
  const showLarge = (text: string, words: Translate): boolean => {
    const told = text.length > LARGE ? summaryOf(text, words) : null;
    replacing &&= told !== null;
    const shown = told !== null && !replacing;
    large.hidden = !shown;
    say(summary, told ?? "");
    say(replace, words("inputs.replace", { name }));
    dress(field, { placeholder: replacing ? words("inputs.replacing", { name }) : null });
    return shown;
  };

  const toggle = () => {
    const { parameters } = store.get();
    store.set({
      parameters: parameter.checked ? [...parameters, name] : parameters.filter((other) => other !== name),
    });
  };

  const show = (state: State) => {
    const words = wordsOf(state);
    const text = read(state);
    const isLarge = showLarge(text, words);
    const typed = isLarge || replacing ? "" : text;
    if (field.value !== typed) field.value = typed;
    const inCells = !isLarge && !replacing && showCells(text, state);
    if (isLarge || replacing) toCells.hidden = true;
    cells.hidden = !inCells;
    field.hidden = inCells || isLarge;
    field.rows = Math.min(6, typed.split("\n").length);
    const wide = /[[\n]/.test(text) || !isInput || hasLongNames(state);
    dress(element, { class: wide ? "field wide" : "field" });
    say(called, labelOf(name, words));
    dress(label, { title: number(text) === null ? null : words("inputs.drag", { name }) });
    dress(toCells, {
      title: words("inputs.as_cells", { name }),
      "aria-label": words("inputs.as_cells", { name }),
    });
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
    const told = fault || (inCells ? "" : noteOf(name, state, words));
    if (note.textContent !== told.replaceAll("`", "")) fill(note, prose(told));
  };

  return {
    element,
    update: show,
    focus() {
      if (!field.hidden) field.select();
      if (field.hidden) grid?.focus();
      else field.focus();
    },
    letDrag(code) {
      const handle = {
        read: () => number(read(store.get())),
        write: (x: number) => write(writeValue(x)),
      };
      code.letDrag(label, () => (handle.read() === null ? null : handle));
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

/** `784×50`, and from where to where its numbers go; null where the text cannot be read. */
function summaryOf(text: string, words: Translate): string | null {
  const known = summaries.get(words)?.get(text);
  if (known !== undefined) return known;
  const reading = readValue(text);
  const value = reading.ok ? fromNested(reading.value) : null;
  if (value === null || !isTensor(value)) return null;
  let [min, max] = [Infinity, -Infinity];
  for (const x of value.data) [min, max] = [Math.min(min, x), Math.max(max, x)];
  const range = { min: formatNumber(min), max: formatNumber(max) };
  const told = words("inputs.large", { n: value.data.length, ...range });
  const all = summaries.get(words) ?? new Map<string, string>();
  summaries.set(words, all.size < MOST_SUMMARIES ? all.set(text, told) : new Map([[text, told]]));
  return told;
}

const summaries = new WeakMap<Translate, Map<string, string>>();
const MOST_SUMMARIES = 12;

/** What is wrong with a value: what the page sees at once, else what the service said. */
function faultOf(name: string, text: string, state: State, words: Translate): string {
  const reading =
    text.trim() === "" || (text.length > LARGE && summaryOf(text, words)) ? null : readValue(text);
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

/** The number that a text says; null where it says none. */
function number(text: string): number | null {
  if (text.length > LARGE) return null;
  const reading = text.trim() === "" ? null : readValue(text);
  return reading?.ok && typeof reading.value === "number" ? reading.value : null;
}
