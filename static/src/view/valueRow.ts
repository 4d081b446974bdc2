/** One value: its name to be dragged, its text to be typed or its cells, what is wrong with it, whether it is a parameter. */

import { inputNames } from "../model/program.ts";
import type { State } from "../model/session.ts";
import type { Translate } from "../text/i18n.ts";
import { readValue, writeValue } from "../text/values.ts";
import { shapeText } from "../wire/numbers.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h, prose, say } from "./dom.ts";
import type { Grid } from "./grid.ts";
import { icon } from "./icons.ts";

/** What drags and cells need, fetched after the first picture. */
export type HandCode = typeof import("./hands.ts");

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
  const label = h("label", { for: id, class: "value-name" });
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
    onpaste: (event: ClipboardEvent) => paste(event),
    onblur: () => show(store.get()),
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
  const element = h("div", { class: "field" }, label, field, cells, toCells, isInput ? box : null, note);
  let grid: Grid | null = null;
  /** The reader prefers the text, of a value that has cells. */
  let asText = false;

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

  const toggle = () => {
    const { parameters } = store.get();
    store.set({
      parameters: parameter.checked ? [...parameters, name] : parameters.filter((other) => other !== name),
    });
  };

  const show = (state: State) => {
    const words = wordsOf(state);
    const text = read(state);
    if (field.value !== text) field.value = text;
    const inCells = showCells(text, state);
    cells.hidden = !inCells;
    field.hidden = inCells;
    field.rows = Math.min(6, text.split("\n").length);
    const wide = /[[\n]/.test(text) || !isInput || hasLongNames(state);
    dress(element, { class: wide ? "field wide" : "field" });
    say(label, labelOf(name, words));
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

/** The number that a text says; null where it says none. */
function number(text: string): number | null {
  const reading = text.trim() === "" ? null : readValue(text);
  return reading?.ok && typeof reading.value === "number" ? reading.value : null;
}
