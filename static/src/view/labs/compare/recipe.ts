/** The settings of one of two runs, kept in the address as the training page would keep them. */

import { readSettings, writeSettings } from "../../../model/labs/settings.ts";
import {
  ACTIVATIONS,
  INITS,
  NUMBER_FIELDS,
  RECIPE,
  type Recipe,
  SCALE,
} from "../../../model/labs/training.ts";
import { createStore } from "../../../model/store.ts";
import { dress, h } from "../../dom.ts";
import { choiceField, numberField } from "../form.ts";
import type { CompareLab } from "./lab.ts";

export interface RecipeForm {
  readonly element: HTMLElement;
  get(): Recipe;
}

export function makeRecipe(
  { settings, words }: CompareLab,
  side: "run_a" | "run_b",
  name: string,
): RecipeForm {
  const recipe = createStore<Recipe>(readSettings(RECIPE, settings.get()[side]));
  let written = settings.get()[side];
  const open = h("a", { class: "link" }, words("labs.compare.open_run"));
  recipe.watch(Object.keys(RECIPE) as (keyof Recipe)[], (now) => {
    written = writeSettings(RECIPE, now);
    settings.set({ [side]: written });
    dress(open, { href: `/train?lang=${document.documentElement.lang}#${written}` });
  });
  settings.watch([side], (now) => {
    if (now[side] !== written) recipe.set(readSettings(RECIPE, now[side]));
  });
  const scale = numberField(recipe, words, "scale", "labs.train.field.scale", SCALE.bounds);
  recipe.watch(["init"], ({ init }) => {
    scale.hidden = init !== "normal";
  });
  const element = h(
    "section",
    { class: "pane", "data-side": name, "aria-labelledby": `run-${name}` },
    h(
      "div",
      { class: "pane-head" },
      h("h2", { id: `run-${name}` }, words("labs.compare.run", { side: name })),
      open,
    ),
    h(
      "div",
      { class: "form pane-form" },
      choiceField(
        recipe,
        words,
        "activation",
        "labs.train.field.activation",
        ACTIVATIONS.map((each) => [each, words(`labs.train.activation.${each}`)] as const),
      ),
      choiceField(
        recipe,
        words,
        "init",
        "labs.train.field.init",
        INITS.map((each) => [each, words(`labs.train.init.${each}`)] as const),
      ),
      scale,
      ...NUMBER_FIELDS.map(({ name: field, bounds }) =>
        numberField(recipe, words, field, `labs.train.field.${field}`, bounds),
      ),
    ),
  );
  return { element, get: recipe.get };
}
