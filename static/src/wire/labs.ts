/** What the labs ask of the service, beside what the workbench asks. */

import { type Call, jsonOf, type Options, type Reply } from "./call.ts";
import type { CheckedInput, CheckReport, CheckRequest } from "./calls.ts";
import { decodeValue, type Value } from "./numbers.ts";
import type { TraceAnswer, TraceRequest, WireNested, WireNumber } from "./types.ts";

/** Nested as the input is; null where nothing was judged. */
export type WireCells = WireNumber | null | readonly WireCells[];
export type WireFlags = boolean | readonly WireFlags[];

/** Why all ratios of an input's gradients may be one number; `pass`: gradients of so many passes were added up. */
export type RatioMeaning = "batch" | "inverse_batch" | "sign" | "pass";

export interface Ratio {
  readonly value: WireNumber;
  readonly meaning: RatioMeaning;
}

export interface CheckedCells extends CheckedInput {
  readonly cells: {
    readonly analytic: WireNested;
    readonly numeric: WireNested;
    readonly errors: WireCells;
    readonly kinks: WireFlags;
  };
  readonly ratio: Ratio | null;
}

export interface CellReport extends Omit<CheckReport, "parameters"> {
  readonly parameters: Readonly<Record<string, CheckedCells>>;
}

export interface CurveRequest extends Omit<CheckRequest, "h" | "names"> {
  readonly name: string;
  readonly index?: readonly number[];
  readonly steps?: readonly number[];
}

/** The differences at one h, and their relative errors. */
export interface CurvePoint {
  readonly h: WireNumber;
  readonly central: WireNumber;
  readonly one_sided: WireNumber;
  readonly central_error: WireNumber;
  readonly one_sided_error: WireNumber;
}

export interface CheckCurve {
  readonly name: string;
  readonly index: readonly number[];
  readonly analytic: WireNumber;
  readonly points: readonly CurvePoint[];
  /** The h at which each is nearest to the gradient. */
  readonly best: { readonly central: WireNumber; readonly one_sided: WireNumber };
}

/** A chain of single numbers, a ← f(w·a). */
export interface ChainRequest {
  readonly activation: string;
  readonly depth: number;
  readonly weight: number;
  readonly input?: number;
}

export interface ChainLink {
  /** From 1, at the input. */
  readonly index: number;
  readonly input: WireNumber;
  readonly output: WireNumber;
  /** |∂output/∂input|. */
  readonly local: WireNumber;
  /** |∂a_n/∂input|. */
  readonly gradient: WireNumber;
}

export interface Chain {
  readonly layers: readonly ChainLink[];
  readonly gradient: WireNumber;
  /** What `gradient` cannot exceed at this weight; null where there is no such bound. */
  readonly bound: WireNumber | null;
  /** Of each layer, its slope as a share of the largest that its activation has. */
  readonly saturation: readonly WireNumber[];
}

/** Layers of many units, with random weights. */
export interface WideRequest {
  readonly activation: string;
  readonly depth: number;
  readonly width: number;
  readonly batch: number;
  /** The scale of the normal weights, or a rule for it. */
  readonly init: number | "xavier" | "he";
  readonly seed: number;
}

export interface WideLayer {
  readonly index: number;
  readonly activation_std: WireNumber;
  readonly gradient_norm: WireNumber;
  /** null where nothing saturates. */
  readonly share_saturated: WireNumber | null;
}

export interface WideNet {
  readonly layers: readonly WideLayer[];
}

export interface LabClient {
  /** The gradients alone, by name. */
  gradients(request: TraceRequest, options: Options): Promise<Reply<Readonly<Record<string, Value>>>>;
  checkCells(request: CheckRequest, options: Options): Promise<Reply<CellReport>>;
  checkCurve(request: CurveRequest, options: Options): Promise<Reply<CheckCurve>>;
  chain(request: ChainRequest, options: Options): Promise<Reply<Chain>>;
  wide(request: WideRequest, options: Options): Promise<Reply<WideNet>>;
}

export function makeLabClient(call: Call): LabClient {
  return {
    gradients: (request, options) =>
      call("/trace", options, (answer) => readGradients(jsonOf(answer)), {
        json: { ...request, detail: "gradients" },
      }),
    checkCells: (request, options) =>
      call("/gradient-check?cells=true", options, jsonOf<CellReport>, { json: request }),
    checkCurve: (request, options) =>
      call("/gradient-check/curve", options, jsonOf<CheckCurve>, { json: request }),
    chain: (request, options) => call("/vanishing", options, jsonOf<Chain>, { json: request }),
    wide: (request, options) => call("/vanishing/wide", options, jsonOf<WideNet>, { json: request }),
  };
}

function readGradients({ gradients }: Pick<TraceAnswer, "gradients">): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(gradients).map(([name, value]) => [name, decodeValue(value)]));
}
