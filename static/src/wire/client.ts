/**
 * The service, asked from the page. Every call resolves to a `Reply`: what can go wrong in a school's network is a
 * value like any other, told apart by `kind`. Only a fault of this code throws.
 */

import type { CheckReport, CheckRequest, Example, ExportFormat, Operation, Problem } from "./calls.ts";
import { decodeValue, type Value, WireError } from "./numbers.ts";
import { readTrace, type Trace } from "./trace.ts";
import type { TraceAnswer, TraceRequest } from "./types.ts";

/**
 * problem: the service refuses, and says why; busy: ask again in `seconds`; offline: nobody answered;
 * unexpected: an answer that cannot be read; cancelled: the caller's signal was aborted.
 */
export type Reply<T> =
  | { readonly kind: "answer"; readonly value: T }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "busy"; readonly seconds: number }
  | { readonly kind: "offline" }
  | { readonly kind: "unexpected"; readonly status: number }
  | { readonly kind: "cancelled" };

export interface Options {
  /** Of the words in the answer. */
  readonly language: string;
  readonly signal?: AbortSignal;
}

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
  async function call<T>(path: string, options: Options, read: Read<T>, body?: object): Promise<Reply<T>> {
    const { language, signal } = options;
    const address = `${base}${path}${path.includes("?") ? "&" : "?"}lang=${encodeURIComponent(language)}`;
    const init = { ...(body ? posted(body) : {}), ...(signal ? { signal } : {}) };
    let arrived: Arrived;
    try {
      const response = await send(address, init);
      arrived = { response, bytes: await response.arrayBuffer() };
    } catch (error) {
      if (signal?.aborted) return { kind: "cancelled" };
      // `fetch` reports every failure of the network as a TypeError.
      if (error instanceof TypeError) return { kind: "offline" };
      throw error;
    }
    return signal?.aborted ? { kind: "cancelled" } : reply(arrived, read);
  }
  return {
    trace: (request, options) =>
      call("/trace?tensors=base64", options, (answer) => readTrace(jsonOf(answer)), request),
    values: (request, options) =>
      call("/trace", options, (answer) => readValues(jsonOf(answer)), { ...request, detail: "gradients" }),
    gradientCheck: (request, options) => call("/gradient-check", options, jsonOf<CheckReport>, request),
    examples: (options) => call("/examples", options, jsonOf<readonly Example[]>),
    operations: (options) => call("/operations", options, jsonOf<readonly Operation[]>),
    export: (format, request, options) => call(`/export/${format}`, options, fileOf(format), request),
  };
}

/** An answer that has arrived whole. */
interface Arrived {
  readonly response: Response;
  readonly bytes: ArrayBuffer;
}

type Read<T> = (arrived: Arrived) => T;

function posted(body: object): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

function reply<T>(arrived: Arrived, read: Read<T>): Reply<T> {
  const { ok, status, headers } = arrived.response;
  if (status === 429 || status === 503)
    return { kind: "busy", seconds: secondsUntil(headers.get("Retry-After")) };
  try {
    if (ok) return { kind: "answer", value: read(arrived) };
    const problem: unknown = jsonOf(arrived);
    if (isProblem(problem)) return { kind: "problem", problem };
  } catch (error) {
    // JSON that is none, or that holds something else than a trace.
    if (!(error instanceof SyntaxError || error instanceof WireError)) throw error;
  }
  return { kind: "unexpected", status };
}

// ----- reading -----

function jsonOf<T>({ bytes }: Arrived): T {
  return JSON.parse(new TextDecoder().decode(bytes));
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

function isProblem(found: unknown): found is Problem {
  return typeof found === "object" && found !== null && "errors" in found && Array.isArray(found.errors);
}

/** How long to wait where the service does not say. */
const PATIENCE = 3;
const LONGEST_WAIT = 60;

/** The seconds that a `Retry-After` header asks for, given as seconds or as a date (RFC 9110 §10.2.3). */
function secondsUntil(header: string | null): number {
  const seconds =
    header === null
      ? Number.NaN
      : /^\d+$/.test(header.trim())
        ? Number(header)
        : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? PATIENCE : Math.min(LONGEST_WAIT, Math.max(1, Math.ceil(seconds)));
}
