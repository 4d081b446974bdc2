/** Runs: long work that the service goes on with, watched by its events. */

import { type Call, jsonOf, nothing, type Options, type Reply } from "./call.ts";
import type { Problem } from "./calls.ts";
import { decodeTensor, type Tensor } from "./numbers.ts";
import type { WireNumber, WireTensor } from "./types.ts";

export type RunState = "running" | "paused" | "done" | "stopped" | "failed";
export type Half = "train" | "test";

/** The parameters of the two-layer net, in its order. */
export const PARAMETERS = ["W1", "b1", "W2", "b2"] as const;
export type Parameter = (typeof PARAMETERS)[number];

export interface TrainingRequest {
  readonly kind: "training";
  readonly data: string;
  readonly hidden_size: number;
  readonly activation: string;
  /** The scale of the normal weights, or a rule for it. */
  readonly weight_init: number | "xavier" | "he";
  readonly epochs: number;
  readonly batch_size: number;
  readonly rate: number;
  readonly momentum: number;
  readonly weight_decay: number;
  readonly seed: number;
  /** null: as fast as it can. */
  readonly updates_per_second: number | null;
  readonly paused: boolean;
}

/** Where a run is. */
export interface Standing {
  readonly state: RunState;
  readonly step: number;
  readonly epoch: number;
  /** Seconds of work. */
  readonly elapsed: number;
  readonly remaining: number | null;
  readonly updates_per_second: number | null;
}

export interface RunData {
  readonly id: string;
  readonly train: number;
  readonly test: number;
  readonly input_size: number;
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
}

export interface ParameterMeasure {
  readonly gradient_norm: WireNumber;
  readonly weight_norm: WireNumber;
  /** ‖change‖ / ‖parameter‖ of the last update. */
  readonly update_ratio: WireNumber;
}

export type Measure = Readonly<Record<Parameter, ParameterMeasure>> & {
  readonly step: number;
  /** The share of hidden units that no sample of the batch opened; null where the activation never closes. */
  readonly dead: number | null;
};

export interface Accuracy {
  readonly epoch: number;
  readonly step: number;
  readonly train: number;
  readonly test: number;
}

/** All that is known of a training run. */
export interface TrainingSnapshot extends Standing {
  readonly id: string;
  readonly kind: "training";
  readonly request: TrainingRequest;
  readonly created: string;
  readonly steps: number;
  readonly epochs: number;
  readonly data: RunData;
  /** Of every step, from the first. */
  readonly loss: readonly WireNumber[];
  readonly smoothed: readonly WireNumber[];
  readonly measures: readonly Measure[];
  readonly accuracies: readonly Accuracy[];
  readonly problem: Problem | null;
}

/** What has come since the event before; `from` is the step of the first loss. */
export interface Progress extends Pick<Standing, "step" | "epoch" | "elapsed" | "remaining"> {
  readonly from: number;
  readonly loss: readonly WireNumber[];
  readonly smoothed: readonly WireNumber[];
  readonly measures: readonly Measure[];
}

/** An event of a training run, by its name. */
export type TrainingEvent =
  | { readonly name: "snapshot"; readonly data: TrainingSnapshot }
  | { readonly name: "progress"; readonly data: Progress }
  | { readonly name: "epoch"; readonly data: Accuracy }
  | { readonly name: "state" | "end"; readonly data: Standing & { readonly problem?: Problem | null } };

export interface Network {
  readonly step: number;
  readonly epoch: number;
  readonly activation: string;
  /** Of X and t, the samples and their labels, and of the parameters. */
  readonly program: string;
  readonly parameters: Readonly<Record<Parameter, WireTensor>>;
}

export interface Sample {
  readonly index: number;
  readonly label: number;
  readonly predicted: number;
  /** Of what was predicted. */
  readonly probability: WireNumber;
  /** Base64 of a byte for each pixel. */
  readonly pixels: string;
}

export interface Samples {
  readonly set: Half;
  readonly total: number;
  /** How many of all are predicted wrongly. */
  readonly wrong: number;
  readonly step: number;
  readonly samples: readonly Sample[];
}

