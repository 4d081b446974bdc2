/** What is to be seen at one moment, without any place or colour. */

import type { Edge, Node, Trace, Value } from "../wire/trace.ts";
import type { Stop } from "./stops.ts";

/**
 * none: there is no gradient here, or not yet a value; unknown: not computed yet (never drawn as 0);
 * partial: `have` of `need` contributions have arrived.
 */
export type Gradient =
  | { readonly kind: "none" }
  | { readonly kind: "unknown" }
  | { readonly kind: "partial"; readonly value: Value; readonly have: number; readonly need: number }
  | { readonly kind: "whole"; readonly value: Value };

/** current: the step is named for it; along: it acts in the same layer. */
export type Status = "todo" | "current" | "along" | "done";

/** Of a value or a gradient that is gone through element by element. */
export interface Cells {
  readonly of: "value" | "gradient";
  readonly count: number;
}

/** A contribution on its way into the gradient that the ones before it make; `after` when it has arrived. */
export interface Sum {
  /** The wire that it comes by. */
  readonly edge: string;
  readonly before: Value;
  readonly contribution: Value;
  readonly after: Value | null;
}

export interface NodeFrame {
  readonly node: Node;
  readonly value: Value | null;
  readonly gradient: Gradient;
  readonly status: Status;
  /** Whether its several uses have been pointed out. */
  readonly forked: boolean;
  /** Made in this very step. */
  readonly sum: Sum | null;
  /** How many elements are seen of the tensor that is being made; null where that is not this one's. */
  readonly cells: Cells | null;
}

/** `raw`: still in the shape it was broadcast to. */
export interface Contribution {
  readonly value: Value;
  readonly raw: boolean;
  /** Not to be told. */
  readonly hidden?: boolean;
}

export interface EdgeFrame {
  readonly edge: Edge;
  /** Part of the current step. */
  readonly active: boolean;
  /** The value has travelled along it. */
  readonly reached: boolean;
  /** How much of the way back the contribution has travelled, 0 to 1. */
  readonly travelled: number;
  /** The local derivative is shown. */
  readonly local: boolean;
  readonly contribution: Contribution | null;
}

/** Something on its way along a wire: `at` runs from 0 to 1. */
export interface Pulse {
  readonly edge: string;
  readonly direction: "forward" | "backward";
  readonly at: number;
}

/** A number on its way from one value to another: `at` runs from 0 to 1. */
export interface Roll {
  readonly node: string;
  readonly of: "value" | "gradient";
  readonly from: Value;
  readonly to: Value;
  readonly at: number;
}

export interface Frame {
  readonly trace: Trace;
  readonly stop: Stop;
  /** Place of the stop among `count`, from 0. */
  readonly index: number;
  readonly count: number;
  /** How much of the stop is drawn, 0 to 1. */
  readonly progress: number;
  readonly nodes: readonly NodeFrame[];
  readonly edges: readonly EdgeFrame[];
  readonly pulses: readonly Pulse[];
  readonly rolls: readonly Roll[];
}
