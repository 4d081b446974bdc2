/** The settings of a training run: in the address, on the form, and as the request that they are. */

import type { TrainingRequest } from "../../wire/runs.ts";
import { choice, text, type Values } from "../fields.ts";
import { type COMMON, number } from "./settings.ts";

/** The built-in data set. */
export const DIGITS = "digits";
export const ACTIVATIONS = ["relu", "sigmoid"] as const;
export const INITS = ["normal", "xavier", "he"] as const;
/** Updates a second; the first is no bound. */
export const PACES = ["full", "50", "10", "2"] as const;
export const TABS = ["settings", "curves", "digits", "draw", "units"] as const;
export type Tab = (typeof TABS)[number];

/** Every number that a run can be begun with, in the order of the form. */
const NUMBERS = {
  hidden_size: number("hidden", 50, { min: 1, max: 1000, whole: true }),
  epochs: number("epochs", 20, { min: 1, max: 10_000, whole: true }),
  batch_size: number("batch", 100, { min: 1, max: 10_000, whole: true }),
  rate: number("rate", 0.1, { min: 0, max: 1000 }),
  momentum: number("momentum", 0, { min: 0, max: 0.999 }),
  weight_decay: number("decay", 0, { min: 0, max: 1 }),
  seed: number("seed", 0, { min: 0, max: 2 ** 31 - 1, whole: true }),
};

export const SCALE = number("scale", 0.01, { min: 0, max: 100 });

/** What makes a run what it is. */
export const RECIPE = {
  data: text("data", DIGITS, 64),
  activation: choice("f", ACTIVATIONS, "relu"),
  init: choice("init", INITS, "normal"),
  scale: SCALE,
  ...NUMBERS,
};

export const TRAINING = {
  ...RECIPE,
  pace: choice("pace", PACES, "full"),
  run: text("run", "", 64),
  tab: choice("tab", TABS, "settings"),
  wrong: choice("wrong", ["off", "on"], "off"),
  page: number("page", 1, { min: 1, max: 100_000, whole: true }),
  /** The test digit that is looked at; none below 0. */
  digit: number("digit", -1, { min: -1, max: 10_000_000, whole: true }),
  unit: number("unit", 1, { min: 1, max: 1000, whole: true }),
};

export type Recipe = Values<typeof RECIPE>;
export type TrainingSettings = Values<typeof TRAINING & typeof COMMON>;
export type NumberName = keyof typeof NUMBERS;

export const NUMBER_FIELDS = Object.entries(NUMBERS).map(([name, { bounds }]) => ({
  name: name as NumberName,
  bounds,
}));

export function requestOf(settings: Recipe & Pick<TrainingSettings, "pace">): TrainingRequest {
  const { data, activation, init, scale, pace } = settings;
  const numbers = Object.fromEntries(NUMBER_FIELDS.map(({ name }) => [name, settings[name]]));
  return {
    kind: "training",
    data,
    activation,
    weight_init: init === "normal" ? scale : init,
    ...(numbers as Pick<Recipe, NumberName>),
    updates_per_second: paceOf(pace),
    paused: false,
  };
}

/** What the form says for a request. */
export function recipeOf(request: TrainingRequest): Recipe {
  const { data, activation, weight_init } = request;
  const numbers = Object.fromEntries(NUMBER_FIELDS.map(({ name }) => [name, request[name]]));
  return {
    data,
    activation: activation as Recipe["activation"],
    init: typeof weight_init === "number" ? "normal" : weight_init,
    scale: typeof weight_init === "number" ? weight_init : SCALE.initial,
    ...(numbers as Pick<Recipe, NumberName>),
  };
}

/** Whether the form asks for another run than this one. */
export function differs(settings: Recipe, request: TrainingRequest): boolean {
  const own = requestOf({ ...settings, pace: "full" });
  const names = [...NUMBER_FIELDS.map(({ name }) => name), "data", "activation", "weight_init"] as const;
  return names.some((name) => own[name] !== request[name]);
}

export function paceOf(pace: TrainingSettings["pace"]): number | null {
  return pace === "full" ? null : Number(pace);
}
