/** A race of the two ways to a gradient: a run of the service, watched by its events. */

import { type Call, jsonOf, nothing, type Options, type Reply } from "./call.ts";
import type { Problem } from "./calls.ts";
import type { RunState } from "./runs.ts";
import type { WireNumber } from "./types.ts";

export interface RaceRequest {
  readonly kind: "efficiency";
  readonly input_size: number;
  readonly hidden_size: number;
  readonly output_size: number;
  readonly batch_size: number;
  readonly seed: number;
  /** How long the numerical lane may run. */
  readonly seconds: number;
}

/** How a race stands. */
export interface RaceStanding {
  readonly state: RunState;
  readonly elapsed: number;
  readonly evaluations: { readonly done: number; readonly total: number };
  /** `seconds`: the median of `from` measurements. */
  readonly backprop: {
    readonly forward: number;
    readonly backward: number;
    readonly seconds: number;
    readonly from: number;
  };
  readonly numerical: {
    readonly measured: { readonly evaluations: number; readonly seconds: number };
    /** What all evaluations would take, from as many measured ones; null where all were measured, or none. */
    readonly estimated: { readonly seconds: number; readonly from: number } | null;
  };
  readonly worst_relative_error: WireNumber | null;
  /** How many times as long the numerical gradient takes. */
  readonly ratio: { readonly value: number; readonly estimated: boolean } | null;
}

export interface RaceSnapshot extends RaceStanding {
  readonly id: string;
  readonly kind: "efficiency";
  readonly request: RaceRequest;
  readonly created: string;
  readonly parameters: number;
  readonly problem: Problem | null;
}

export interface Races {
  begin(request: RaceRequest, options: Options): Promise<Reply<RaceSnapshot>>;
  /** Stops it; the service forgets it. */
  end(id: string, options: Options): Promise<Reply<null>>;
}

export function makeRaces(call: Call): Races {
  return {
    begin: (request, options) => call("/runs", options, jsonOf<RaceSnapshot>, { json: request }),
    end: (id, options) => call(`/runs/${encodeURIComponent(id)}`, options, nothing, { method: "DELETE" }),
  };
}
