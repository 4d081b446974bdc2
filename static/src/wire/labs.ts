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

export interface LabClient {
  /** The gradients alone, by name. */
  gradients(request: TraceRequest, options: Options): Promise<Reply<Readonly<Record<string, Value>>>>;
  checkCells(request: CheckRequest, options: Options): Promise<Reply<CellReport>>;
  checkCurve(request: CurveRequest, options: Options): Promise<Reply<CheckCurve>>;
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
  };
}

function readGradients({ gradients }: Pick<TraceAnswer, "gradients">): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(gradients).map(([name, value]) => [name, decodeValue(value)]));
}
