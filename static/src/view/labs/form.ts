/** The settings of a lab as a form: each control writes its field when what is typed fits, and says so when not. */

import { type Bounds, within } from "../../model/labs/settings.ts";
import type { Store } from "../../model/store.ts";
import type { Key, Translate } from "../../text/i18n.ts";
import { formatNumber } from "../../text/numbers.ts";
import { dress, h, say } from "../dom.ts";

/** The fields of `S` that hold a `T`. */
type Of<S, T> = { [K in keyof S & string]: S[K] extends T ? K : never }[keyof S & string];

let made = 0;

/** A field for a number within `bounds`. */
export function numberField<S extends object>(
  settings: Store<S>,
  words: Translate,
  name: Of<S, number>,
  label: Key,
  bounds: Bounds,
): HTMLElement {
  const id = `field-${++made}`;
  const fault = h("p", { class: "field-fault", id: `${id}-fault` });
  const input = h("input", {
    id,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "data-field": name,
    "aria-describedby": `${id}-fault`,
  });
  input.addEventListener("input", () => {
    const value = input.value.trim() === "" ? Number.NaN : Number(input.value.trim().replace("−", "-"));
    const fits = within(value, bounds);
    const range = { min: formatNumber(bounds.min), max: formatNumber(bounds.max) };
    say(fault, fits ? "" : words(bounds.whole ? "labs.form.whole" : "labs.form.range", range));
    dress(input, { "aria-invalid": fits ? null : "true" });
    if (fits) settings.set({ [name]: value } as unknown as Partial<S>);
  });
  settings.watch([name], (state) => {
    if (document.activeElement === input && Number(input.value) === (state[name] as number)) return;
    input.value = String(state[name]);
    say(fault, "");
    dress(input, { "aria-invalid": null });
  });
  return h("div", { class: "field" }, h("label", { for: id }, words(label)), input, fault);
}

/** A field for a number, and a slider beside it. `curved`: the slider moves by ratios. */
export function sliderField<S extends object>(
  settings: Store<S>,
  words: Translate,
  name: Of<S, number>,
  label: Key,
  bounds: Bounds,
  { step, curved = false }: { readonly step: number; readonly curved?: boolean },
): HTMLElement {
  const field = numberField(settings, words, name, label, bounds);
  const [to, from] = curved ? [Math.log10, (x: number) => 10 ** x] : [(x: number) => x, (x: number) => x];
  const slider = h("input", {
    type: "range",
    min: to(bounds.min),
    max: to(bounds.max),
    step: curved ? "any" : step,
    "data-slider": name,
    "aria-label": words(label),
    oninput: () => {
      const value = Math.max(bounds.min, Math.min(bounds.max, from(Number(slider.value))));
      settings.set({
        [name]: Number((Math.round(value / step) * step).toPrecision(6)),
      } as unknown as Partial<S>);
    },
  });
  settings.watch([name], (state) => {
    const value = state[name] as number;
    if (Math.abs(from(Number(slider.value)) - value) > step / 2) slider.value = String(to(value));
    dress(slider, { "aria-valuetext": formatNumber(value) });
  });
  field.classList.add("with-slider");
  field.querySelector("input")?.after(slider);
  return field;
}

/** Some buttons of which one is pressed. `options`: each value with its text. */
export function choiceField<S extends object, T extends string>(
  settings: Store<S>,
  words: Translate,
  name: Of<S, T>,
  label: Key,
  options: readonly (readonly [value: T, text: string])[],
): HTMLElement {
  const buttons = options.map(([value, text]) =>
    h(
      "button",
      {
        type: "button",
        class: "button text",
        "data-field": name,
        "data-value": value,
        onclick: () => settings.set({ [name]: value } as unknown as Partial<S>),
      },
      text,
    ),
  );
  settings.watch([name], (state) => {
    for (const [i, [value]] of options.entries())
      if (buttons[i]) dress(buttons[i], { "aria-pressed": String(state[name] === value) });
  });
  return h(
    "div",
    { class: "field", role: "group", "aria-label": words(label) },
    h("span", { class: "field-name", "aria-hidden": "true" }, words(label)),
    h("div", { class: "segments" }, ...buttons),
  );
}
