/** The settings of the next run: ready ones, each number, the data; and the question before the start. */

import {
  ACTIVATIONS,
  INITS,
  NUMBER_FIELDS,
  recipeOf,
  SCALE,
  type TrainingSettings,
} from "../../../model/labs/training.ts";
import type { Preset, TrainingRequest } from "../../../wire/runs.ts";
import { dress, fill, h, say } from "../../dom.ts";
import { choiceField, numberField } from "../form.ts";
import { mountData } from "./data.ts";
import { mountGuess } from "./guess.ts";
import type { TrainPage } from "./page.ts";
import type { Part } from "./tabs.ts";

export function mountSettings(page: TrainPage): Part {
  const { settings, training, words } = page;
  const scale = numberField(settings, words, "scale", "labs.train.field.scale", SCALE.bounds);
  settings.watch(["init"], ({ init }) => {
    scale.hidden = init !== "normal";
  });
  const form = h(
    "form",
    { class: "form recipe" },
    choiceField(
      settings,
      words,
      "activation",
      "labs.train.field.activation",
      ACTIVATIONS.map((name) => [name, words(`labs.train.activation.${name}`)] as const),
    ),
    choiceField(
      settings,
      words,
      "init",
      "labs.train.field.init",
      INITS.map((name) => [name, words(`labs.train.init.${name}`)] as const),
    ),
    scale,
    ...NUMBER_FIELDS.map(({ name, bounds }) =>
      numberField(settings, words, name, `labs.train.field.${name}`, bounds),
    ),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  const summary = h("p", { class: "recipe-summary" });
  const toggle = h("button", {
    type: "button",
    class: "button text outlined",
    "aria-controls": "recipe",
    "data-toggle": "recipe",
  });
  const body = h("div", { class: "recipe-body", id: "recipe" }, mountPresets(page), form, mountData(page));
  const element = h(
    "section",
    { class: "panel settings" },
    mountGuess(page),
    h("div", { class: "recipe-head" }, h("h2", {}, words("labs.train.tab.settings")), summary, toggle),
    body,
  );

  /** Folded where the curves want the room; behind a tab of their own they are always open. */
  let open: boolean | null = null;
  const fold = () => {
    const unfolded = open ?? training.get().run === null;
    dress(element, { "data-open": String(unfolded) });
    dress(toggle, { "aria-expanded": String(unfolded) });
    say(toggle, words(unfolded ? "labs.train.fold" : "labs.train.change"));
  };
  toggle.addEventListener("click", () => {
    open = !(open ?? training.get().run === null);
    fold();
  });
  training.watch(["run"], fold);
  const sum = () => say(summary, summaryOf(settings.get(), page));
  settings.subscribe(sum);
  page.data.watch(["set"], sum);
  return { element };
}

/** `784–50–10, ReLU, 20 epochs, …` */
function summaryOf(settings: TrainingSettings, { data, words }: TrainPage): string {
  const { hidden_size, activation, epochs, batch_size: batch, rate, seed } = settings;
  const { set } = data.get();
  const sizes = set?.rows && set.columns ? [set.rows * set.columns, hidden_size, set.classes] : [hidden_size];
  return words("labs.train.summary", {
    sizes: sizes.join("–"),
    activation: words(`labs.train.activation.${activation}`),
    epochs,
    batch,
    rate,
    seed,
  });
}

/** They come from the service, which has found them; without it there are the chapter's, the defaults. */
function mountPresets({ settings, runs, options, words }: TrainPage): HTMLElement {
  const buttons = h("div", { class: "segments" });
  const goal = h("p", { class: "hint" });
  const element = h(
    "div",
    { class: "presets", role: "group", "aria-label": words("labs.train.presets"), hidden: true },
    h("span", { class: "field-name", "aria-hidden": "true" }, words("labs.train.presets")),
    buttons,
    goal,
  );
  const mark = (presets: readonly Ready[]) => {
    const now = settings.get();
    const at = presets.findIndex(({ recipe }) =>
      Object.entries(recipe).every(([name, value]) => now[name as keyof TrainingSettings] === value),
    );
    for (const [i, button] of [...buttons.children].entries())
      dress(button, { "aria-pressed": String(i === at) });
    say(goal, presets[at]?.goal ?? "");
  };
  void runs.presets(options).then((reply) => {
    if (reply.kind !== "answer") return;
    const presets = reply.value.flatMap(readied);
    fill(
      buttons,
      presets.map(({ slug, title, recipe }) =>
        h(
          "button",
          { type: "button", class: "button text", "data-preset": slug, onclick: () => settings.set(recipe) },
          title,
        ),
      ),
    );
    element.hidden = false;
    settings.subscribe(() => mark(presets));
    mark(presets);
  });
  return element;
}

interface Ready extends Pick<Preset, "slug" | "title" | "goal"> {
  readonly recipe: Partial<TrainingSettings>;
}

/** What a preset says for the form; it leaves the data as they are. */
function readied({ slug, title, goal, request }: Preset): Ready[] {
  if (request.kind !== "training") return [];
  const { data: _, ...recipe } = recipeOf(request as TrainingRequest);
  return [{ slug, title, goal, recipe }];
}
