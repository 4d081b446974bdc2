/** What the workbench asks of the service. */

import { jsonOf, makeCall, type Options, type Read, type Reply } from "./call.ts";
import type { CheckReport, CheckRequest, Example, ExportFormat, Operation } from "./calls.ts";
import { decodeValue, type Value } from "./numbers.ts";
import { readTrace, type Trace } from "./trace.ts";
import type { TraceAnswer, TraceRequest } from "./types.ts";

export type { Options, Reply } from "./call.ts";

export interface Download {
  readonly name: string;
  readonly content: Blob;
}

export interface Client {
  trace(request: TraceRequest, options: Options): Promise<Reply<Trace>>;
  /** The named values alone. */
  values(request: TraceRequest, options: Options): Promise<Reply<Readonly<Record<string, Value>>>>;
  gradientCheck(request: CheckRequest, options: Options): Promise<Reply<CheckReport>>;
  examples(options: Options): Promise<Reply<readonly Example[]>>;
  operations(options: Options): Promise<Reply<readonly Operation[]>>;
  export(format: ExportFormat, request: TraceRequest, options: Options): Promise<Reply<Download>>;
}

/** `base`: where the service's API is; `send`: what carries a request there. */
export function makeClient(base = "/api/v1", send: typeof fetch = (...sent) => fetch(...sent)): Client {
  const call = makeCall(base, send);
  return {
    trace: (request, options) =>
      call("/trace?tensors=base64", options, (answer) => readTrace(jsonOf(answer)), { json: request }),
    values: (request, options) =>
      call("/trace", options, (answer) => readValues(jsonOf(answer)), {
        json: { ...request, detail: "gradients" },
      }),
    gradientCheck: (request, options) =>
      call("/gradient-check", options, jsonOf<CheckReport>, { json: request }),
    examples: (options) => call("/examples", options, jsonOf<readonly Example[]>),
    operations: (options) => call("/operations", options, jsonOf<readonly Operation[]>),
    export: (format, request, options) =>
      call(`/export/${format}`, options, fileOf(format), { json: request }),
  };
}

function readValues({ values }: Pick<TraceAnswer, "values">): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decodeValue(value)]));
}

function fileOf(format: ExportFormat): Read<Download> {
  return ({ response: { headers }, bytes }) => {
    const named = /filename="([^"\\/]+)"/.exec(headers.get("Content-Disposition") ?? "");
    const content = new Blob([bytes], { type: headers.get("Content-Type") ?? "" });
    return { name: named?.[1] ?? `trace.${format}`, content };
  };
}
