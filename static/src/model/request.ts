/** What is asked of the service for a state, and the state for a ready request. */

import { readValue, writeValue } from "../text/values.ts";
import { decodeValue, encodeNested, toNested } from "../wire/numbers.ts";
import type { TraceRequest, WireNested } from "../wire/types.ts";
import { inputNames } from "./program.ts";
import type { State } from "./session.ts";
import { DEFAULTS, type Settings } from "./state.ts";

/** The request; null while a value is being typed that cannot be read. Empty values are left for the service to miss. */
export function requestOf(settings: Settings): TraceRequest | null {
  const { program, output, expand, upstream, rate } = settings;
  const names = inputNames(program);
  const typed = names
    .map((name) => [name, settings.inputs[name]?.trim() ?? ""] as const)
    .filter(([, text]) => text !== "");
  const read = typed.map(([name, text]) => [name, wireValue(text)] as const);
  const given = upstream.trim() === "" ? undefined : wireValue(upstream);
  const parameters = settings.parameters.filter((name) => names.includes(name));
  const step = rate.trim() === "" || parameters.length === 0 ? undefined : wireValue(rate);
  if (given === null || step === null || read.some(([, value]) => value === null)) return null;
  return {
    program,
    inputs: Object.fromEntries(read) as Record<string, WireNested>,
    ...(output === "" ? {} : { output }),
    ...(given === undefined ? {} : { upstream: given }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(expand.length > 0 ? { expand } : {}),
    ...(typeof step === "number" ? { update: { rate: step } } : {}),
  };
}

function wireValue(text: string): WireNested | null {
  const reading = readValue(text);
  return reading.ok ? encodeNested(reading.value) : null;
}

/** The state that shows a ready request from its beginning. */
export function opened(request: TraceRequest): Partial<State> {
  const { program, inputs, output, upstream, parameters, expand, update } = request;
  const print = (value: WireNested) => writeValue(toNested(decodeValue(value))).replaceAll("], [", "],\n [");
  return {
    program,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, print(value)])),
    output: output ?? DEFAULTS.output,
    upstream: upstream === undefined || upstream === null ? DEFAULTS.upstream : print(upstream),
    parameters: parameters ?? DEFAULTS.parameters,
    expand: expand === undefined ? DEFAULTS.expand : expand === "all" ? ["all"] : expand,
    rate: update ? String(update.rate) : DEFAULTS.rate,
    closed: DEFAULTS.closed,
    place: DEFAULTS.place,
    sample: DEFAULTS.sample,
    units: DEFAULTS.units,
    handed: DEFAULTS.handed,
    origin: null,
    landing: true,
    selection: "",
    playing: false,
  };
}
