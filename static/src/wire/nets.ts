/** The two-layer net of the chapter by its sizes: the service draws its numbers. */

import { type Call, jsonOf, type Options, type Reply } from "./call.ts";
import { decodeValue, type Value } from "./numbers.ts";
import type { WireTensor, WireValue } from "./types.ts";

export const ACTIVATIONS = ["relu", "sigmoid"] as const;

export interface NetSizes {
  readonly input_size: number;
  readonly hidden_size: number;
  readonly output_size: number;
  readonly batch_size: number;
  readonly weight_init_std: number;
  readonly seed: number;
  readonly activation: (typeof ACTIVATIONS)[number];
}

/** A program with its values by name. */
export interface SizedNet {
  readonly program: string;
  readonly inputs: Readonly<Record<string, Value>>;
}

/** What is read of the answer, which is the whole trace. */
interface NetAnswer {
  readonly program: string;
  readonly inputs: Readonly<Record<string, WireValue>>;
  readonly tensors?: Readonly<Record<string, WireTensor>>;
}

export function drawNet(call: Call, sizes: NetSizes, options: Options): Promise<Reply<SizedNet>> {
  return call("/two-layer-net/trace?tensors=base64", options, (answer) => readNet(jsonOf(answer)), {
    json: sizes,
  });
}

function readNet({ program, inputs, tensors }: NetAnswer): SizedNet {
  const values = Object.entries(inputs).map(([name, value]) => [name, decodeValue(value, tensors)]);
  return { program, inputs: Object.fromEntries(values) };
}
