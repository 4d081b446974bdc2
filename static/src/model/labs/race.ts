/** The race: which nets, how much work each lane has, and what is asked before it begins. Pure. */

import type { RaceRequest } from "../../wire/race.ts";
import { choice, type Values } from "../fields.ts";
import type { Slip } from "./answer.ts";

export const NETS = ["3-3-3", "16-8-4", "784-50-10"] as const;
export type Net = (typeof NETS)[number];

export const RACE_FIELDS = {
  net: choice("net", NETS, "784-50-10"),
  /** Whether the question before the start is still open. */
  ask: choice("ask", ["open", "done"], "open"),
} as const;

export type RaceSettings = Values<typeof RACE_FIELDS>;

/** ready: not begun; ended: by itself; cancelled: by the reader; lost: nobody answers any more. */
export type Phase = "ready" | "running" | "ended" | "cancelled" | "lost";

/** Seconds that the numerical lane may run, and samples of its batch. */
const PATIENCE = 10;
const BATCH = 10;

export function requestOf({ net }: RaceSettings): RaceRequest {
  const [input_size, hidden_size, output_size] = sizesOf(net);
  return {
    kind: "efficiency",
    input_size,
    hidden_size,
    output_size,
    batch_size: BATCH,
    seed: 0,
    seconds: PATIENCE,
  };
}

function sizesOf(net: Net): [number, number, number] {
  return net.split("-").map(Number) as [number, number, number];
}

/** Weights and biases of both layers. */
export function parametersOf(net: Net): number {
  const [inputs, hidden, outputs] = sizesOf(net);
  return inputs * hidden + hidden + hidden * outputs + outputs;
}

/** Each parameter is moved up and down. */
export function evaluationsOf(net: Net): number {
  return 2 * parametersOf(net);
}

export type RaceSlip = "once" | "pair" | "other";

export function slipsOf(net: Net): readonly Slip<RaceSlip>[] {
  return [
    { value: parametersOf(net), said: "once" },
    { value: 2, said: "pair" },
  ];
}

/** 79,520 in every language. */
export function counted(n: number): string {
  return n.toLocaleString("en");
}

/** How many times as long, in three figures. */
export function rounded(ratio: number): string {
  return counted(Number(ratio.toPrecision(3)));
}

export type Unit = "us" | "ms" | "s" | "minute";

const UNITS: readonly (readonly [unit: Unit, seconds: number, below: number])[] = [
  ["us", 1e-6, 1e-3],
  ["ms", 1e-3, 1],
  ["s", 1, 120],
  ["minute", 60, Number.POSITIVE_INFINITY],
];

/** A time in the unit that suits it. */
export function timed(seconds: number): { readonly amount: number; readonly unit: Unit } {
  const [unit, size] = UNITS.find(([, , below]) => seconds < below) ?? (["minute", 60] as const);
  return { amount: seconds / size, unit };
}
