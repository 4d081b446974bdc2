/** How much of a gradient is left after many layers: two runs, what is asked for them, and what is asked of the reader. */

import type { Chain, ChainRequest, WideNet, WideRequest } from "../../wire/labs.ts";
import { decodeNumber } from "../../wire/numbers.ts";
import { choice, type Values } from "../fields.ts";
import type { Slip } from "./answer.ts";
import { group, number } from "./settings.ts";

/** The service knows them by these names. */
export const ACTIVATIONS = ["sigmoid", "tanh", "relu", "none"] as const;
export const INITS = ["own", "xavier", "he"] as const;
export const LANES = ["a", "b"] as const;

export const BOUNDS = {
  depth: { min: 1, max: 20, whole: true },
  weight: { min: 0.1, max: 8 },
  scale: { min: 0.001, max: 4 },
  width: { min: 1, max: 256, whole: true },
  batch: { min: 1, max: 256, whole: true },
  seed: { min: 0, max: 1_000_000, whole: true },
} as const;

const lane = (activation: (typeof ACTIVATIONS)[number]) => ({
  activation: choice("f", ACTIVATIONS, activation),
  depth: number("depth", 5, BOUNDS.depth),
  weight: number("w", 1, BOUNDS.weight),
  init: choice("init", INITS, "xavier"),
  /** Of the weights, where no rule says it. */
  scale: number("scale", 0.1, BOUNDS.scale),
});

export const VANISHING_FIELDS = {
  view: choice("view", ["chain", "wide"], "chain"),
  /** The question that is open. */
  ask: choice("ask", ["1", "2", "3", "done"], "1"),
  a: group("a", lane("sigmoid")),
  b: group("b", lane("tanh")),
  width: number("width", 64, BOUNDS.width),
  batch: number("batch", 32, BOUNDS.batch),
  seed: number("seed", 0, BOUNDS.seed),
} as const;

export type VanishingSettings = Values<typeof VANISHING_FIELDS>;
export type Lane = VanishingSettings["a"];
export type LaneName = (typeof LANES)[number];

export function chainRequestOf({ activation, depth, weight }: Lane): ChainRequest {
  return { activation, depth, weight };
}

export function wideRequestOf(
  { activation, depth, init, scale }: Lane,
  { width, batch, seed }: VanishingSettings,
): WideRequest {
  return { activation, depth, width, batch, seed, init: init === "own" ? scale : init };
}

/** |∂a_n/∂a_k| for k from 0, the input, to n. */
export function gradientsOf({ layers }: Chain): number[] {
  return [...layers.map(({ gradient }) => decodeNumber(gradient)), 1];
}

/** What each of them cannot exceed: of k layers, the k-th part of the bound in the exponent. null: there is no bound. */
export function boundsOf({ layers, bound }: Chain): number[] | null {
  if (bound === null) return null;
  const most = decodeNumber(bound) ** (1 / layers.length);
  return [...layers.map((_, k) => most ** (layers.length - k)), 1];
}

/** Below this a size is as good as none. */
export const LEAST = 1e-300;

/** What becomes of a gradient. */
export type Fate = "vanishes" | "survives" | "explodes";

export function fateOf(gradient: number): Fate {
  return gradient < 0.01 ? "vanishes" : gradient > 10 ? "explodes" : "survives";
}

/** The powers of ten that hold all of `values`, and 1 with a decade on either side of it. */
export function spanOf(values: readonly number[]): readonly [number, number] {
  const sizes = values.filter((value) => value >= LEAST && Number.isFinite(value));
  const low = Math.floor(Math.log10(Math.min(0.1, ...sizes)));
  const high = Math.ceil(Math.log10(Math.max(1, ...sizes)));
  return [10 ** low, 10 ** (high === 0 ? 0.4 : high + 0.4)];
}

export type WideMeasure = "activation_std" | "gradient_norm";

export function measureOf({ layers }: WideNet, measure: WideMeasure): number[] {
  return layers.map((layer) => decodeNumber(layer[measure]));
}

/** null where nothing saturates. */
export function saturatedOf({ layers }: WideNet): number[] | null {
  const shares = layers.map(({ share_saturated: share }) => (share === null ? null : decodeNumber(share)));
  return shares.every((share) => share !== null) ? shares : null;
}

// ----- what is asked before it is shown -----

export type SlipName = "added" | "one_layer" | "no_weight" | "saturates" | "other";

export interface Question {
  readonly id: "bound" | "larger" | "explode";
  readonly lanes: Readonly<Record<LaneName, Partial<Lane>>>;
  /** The number to be typed, or which of two choices is right. */
  readonly truth: (a: Chain, b: Chain) => number;
  readonly slips: readonly Slip<SlipName>[];
  /** What is said to any other answer. */
  readonly other: SlipName;
  readonly choices?: readonly ["more", "less"];
}

export const QUESTIONS: readonly Question[] = [
  {
    id: "bound",
    lanes: {
      a: { activation: "sigmoid", depth: 5, weight: 1 },
      b: { activation: "tanh", depth: 5, weight: 1 },
    },
    truth: ({ bound }) => decodeNumber(bound ?? "NaN"),
    slips: [
      { value: 5 * 0.25, said: "added" },
      { value: 0.25, said: "one_layer" },
    ],
    other: "other",
  },
  {
    id: "larger",
    lanes: {
      a: { activation: "sigmoid", depth: 10, weight: 1 },
      b: { activation: "sigmoid", depth: 10, weight: 8 },
    },
    truth: (a, b) => (decodeNumber(b.gradient) > decodeNumber(a.gradient) ? 0 : 1),
    slips: [],
    other: "saturates",
    choices: ["more", "less"],
  },
  {
    id: "explode",
    lanes: {
      a: { activation: "relu", depth: 10, weight: 1 },
      b: { activation: "relu", depth: 10, weight: 1.5 },
    },
    truth: (_, { gradient }) => decodeNumber(gradient),
    slips: [
      { value: 10 * 1.5, said: "added" },
      { value: 1.5, said: "one_layer" },
      { value: 1, said: "no_weight" },
    ],
    other: "other",
  },
];

/** The one that is open; null when all are answered. */
export function questionOf({ ask }: VanishingSettings): Question | null {
  return QUESTIONS[Number(ask) - 1] ?? null;
}

export function after({ ask }: VanishingSettings): VanishingSettings["ask"] {
  return ask === "1" ? "2" : ask === "2" ? "3" : "done";
}
