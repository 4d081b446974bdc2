/** Two traces on one clock: which stop answers to which, which node to which, and how far their numbers are apart. */

import type { Value } from "../../wire/numbers.ts";
import { isTensor } from "../../wire/numbers.ts";
import { timelineIn } from "../derived.ts";
import { choice, place, text } from "../fields.ts";
import type { Frame, NodeFrame } from "../frame.ts";
import type { State } from "../session.ts";
import { DEFAULTS, type Settings, writeAddress } from "../state.ts";
import { samePlace } from "../stops.ts";
import type { Store } from "../store.ts";
import { PACES } from "./training.ts";

export const KINDS = ["traces", "runs"] as const;
export type Kind = (typeof KINDS)[number];

/** Written as a branch and without one: the chapter's question of §3.3. */
const FACTORED = ["f = x * y + x", "f = x * (y + 1)"].map((program) =>
  traceAddress({ ...DEFAULTS, program, inputs: { x: "3", y: "-4" } }),
);

export const COMPARE_FIELDS = {
  kind: choice("kind", KINDS, "traces"),
  /** Each the part of a workbench's address after `#`. */
  a: text("a", FACTORED[0] ?? ""),
  b: text("b", FACTORED[1] ?? ""),
  place: place("step"),
  /** Each the part of a training page's address. The net without a good start, and with one. */
  run_a: text("run-a", "seed=1"),
  run_b: text("run-b", "init=he&seed=1"),
  pace: choice("pace", PACES, "full"),
} as const;

export function traceAddress(settings: Settings): string {
  return writeAddress(settings, DEFAULTS, ["program", "inputs"]);
}

/** A node of either trace, and the one of the other that is the same to a reader: it has the same key. */
export interface Pair {
  readonly key: string;
  readonly a: NodeFrame | null;
  readonly b: NodeFrame | null;
}

/** The nodes that have a name or a gradient, in the order of the first trace, then those that only the second has. */
export function paired(a: Frame | null, b: Frame | null): Pair[] {
  const [left, right] = [byKey(a), byKey(b)];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys.map((key) => ({ key, a: left.get(key) ?? null, b: right.get(key) ?? null }));
}

function byKey(frame: Frame | null): Map<string, NodeFrame> {
  const told = (frame?.nodes ?? []).filter(({ node }) => node.kind !== "constant");
  return new Map(told.map((each) => [each.node.key, each]));
}

/** The number that a reader may see of a gradient now. */
export function gradientSeen({ gradient }: NodeFrame): Value | null {
  return gradient.kind === "whole" || gradient.kind === "partial" ? gradient.value : null;
}

/** b − a; of tensors the element that differs most. null: not to be told, or of different shapes. */
export function difference(a: Value | null, b: Value | null): number | null {
  if (a === null || b === null) return null;
  if (!isTensor(a) || !isTensor(b)) return isTensor(a) || isTensor(b) ? null : apart(a, b);
  if (a.shape.join() !== b.shape.join()) return null;
  let most = 0;
  for (let i = 0; i < a.data.length; i++) {
    const gap = apart(a.data[i] ?? 0, b.data[i] ?? 0);
    if (Number.isNaN(gap)) return gap;
    if (Math.abs(gap) > Math.abs(most)) most = gap;
  }
  return most;
}

/** The same infinity is no distance. */
function apart(a: number, b: number): number {
  return Object.is(a, b) ? 0 : b - a;
}

/** Whoever is stepped takes the other along, to the same step of the same node, else as far into the phase. */
export function linkCursors(a: Store<State>, b: Store<State>): void {
  let leading = false;
  const lead = (from: Store<State>, to: Store<State>) => {
    const [before, after] = [timelineIn(from.get()), timelineIn(to.get())];
    if (leading || !before || !after) return;
    const step = samePlace(before, from.get().step, after);
    leading = true;
    if (step !== to.get().step) to.set({ step, playing: false });
    leading = false;
  };
  a.watch(["step", "trace"], () => lead(a, b));
  // A new trace comes to where the first stands.
  b.watch(["step", "trace"], (now, before) =>
    now === before || now.trace !== before.trace ? lead(a, b) : lead(b, a),
  );
}