export interface SamplesQuery {
  readonly set: Half;
  readonly wrong: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** A digit that was drawn, ink from 0 to 1, or one of the run's data set. */
export type Digit = (
  | { readonly pixels: readonly number[] }
  | { readonly set: Half; readonly index: number }
) & {
  /** A hidden unit, from 0: the gradient of its weights is told too. */
  readonly unit?: number;
};

export interface Prediction {
  readonly step: number;
  readonly probabilities: readonly number[];
  readonly predicted: number;
  /** null where none is known: the predicted class stands for it. */
  readonly label: number | null;
  readonly loss: number;
  /** Of the loss by each pixel. */
  readonly gradient: Tensor;
  /** Of the loss by each weight into the hidden unit asked about. */
  readonly unitGradient: Tensor | null;
  /** Ink from 0 to 1. */
  readonly pixels: readonly number[];
}

export interface WirePrediction {
  readonly step: number;
  readonly probabilities: readonly WireNumber[];
  readonly predicted: number;
  readonly label: number | null;
  readonly loss: WireNumber;
  readonly gradient: WireTensor;
  readonly unit_gradient: WireTensor | null;
  readonly hidden: readonly WireNumber[];
  readonly pixels: string;
}

/** A request worth starting with; some are for other kinds of runs. */
export interface Preset {
  readonly slug: string;
  readonly title: string;
  readonly goal: string;
  readonly request: TrainingRequest | { readonly kind: "efficiency" };
}

export interface Runs {
  begin(request: Partial<TrainingRequest>, options: Options): Promise<Reply<TrainingSnapshot>>;
  find(id: string, options: Options): Promise<Reply<TrainingSnapshot>>;
  presets(options: Options): Promise<Reply<readonly Preset[]>>;
  pause(id: string, options: Options): Promise<Reply<Standing>>;
  resume(id: string, options: Options): Promise<Reply<Standing>>;
  /** Goes on by one update, and pauses. */
  step(id: string, options: Options): Promise<Reply<Standing>>;
  setPace(id: string, updatesPerSecond: number | null, options: Options): Promise<Reply<Standing>>;
  /** Ends it; the service forgets it. */
  end(id: string, options: Options): Promise<Reply<null>>;
  network(id: string, options: Options): Promise<Reply<Network>>;
  samples(id: string, query: SamplesQuery, options: Options): Promise<Reply<Samples>>;
  predict(id: string, digit: Digit, options: Options): Promise<Reply<Prediction>>;
}

export function makeRuns(call: Call): Runs {
  const path = (id: string, rest = "") => `/runs/${encodeURIComponent(id)}${rest}`;
  const told = (id: string, rest: string, options: Options, json: object = {}, method = "POST") =>
    call(path(id, rest), options, jsonOf<Standing>, { json, method });
  return {
    begin: (request, options) =>
      call("/runs", options, jsonOf<TrainingSnapshot>, { json: { kind: "training", ...request } }),
    find: (id, options) => call(path(id), options, jsonOf<TrainingSnapshot>),
    presets: (options) => call("/runs/presets", options, jsonOf<readonly Preset[]>),
    pause: (id, options) => told(id, "/pause", options),
    resume: (id, options) => told(id, "/resume", options),
    step: (id, options) => told(id, "/step", options),
    setPace: (id, updates_per_second, options) => told(id, "", options, { updates_per_second }, "PATCH"),
    end: (id, options) => call(path(id), options, nothing, { method: "DELETE" }),
    network: (id, options) => call(path(id, "/network"), options, jsonOf<Network>),
    samples: (id, query, options) =>
      call(
        path(
          id,
          `/samples?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
        ),
        options,
        jsonOf<Samples>,
      ),
    predict: (id, digit, options) =>
      call(path(id, "/predict"), options, (answer) => predictionOf(jsonOf(answer)), { json: digit }),
  };
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function predictionOf(wire: WirePrediction): Prediction {
  return {
    ...wire,
    probabilities: wire.probabilities.map(Number),
    loss: Number(wire.loss),
    gradient: decodeTensor(wire.gradient),
    unitGradient: wire.unit_gradient && decodeTensor(wire.unit_gradient),
    pixels: Array.from(bytesOf(wire.pixels), (ink) => ink / 255),
  };
}
